using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>Who stood in the way of an agreement that comes into force, and over which red line.</summary>
internal static class BlockingSection
{
    private const int Most = 9;

    private sealed record Blocker(Ending Ending, BlockCause Cause, long Count);

    public static Section Of(ReportSource source)
    {
        var blockers = source.Rows.Causes.SelectMany(cause => new[] { Ending.NoDeal, Ending.NotRatified }.Select(ending => new Blocker(ending, cause.Key, cause.Value[(int)ending])))
            .Where(blocker => blocker.Count > 0)
            .OrderByDescending(blocker => blocker.Count).ThenBy(blocker => blocker.Cause.Kind).ThenBy(blocker => blocker.Cause.Actor).ThenBy(blocker => blocker.Cause.RedLine).ThenBy(blocker => blocker.Cause.Event)
            .ToList();
        return new Section("blocking", "Who blocked, and over what", blockers.Count == 0
            ? Parts.Paragraph($"Nobody: every negotiation of this batch was signed{(source.Words.Endings.Contains(Ending.NotRatified) ? " and ratified" : "")}.")
            : Told(source, blockers));
    }

    private static Markup Told(ReportSource source, List<Blocker> blockers)
    {
        var shown = blockers.Take(Most).ToList();
        BarGroup? Group(string title, Ending ending) => shown.Any(blocker => blocker.Ending == ending)
            ? new BarGroup(title, [.. shown.Where(blocker => blocker.Ending == ending).Select(blocker => Bar(source, blocker))])
            : null;
        var chart = new BarChart
        {
            Title = "What stood in the way",
            Heading = "Reason",
            Axis = new ChartAxis("Share of all negotiations", ValueFormat.Percent, 0),
            Groups = [.. new[] { Group("No text was signed", Ending.NoDeal), Group("Signed, and then refused: who insists on what", Ending.NotRatified) }.OfType<BarGroup>()],
            Note = $"{PageNumbers.Count(source.Summary.Runs, "replica")}; whiskers: 95% intervals",
        };
        var lines = blockers.Where(blocker => blocker.Cause is { Kind: CauseKind.Refused, RedLine: >= 0 }).ToList();
        return Markup.Of($"""
            {Parts.Paragraph($"In {Parts.Share("endings.no_deal", source.Summary.Of(Ending.NoDeal))} of the negotiations no text is signed. {Ratified(source)}A red line is told as what its owner insists on.")}
            {Parts.Figure("c-blocking", chart)}
            {(lines.Count == 0 ? Markup.None : Parts.Table("Refusals by red line", ["Who refused", "What it insists on", "Share of all", "Times", "Red line"], lines.Select(line => Row(source, line))))}
            {(shown.Count < blockers.Count ? Parts.Note($"{PageNumbers.Count(blockers.Count - shown.Count, "rarer reason")} not drawn: {PageNumbers.Count(blockers.Skip(Most).Sum(blocker => blocker.Count), "negotiation")} in all; <code>summary.json</code> names them.") : Markup.None)}
            {Parts.Note($"Where talks run out of time, nobody refuses a text by name. Which red lines exclude each other, and the smallest set that would have to give way, is told by <code>negsim analyze scenario.yaml</code>.")}
            """);
    }

    private static Markup Ratified(ReportSource source) => source.Words.Endings.Contains(Ending.NotRatified)
        ? Markup.Of($"In {Parts.Share("endings.not_ratified", source.Summary.Of(Ending.NotRatified))} one is signed and then refused by somebody whose consent it needs. ")
        : Markup.None;

    private static Bar Bar(ReportSource source, Blocker blocker)
    {
        var estimate = Estimate.Of(blocker.Count, source.Summary.Runs);
        var label = blocker.Cause is { Kind: CauseKind.Refused, RedLine: >= 0 and var line } ? $"{source.Words.Opening(blocker.Cause.Actor)}: {source.Words.Demand(blocker.Cause.Actor, line)}" : source.Words.Cause(blocker.Cause);
        return new Bar(label, estimate.Share) { Low = estimate.Low, High = estimate.High, Colour = ChartColours.Of(blocker.Ending), Text = PageNumbers.Percent(estimate) };
    }

    private static IReadOnlyList<Markup> Row(ReportSource source, Blocker blocker)
    {
        var (actor, line) = (blocker.Cause.Actor, blocker.Cause.RedLine);
        return
        [
            Markup.Foreign(source.Words.Opening(actor)),
            Markup.Foreign(source.Words.Demand(actor, line)),
            Markup.Of($"{PageNumbers.Percent(Estimate.Of(blocker.Count, source.Summary.Runs))}"),
            Markup.Of($"{PageNumbers.Whole(blocker.Count)}"),
            Markup.Of($"<code>{source.Scenario.Actors[actor].Id}.<wbr>{source.Scenario.Actors[actor].RedLines[line].Id}</code>"),
        ];
    }
}

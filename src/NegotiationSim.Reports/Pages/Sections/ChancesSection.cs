using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>Whether a deal could be had, and what the talks made of it.</summary>
internal static class ChancesSection
{
    public static Section Of(ReportSource source) => new("chances", "Could a deal be had?", source.Summary.Talks is { } talks
        ? Markup.Of($"""
            {Parts.Paragraph($"In {Parts.Field("talks.replicas", talks.Replicas)} of the {PageNumbers.Count(source.Summary.Runs, "negotiation")} it was worked out, before any event, whether there was a text that all whose consent is needed would sign unpressed: a <dfn>zone of possible agreement</dfn>. There was {(talks.WithZone == 0 ? Markup.Of($"none in any of them") : Markup.Of($"one in <strong>{Percent("talks.zone", talks.WithZone, talks.Replicas)}</strong>"))}.")}
            {Parts.Table("What the talks made of what could be agreed", ["Case", "Share", "95% interval", "Times"], Rows(source))}
            {Parts.Note($"“Under pressure” counts texts that were signed although no zone existed at the outset: {(source.Scenario.Ties.IsEmpty ? "" : "a patron pressed its client, or ")}somebody’s no-deal value, red lines or wishes moved during the talks.")}
            """)
        : Markup.Of($"""
            {Parts.Paragraph($"Not asked for in this batch: whether there was a text at all that everybody would sign is worked out for the first N replicas where the batch is played with <code>--zone N</code>.")}
            {Parts.Command(Commands.Play(source.Experiment with { Zone = Math.Min(1000, source.Experiment.Runs) }))}
            """));

    private static IEnumerable<IReadOnlyList<Markup>> Rows(ReportSource source)
    {
        var talks = source.Summary.Talks!;
        yield return Row("A deal was possible", "talks.zone", talks.WithZone, talks.Replicas);
        yield return Row("… and a text was signed (of those)", "talks.zone.signed", talks.SignedWithZone, talks.WithZone);
        yield return Row("… and the chance was missed (of those)", "talks.zone.missed", talks.WithZone - talks.SignedWithZone, talks.WithZone);
        yield return Row("No deal was possible", "talks.no_zone", talks.WithoutZone, talks.Replicas);
        yield return Row("… and one was signed under pressure (of those)", "talks.no_zone.signed", talks.SignedWithoutZone, talks.WithoutZone);
        if (talks.Undecided > 0)
        {
            yield return Row("Not settled within the budget of work", "talks.undecided", talks.Undecided, talks.Replicas);
        }
    }

    private static IReadOnlyList<Markup> Row(string label, string path, long count, long of)
    {
        var head = Markup.Of($"{label}");
        if (of == 0)
        {
            return [head, Markup.Of($"–"), Markup.Of($"–"), Parts.Field(path + ".count", count)];
        }

        var estimate = Estimate.Of(count, of);
        return [head, Parts.Share(path, estimate), Parts.Interval(path, estimate.Low, estimate.High), Parts.Field(path + ".count", count)];
    }

    private static Markup Percent(string path, long count, long of) => Parts.Share(path, Estimate.Of(count, of));
}

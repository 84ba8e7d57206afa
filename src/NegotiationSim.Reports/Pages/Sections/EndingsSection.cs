using NegotiationSim.Engine;
using NegotiationSim.Reports.Charts;
using NegotiationSim.Reports.Json;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>How likely each ending is.</summary>
internal static class EndingsSection
{
    public static Section Of(ReportSource source)
    {
        var (summary, words) = (source.Summary, source.Words);
        var chart = new BarChart
        {
            Title = "How it ends",
            Heading = "Ending",
            Axis = new ChartAxis("Share of negotiations", ValueFormat.Percent, 0),
            Groups = [new BarGroup(null, [.. words.Endings.Select(ending => summary.Of(ending) is var e ? new Bar(words.Ending(ending), e.Share) { Low = e.Low, High = e.High, Colour = ChartColours.Of(ending), Text = PageNumbers.Percent(e) } : throw new InvalidOperationException())])],
            Note = $"{PageNumbers.Count(summary.Runs, "replica")}; whiskers: 95% intervals (Wilson)",
        };
        var rows = words.Endings.Select(ending =>
        {
            var (estimate, path) = (summary.Of(ending), "endings." + JsonNames.Of(ending));
            return (IReadOnlyList<Markup>)
            [
                Markup.Of($"{words.Ending(ending)}"),
                Parts.Share(path, estimate),
                Parts.Interval(path, estimate.Low, estimate.High),
                Parts.Field(path + ".count", estimate.Count),
                Markup.Of($"{(summary.ExamplesOf(ending) is [var first, ..] ? PageNumbers.Whole(first) : "–")}"),
            ];
        });
        return new Section("endings", "How it ends", Markup.Of($"""
            {Parts.Figure("c-endings", chart)}
            {Parts.Table("Endings and their intervals", ["Ending", "Share", "95% interval", "Times", "First replica"], rows)}
            {Meaning(source)}
            """));
    }

    private static Markup Meaning(ReportSource source) => source.Scenario.Implementation is { } implementation
        ? Parts.Note($"“{source.Words.Ending(Ending.Held)}”: signed, ratified where somebody must, and in force for {PageNumbers.Number(implementation.Horizon * implementation.Period.TotalDays)} days. “{source.Words.Ending(Ending.Collapsed)}”: in force, and ended within them. Any replica can be read as a story: see “How to reproduce it”.")
        : Parts.Note($"The scenario has no implementation: nothing is said of whether a signed text holds. Any replica can be read as a story: see “How to reproduce it”.");
}

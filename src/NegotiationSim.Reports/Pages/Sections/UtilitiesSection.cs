using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>What each actor has of it, against no deal.</summary>
internal static class UtilitiesSection
{
    public static Section Of(ReportSource source)
    {
        var actors = Enumerable.Range(0, source.Scenario.Actors.Length).Where(a => source.Summary.Actors[a] is not null && source.Rows.Actor(a) is { NoDeal: not null }).ToList();
        var chart = new BarChart
        {
            Title = "What the ending is worth, against no deal",
            Heading = "Worth of",
            Axis = new ChartAxis("Utility, mean", ValueFormat.Number),
            Interval = "where nine in ten negotiations lie",
            HasDots = true,
            Groups = [.. actors.Select(a => new BarGroup(source.Words.Opening(a), [Bar("The ending", source.Summary.Actors[a]!.Value, ChartColour.Series1), Bar("No deal", source.Rows.Actor(a)!.NoDeal!.Value, ChartColour.Reference)]))],
            Note = "Each on the actor’s own scale: 0 is every issue at its worst for it, 1 every issue at its ideal. Utilities of different actors cannot be compared.",
        };
        var endings = source.Words.Endings.Where(ending => source.Summary.Of(ending).Count > 0).ToList();
        return new Section("worth", "What each has of it", Markup.Of($"""
            {Parts.Paragraph($"The worth of the ending to each actor, over all negotiations (no deal{(source.Scenario.Implementation is null ? "" : " and collapse")} included), beside what no deal would have been worth to it at the end.")}
            {Parts.Figure("c-worth", chart)}
            {Parts.Table("Worth by ending, and how often it beats no deal", ["Actor", "Mean", "5%", "Median", "95%", "Worth of no deal", .. endings.Select(ending => $"Mean if: {source.Words.Ending(ending).ToLowerInvariant()}"), "Better than no deal", "Worse"], actors.Select(a => Row(source, a, endings)))}
            {Parts.Note($"5%, median and 95%: so many negotiations come to no more. Better and worse: the share of negotiations whose ending is worth more, or less, to the actor than no deal at that time.")}
            """));
    }

    private static Bar Bar(string label, Spread spread, ChartColour colour) => new(label, spread.Mean) { Low = spread.P05, High = spread.P95, Colour = colour, Text = PageNumbers.Worth(spread.Mean) };

    private static IReadOnlyList<Markup> Row(ReportSource source, int actor, List<Ending> endings)
    {
        var (tally, spread, path) = (source.Rows.Actor(actor)!, source.Summary.Actors[actor]!.Value, $"actors.{source.Scenario.Actors[actor].Id}");
        return
        [
            Markup.Foreign(source.Words.Opening(actor)),
            Worth(path + ".mean_utility", spread.Mean),
            Worth(path + ".p05", spread.P05),
            Worth(path + ".p50", spread.P50),
            Worth(path + ".p95", spread.P95),
            Markup.Of($"{PageNumbers.Worth(tally.NoDeal!.Value.Mean)}"),
            .. endings.Select(ending => Markup.Of($"{(tally.Mean(ending) is { } mean ? PageNumbers.Worth(mean) : "–")}")),
            Markup.Of($"{PageNumbers.Percent(Estimate.Of(tally.Better, source.Rows.Runs))}"),
            Markup.Of($"{PageNumbers.Percent(Estimate.Of(tally.Worse, source.Rows.Runs))}"),
        ];
    }

    private static Markup Worth(string path, double value) => Parts.Field(path, value, PageNumbers.Worth(value));
}

using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Comparisons;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Cli.Plots;

/// <summary>A comparison as a picture: each what-if with its differences.</summary>
internal static class ComparisonChart
{
    public static Chart Of(ComparisonTale tale) => new BarChart
    {
        Title = Names.Readable(tale.Scenario.Title, tale.Scenario.Name) + ": what if?",
        Note = $"{Figures.Count(tale.Summary.Runs, "replica")} of seed {tale.Order.Seed}, the same ones for the file as it stands and for {(tale.Order.WhatIfs.Length == 1 ? "the what-if" : "each what-if")}; the lines are 95% intervals for pairs.",
        Heading = "Share of replicas",
        Axis = new ChartAxis("Difference from the file as it stands, in points of all replicas", ValueFormat.Points),
        HasDots = true,
        Groups =
        [
            .. tale.Summary.WhatIfs.Select((whatIf, i) => new BarGroup(
                Figures.Capitalised(tale.Clause(i)),
                [.. whatIf.Measures.Where(estimate => DifferencesTable.IsShown(tale.Scenario, estimate)).Select(estimate => Dot(tale, estimate))])),
        ],
    };

    private static Reports.Charts.Bar Dot(ComparisonTale tale, PairedEstimate estimate) => new(MeasureWords.Row(tale.Scenario, estimate.Measure), estimate.Difference)
    {
        // Where not one replica differs there is nothing to be uncertain of.
        Low = estimate.IsIdentical ? null : estimate.Low,
        High = estimate.IsIdentical ? null : estimate.High,
        Colour = estimate.Measure.Kind == MeasureKind.Ending ? ChartColours.Of(estimate.Measure.Ending) : ChartColour.Series1,
        Text = estimate.IsIdentical ? "none" : Points.WithInterval(estimate),
    };
}

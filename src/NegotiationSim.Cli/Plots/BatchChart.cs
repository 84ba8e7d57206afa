using System.Collections.Immutable;
using NegotiationSim.Analysis;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Batches;
using NegotiationSim.Reports.Charts;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Plots;

/// <summary>A batch as a picture: how likely each ending is, and how long agreements last.</summary>
internal static class BatchChart
{
    public static Chart Of(Scenario scenario, ulong seed, BatchSummary summary) => new ChartSheet
    {
        Title = Names.Readable(scenario.Title, scenario.Name),
        Charts = [Endings(scenario, seed, summary), .. summary.InForce > 0 && scenario.Implementation is { } implementation ? [Survival(implementation, summary)] : Array.Empty<Chart>()],
    };

    private static BarChart Endings(Scenario scenario, ulong seed, BatchSummary summary) => new()
    {
        Title = "How it ends",
        Note = $"{Figures.Count(summary.Runs, "negotiation")} of seed {seed}; the lines are 95% intervals.",
        Heading = "Ending",
        Axis = new ChartAxis("Share of negotiations", ValueFormat.Percent, 0),
        Groups =
        [
            new BarGroup(null, [.. EndingWords.Possible(scenario).Select(ending =>
            {
                var estimate = summary.Of(ending);
                return new Reports.Charts.Bar(EndingWords.Of(scenario, ending), estimate.Share)
                {
                    Low = estimate.Low,
                    High = estimate.High,
                    Colour = ChartColours.Of(ending),
                    Text = $"{Shares.Percent(estimate)} [{Shares.Interval(estimate.Low, estimate.High)}]",
                };
            })]),
        ],
    };

    /// <summary>The share that outlives each day, beside what was measured of agreements elsewhere as far as the scenario looks ahead.</summary>
    private static CurveChart Survival(Implementation implementation, BatchSummary summary)
    {
        var (days, horizon) = (implementation.Period.TotalDays, implementation.Period.TotalDays * implementation.Horizon);
        var points = summary.Survival.Select(point => new CurvePoint(point.Period * days, point.Share, point.Low, point.High)).Prepend(new CurvePoint(0, 1, 1, 1)).ToList();
        if (points[^1].X < horizon)
        {
            points.Add(points[^1] with { X = horizon });
        }

        var measured = MeasuredSurvival.Points.Where(point => point.Days <= horizon).Select(point => new CurvePoint(point.Days, 1 - point.Ended)).ToImmutableArray();
        return new CurveChart
        {
            Title = "How long agreements hold",
            Note = $"{Figures.Count(summary.InForce, "agreement")} in force (Kaplan-Meier, 95% band)" + (measured.IsEmpty ? "." : "; measured: 176 agreements with a ceasefire provision (UCDP)."),
            X = new ChartAxis("Days since the agreement came into force", ValueFormat.Number, 0, horizon),
            Y = new ChartAxis("Share still in force", ValueFormat.Percent, 0, 1),
            Curves =
            [
                new Curve("This scenario", [.. points]) { Colour = ChartColour.Held, IsStep = true },
                .. measured.IsEmpty ? Array.Empty<Curve>() : [new Curve("Measured elsewhere", measured) { Colour = ChartColour.Reference, IsPoints = true }],
            ],
        };
    }
}

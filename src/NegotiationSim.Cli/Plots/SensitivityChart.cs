using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Cli.Sensitivities;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Sensitivities;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Cli.Plots;

/// <summary>What drives the ending as a picture: the ranking, or where one was asked for the tornado.</summary>
internal static class SensitivityChart
{
    /// <summary>Bars of a kind in a ranking: those below are too short to be seen.</summary>
    private const int MostRanked = 15;

    /// <summary>Rows of a tornado: more are no picture any more.</summary>
    private const int Most = 40;

    public static Chart Of(SensitivityTale tale) => tale.Tornado is { Bars.IsEmpty: false } tornado ? Tornado(tale, tornado) : Ranking(tale);

    private static BarChart Ranking(SensitivityTale tale) => new()
    {
        Title = Names.Readable(tale.Scenario.Title, tale.Scenario.Name) + ": what drives the ending?",
        Note = $"{Figures.Count(tale.Analysis.Runs, "replica")} of seed {tale.Analysis.Seed}. First-order indices with 95% intervals, the {MostRanked} largest of each kind. "
            + $"{Figures.Count(tale.Analysis.Inputs.Length - tale.Analysis.Drivers.Count(), "input")} that cannot be told from one that nothing uses {(tale.Analysis.Inputs.Length - tale.Analysis.Drivers.Count() == 1 ? "is" : "are")} left out.",
        Heading = "Input",
        Axis = new ChartAxis("Share of the ending that it explains by itself", ValueFormat.Percent),
        Groups =
        [
            .. new[]
            {
                new BarGroup("Drawn before anything happens", [.. tale.DrawnDrivers.Take(MostRanked).Select(input => Bar(tale, input, ChartColour.Series1))]),
                new BarGroup("Events, which may be effects of the ending", [.. tale.EventDrivers.Take(MostRanked).Select(input => Bar(tale, input, ChartColour.Series2))]),
                new BarGroup("To compare with", [Bar(tale, tale.Analysis.Unused, ChartColour.Reference)]),
            }.Where(group => !group.Bars.IsEmpty),
        ],
    };

    private static Reports.Charts.Bar Bar(SensitivityTale tale, InputEffect input, ChartColour colour) => new(Figures.Capitalised(tale.Words.Noun(input.Column)), input.Share.Value)
    {
        Low = input.Share.Low,
        High = input.Share.High,
        Colour = colour,
        Text = input.IsDriver ? RankingTable.Range(input.Share) : "not told from 0",
    };

    private static TornadoChart Tornado(SensitivityTale tale, Tornado tornado)
    {
        var told = tornado.Bars.Where(bar => bar.IsDistinguishable).Take(Most).ToList();
        return new TornadoChart
        {
            Title = Names.Readable(tale.Scenario.Title, tale.Scenario.Name) + ": what if it were not there?",
            Note = $"{Figures.Count(tornado.Runs, "replica")} of each on the same random numbers; the lines are 95% intervals for pairs. {Figures.Whole(tornado.Bars.Length - told.Count)} of {Figures.Whole(tornado.Bars.Length)} are left out: no difference can be told from 0, or it is a small one.",
            Heading = "Taken out",
            Axis = new ChartAxis("Difference from the file as it stands, in points of all replicas", ValueFormat.Points),
            Baseline = 0,
            Series = tale.CanFail
                ? [new TornadoSeries("A text is signed", ChartColour.Series1), new TornadoSeries("An agreement holds", ChartColour.Held)]
                : [new TornadoSeries("A text is signed", ChartColour.Series1)],
            Rows =
            [
                .. told.Select(bar => new TornadoRow(
                    Figures.Capitalised(tale.Clause(bar)),
                    tale.CanFail ? [Bar(bar.Signed), Bar(bar.Held)] : [Bar(bar.Signed)])),
            ],
        };
    }

    private static Reports.Charts.TornadoBar Bar(in PairedEstimate estimate) => new(estimate.Difference, estimate.Low, estimate.High, Telling.Comparisons.Points.WithInterval(estimate));
}

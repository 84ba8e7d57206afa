using System.Collections.Immutable;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Comparisons;
using NegotiationSim.Cli.Telling.Sweeps;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Cli.Plots;

/// <summary>The picture of a sweep: curves over a parameter that is a number, bars for one that is not, a heat map of two.</summary>
internal static class SweepChart
{
    /// <summary>Lines across for flips; with more of them their labels would cover the curves.</summary>
    private const int MostLines = 3;

    public static Chart Of(SweepTale tale) => tale.Axes.Length == 2 ? Heat(tale) : tale.Axes[0].IsNumeric ? Curves(tale) : Bars(tale);

    private static CurveChart Curves(SweepTale tale) => new()
    {
        Title = Title(tale),
        Note = Note(tale),
        X = new ChartAxis(Axis(tale, 0)),
        Y = new ChartAxis("Share of replicas", ValueFormat.Percent, 0, 1),
        Curves = [.. Drawn(tale).Select((measure, m) => new Curve(
            MeasureWords.Row(tale.Scenario, measure),
            [.. tale.Summary.Points.Select((point, i) => point.Of(measure).Variant is var share ? new CurvePoint((double)tale.Axes[0].Numbers[i], share.Share, share.Low, share.High) : default)])
        {
            Colour = Colour(measure, m),
        })],
        VerticalLines = [.. tale.Flips.Where(flip => flip.Measure is null).Take(MostLines).Select(flip => new ReferenceLine(flip.Flip.At,
            $"{EndingWords.Of(tale.Scenario, flip.Flip.Below.Measure.Ending)} → {EndingWords.Of(tale.Scenario, flip.Flip.Above.Measure.Ending)}"))],
    };

    private static BarChart Bars(SweepTale tale) => new()
    {
        Title = Title(tale),
        Note = Note(tale),
        Heading = "Share",
        Axis = new ChartAxis("Share of replicas", ValueFormat.Percent, 0, 1),
        Groups = [.. tale.Summary.Points.Select((point, i) => new BarGroup(
            tale.Axes[0].Values[i].Text,
            [.. Drawn(tale).Select((measure, m) => point.Of(measure).Variant is var share
                ? new NegotiationSim.Reports.Charts.Bar(MeasureWords.Row(tale.Scenario, measure), share.Share) { Low = share.Low, High = share.High, Colour = Colour(measure, m) }
                : null!)]))],
    };

    /// <summary>A number goes up the page, as on any axis.</summary>
    private static HeatMap Heat(SweepTale tale)
    {
        var (columns, rows) = (tale.Axes[0], tale.Axes[1]);
        var places = Enumerable.Range(0, rows.Values.Length).Select(r => rows.IsNumeric ? rows.Values.Length - 1 - r : r).ToList();
        return new HeatMap
        {
            Title = Title(tale),
            Note = Note(tale),
            ColumnHeading = Axis(tale, 0),
            RowHeading = Axis(tale, 1),
            Columns = [.. columns.Values.Select(value => value.Text)],
            Rows = [.. tale.Shown.SelectMany(measure => places.Select(r =>
                new HeatRow(rows.Values[r].Text, [.. Enumerable.Range(0, columns.Values.Length).Select(c => (double?)tale.Point(c, r).Of(measure).Variant.Share)])
                {
                    Group = tale.Shown.Length > 1 ? MeasureWords.Row(tale.Scenario, measure) : null,
                }))],
            Scale = new ChartAxis(tale.Shown.Length > 1 ? "Share of replicas" : MeasureWords.Row(tale.Scenario, tale.Shown[0]) + ", share of replicas", ValueFormat.Percent, 0, 1),
        };
    }

    /// <summary>Every ending and what else is drawn.</summary>
    private static ImmutableArray<Measure> Drawn(SweepTale tale) => [.. tale.Endings.Union(tale.Shown)];

    private static ChartColour Colour(Measure measure, int place) => measure.Kind == MeasureKind.Ending ? ChartColours.Of(measure.Ending) : ChartColours.Series(place);

    private static string Title(SweepTale tale) => $"{Names.Readable(tale.Scenario.Title, tale.Scenario.Name)}, by {Figures.List([.. tale.Axes.Select(axis => new ParameterWords(tale.Scenario).Of(axis.Path))])}";

    private static string Axis(SweepTale tale, int axis) => Figures.Capitalised(new ParameterWords(tale.Scenario).Of(tale.Axes[axis].Path));

    private static string Note(SweepTale tale) =>
        FormattableString.Invariant($"{Figures.Whole(tale.Summary.Runs)} replicas of seed {tale.Order.Seed} at each of {tale.Order.Points.Length} points, the same ones{(tale.Axes.Length == 1 ? "; 95% intervals (Wilson)" : "")}.") + (tale.IsPartial ? " Interrupted." : "");
}

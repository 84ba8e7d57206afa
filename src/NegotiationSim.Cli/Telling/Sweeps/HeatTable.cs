using System.Globalization;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Sweeps;
using NegotiationSim.Cli.Telling.Comparisons;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Sweeps;

/// <summary>Of two parameters the share of a measure at every combination: the first across, the second down, or the other way round where that fits the page better.</summary>
internal static class HeatTable
{
    private const int Indent = 2;
    private const int NarrowestCell = 5;
    private const int WidestHead = 12;
    private const int WidestLabel = 20;

    private static readonly char[] s_shades = [' ', '░', '▒', '▓', '█'];

    public static void Tell(IAnsiConsole console, SweepTale tale, Measure measure)
    {
        var words = new ParameterWords(tale.Scenario);
        var across = Width(tale.Axes[0], tale.Axes[1]) <= console.Profile.Width || Width(tale.Axes[1], tale.Axes[0]) > console.Profile.Width ? 0 : 1;
        var (columns, rows) = (tale.Axes[across], tale.Axes[1 - across]);
        var (label, cell) = (LabelWidth(rows), CellWidth(columns));
        var most = Math.Max(1, (console.Profile.Width - Indent - label) / (cell + 1));
        console.Paragraph(
            tale.Sentence().Strong(MeasureWords.Row(tale.Scenario, measure)).Say($", percent of replicas. Across: {words.Of(columns.Path)}. Down: {words.Of(rows.Path)}."), Indent);
        for (var from = 0; from < columns.Values.Length; from += most)
        {
            var places = Enumerable.Range(from, Math.Min(most, columns.Values.Length - from)).ToList();
            if (from > 0)
            {
                console.Blank();
            }

            Line(console, new string(' ', label) + string.Concat(places.Select(c => " " + Left(Cut(columns.Values[c].Text, cell), cell))));
            for (var r = 0; r < rows.Values.Length; r++)
            {
                Line(console, Right(Cut(rows.Values[r].Text, label), label)
                    + string.Concat(places.Select(c => " " + Left(Cell(tale, measure, across == 0 ? [c, r] : [r, c]), cell))));
            }
        }
    }

    /// <summary>What the shades mean.</summary>
    public static string Legend => "Shades: blank below 20%, ░ from 20%, ▒ from 40%, ▓ from 60%, █ from 80%.";

    private static int Width(Axis columns, Axis rows) => Indent + LabelWidth(rows) + columns.Values.Length * (CellWidth(columns) + 1);

    private static int LabelWidth(Axis axis) => Math.Min(WidestLabel, axis.Values.Max(value => Cells.Width(Visible.Title(value.Text))));

    private static int CellWidth(Axis axis) => Math.Clamp(axis.Values.Max(value => Cells.Width(Visible.Title(value.Text))), NarrowestCell, WidestHead);

    private static string Cell(SweepTale tale, Measure measure, ReadOnlySpan<int> at)
    {
        var estimate = tale.Point(at).Of(measure).Variant;
        var percent = Math.Round(100 * estimate.Share, MidpointRounding.AwayFromZero);
        var text = percent == 0 && estimate.Count > 0 ? "<1" : percent == 100 && estimate.Count < tale.Summary.Runs ? ">99" : percent.ToString("0", CultureInfo.InvariantCulture);
        return s_shades[Math.Min(4, (int)(estimate.Share * 5))] + " " + text.PadLeft(3);
    }

    private static string Cut(string value, int width) => Cells.Shorten(Visible.Title(value), width);

    private static string Left(string text, int width) => new string(' ', Math.Max(0, width - Cells.Width(text))) + text;

    private static string Right(string text, int width) => text + new string(' ', Math.Max(0, width - Cells.Width(text)));

    private static void Line(IAnsiConsole console, string text) => console.Write(new Text(new string(' ', Indent) + text + "\n"));
}

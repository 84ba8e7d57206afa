using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Sweeps;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Telling.Batches;
using NegotiationSim.Cli.Telling.Comparisons;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Sweeps;

/// <summary>Of one parameter every value with the share of every ending, and of what else is told as far as the page is wide.</summary>
internal static class PointsTable
{
    /// <summary>Stands at the value that the file has.</summary>
    public const string AsItStands = " ◂";

    private const int WidestValue = 24;
    private const int Narrowest = 8;

    /// <summary>Fewer cells show no mix of endings.</summary>
    private const int NarrowestMix = 16;
    private const int WidestMix = 40;

    /// <summary>How the endings are drawn, in their order: <c>held</c>, <c>collapsed</c>, <c>not_ratified</c>, <c>no_deal</c>.</summary>
    private static readonly char[] s_mix = ['█', '▓', '▒', '░'];

    public static void Tell(IAnsiConsole console, SweepTale tale)
    {
        var label = LabelWidth(tale);
        var left = console.Profile.Width - label - 4;
        var columns = new List<(Measure Measure, int Width)>();
        foreach (var measure in tale.Endings.Concat(tale.Told.Where(measure => measure.Kind != MeasureKind.Ending).OrderBy(measure => tale.Shown.Contains(measure) ? 0 : 1)))
        {
            var width = Math.Max(Narrowest, Longest(MeasureWords.Column(tale.Scenario, measure)));
            if (columns.Count == 0 || width + 3 <= left)
            {
                columns.Add((measure, width));
                left -= width + 3;
            }
        }

        // The mix of endings rather than ages that say nearly the same as each other.
        while (console.Profile.Width >= 100 && left < NarrowestMix + 3 && columns.Count > tale.Endings.Length + 2)
        {
            left += columns[^1].Width + 3;
            columns.RemoveAt(columns.Count - 1);
        }

        var mix = left >= NarrowestMix + 3 ? Math.Min(WidestMix, left - 3) : 0;
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(new TableColumn(new Text("Value", Ink.Strong)) { Width = label, NoWrap = true });
        foreach (var (measure, width) in columns)
        {
            table.AddColumn(new TableColumn(new Sentence().Strong(MeasureWords.Column(tale.Scenario, measure))) { Width = width, Alignment = Justify.Right });
        }

        if (mix > 0)
        {
            table.AddColumn(new TableColumn(new Text("Endings", Ink.Strong)) { Width = mix, NoWrap = true });
        }

        var decimals = tale.Summary.Points.Min(point => columns.Min(column => point.Of(column.Measure).Variant is var estimate ? Shares.Decimals(estimate.Low, estimate.High) : 1));
        for (var i = 0; i < tale.Summary.Points.Length; i++)
        {
            var point = tale.Summary.Points[i];
            var likeliest = FlipSearch.Likeliest(point, tale.Summary.Runs);
            table.AddRow([
                new Text(Label(tale, i)),
                .. columns.Select(column => column.Measure == likeliest
                    ? new Text("●" + Shares.Percent(point.Of(column.Measure).Variant.Share, decimals), Ink.Strong)
                    : new Text(Shares.Percent(point.Of(column.Measure).Variant.Share, decimals))),
                .. mix > 0 ? [new Text(Mix(tale, point, mix))] : Array.Empty<Text>(),
            ]);
        }

        console.Write(table);
        console.Paragraph(
            tale.Sentence().Say("● the likeliest ending, where it can be told." + (tale.Order.Points.Any(point => point.IsAsItStands) ? $"{AsItStands} the file as it stands." : ""))
                .Say(mix > 0 ? " " + string.Join(", ", tale.Endings.Select(ending => $"{s_mix[(int)ending.Ending]} {EndingWords.Of(tale.Scenario, ending.Ending)}")) + "." : ""),
            2);
    }

    /// <summary>A value as the head of a row, cut where it is long.</summary>
    public static string Label(SweepTale tale, int point) =>
        Cells.Shorten(Visible.Title(tale.Axes[0].Values[point].Text), WidestValue) + (tale.Order.Points[point].IsAsItStands ? AsItStands : "");

    /// <summary>How wide these heads are.</summary>
    public static int LabelWidth(SweepTale tale) => Math.Max("Value".Length, Enumerable.Range(0, tale.Summary.Points.Length).Max(i => Cells.Width(Label(tale, i))));

    private static int Longest(string words) => words.Split(' ').Max(Cells.Width);

    /// <summary>A bar of all endings; the cells that rounding leaves go to those with the largest rest.</summary>
    private static string Mix(SweepTale tale, SweepPoint point, int width)
    {
        var parts = tale.Endings.Select(ending => (Sign: s_mix[(int)ending.Ending], Cells: point.Of(ending).Variant.Share * width)).ToList();
        var lengths = parts.Select(part => (int)part.Cells).ToArray();
        foreach (var i in Enumerable.Range(0, parts.Count).OrderByDescending(i => parts[i].Cells - lengths[i]).Take(width - lengths.Sum()))
        {
            lengths[i]++;
        }

        return string.Concat(parts.Select((part, i) => new string(part.Sign, lengths[i])));
    }
}

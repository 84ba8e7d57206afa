using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Sensitivities;
using NegotiationSim.Cli.Telling.Comparisons;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Sensitivities;

/// <summary>How often a text is signed and an agreement holds without each thing that can be taken out, as bars about the middle.</summary>
internal static class TornadoSection
{
    private const int NumberWidth = 22;
    private const int Frame = 3 * 3 + 1;

    /// <summary>Bars that are shown where not everything is asked for.</summary>
    private const int Most = 20;

    public static void Tell(IAnsiConsole console, SensitivityTale tale, Tornado tornado)
    {
        console.Section("What if it were not there");
        if (tornado.Bars.IsEmpty)
        {
            console.Paragraph(tale.Sentence().Say("There is no red line, event or tie in this scenario that could be taken out."), 2);
            return;
        }

        console.Paragraph(
            tale.Sentence().Say($"Each red line removed, each event off, each tie cut, by itself: {Figures.Count(tornado.Runs, "replica")} of each on the same random numbers, differences in points of all replicas with 95% intervals for pairs."),
            2);
        Tell(console, tale, tornado, "A text is signed", bar => bar.Signed);
        if (tale.CanFail)
        {
            Tell(console, tale, tornado, "An agreement holds", bar => bar.Held);
        }
    }

    private static void Tell(IAnsiConsole console, SensitivityTale tale, Tornado tornado, string title, Func<TornadoBar, PairedEstimate> of)
    {
        var told = tornado.Bars.Where(bar => of(bar).IsDistinguishable).OrderByDescending(bar => Math.Abs(of(bar).Difference)).ToList();
        console.Blank();
        if (told.Count == 0)
        {
            console.Paragraph(tale.Sentence().Strong(title).Say($": none of the {Figures.Whole(tornado.Bars.Length)} makes a difference that can be told from 0."), 2);
            return;
        }

        var shown = tale.Detail == Detail.Everything ? told : told.Take(Most).ToList();
        var half = console.Profile.Width >= 110 ? 14 : 8;
        var label = console.Profile.Width - Frame - NumberWidth - 2 * half - 1;
        var table = new Table { Border = TableBorder.Rounded, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text(title, Ink.Strong)) { Width = label });
        table.AddColumn(new TableColumn(new Text($"fewer {new string(' ', Math.Max(0, 2 * half - 10))} more")) { Width = 2 * half + 1, NoWrap = true });
        table.AddColumn(new TableColumn(new Text("Points [95%]", Ink.Strong)) { Width = NumberWidth, NoWrap = true });
        var most = shown.Max(bar => Math.Abs(of(bar).Difference));
        foreach (var bar in shown)
        {
            table.AddRow(new Sentence().Say(Figures.Capitalised(tale.Clause(bar))), new Text(Sides(of(bar).Difference, most, half)), new Text(Points.WithInterval(of(bar))));
        }

        console.Write(table);
        var rest = tornado.Bars.Length - told.Count;
        var more = told.Count - shown.Count > 0 ? $"{Figures.Whole(told.Count - shown.Count)} more can be told (--verbose shows them). " : "";
        console.Paragraph(tale.Sentence().Say($"{more}{(rest == 0 ? "" : $"Of the other {(rest == 1 ? "one" : Figures.Whole(rest))} no difference can be told from 0. ")}Of twenty such intervals one misses by chance."), 2);
    }

    /// <summary>A bar from the middle to the left or to the right.</summary>
    private static string Sides(double difference, double most, int half)
    {
        var length = Math.Clamp((int)Math.Ceiling(Math.Abs(difference) / most * half - 1e-9), 1, half);
        return difference < 0
            ? new string(' ', half - length) + new string('█', length) + "│"
            : new string(' ', half) + "│" + new string('█', length);
    }
}

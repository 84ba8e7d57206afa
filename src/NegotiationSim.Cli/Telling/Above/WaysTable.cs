using NegotiationSim.Analysis;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>The ways out side by side: who gives up what, way by way, and in how many of all ways.</summary>
internal static class WaysTable
{
    private const int Total = 4;
    private const int NarrowestLabel = 34;
    private const int MostWays = 12;

    /// <summary>What is part of fewer ways than this share of them, and of none of those shown, is left out.</summary>
    private const double RarestShown = 0.1;

    public static void Tell(IAnsiConsole console, Overview view)
    {
        var ways = view.Analysis.Blocking.Relaxations;
        // A number needs more room than a dot.
        var column = ways.Take(MostWays).All(way => way.NoDeal.IsEmpty) ? 2 : 4;
        var shown = Shown(view, Math.Min(MostWays, (console.Profile.Width - 1 - 2 * 3 - NarrowestLabel - Total) / (column + 3)));
        var lines = ways.SelectMany(way => way.Lines).Distinct().ToList();
        var settlers = ways.SelectMany(way => way.NoDeal).Select(shortfall => shortfall.Actor).Distinct().ToList();
        var rows = lines.Select(line => (line.Actor, Line: line.Line, Ways: ways.Count(way => way.Lines.Contains(line))))
            .Concat(settlers.Select(actor => (Actor: actor, Line: -1, Ways: ways.Count(way => way.NoDeal.Any(shortfall => shortfall.Actor == actor)))))
            .OrderByDescending(row => row.Ways).ThenBy(row => row.Actor).ThenBy(row => row.Line).ToList();
        var told = rows.Where(row => row.Ways >= RarestShown * ways.Length || shown.Any(way => IsPart(ways[way], row.Actor, row.Line))).ToList();

        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("Who gives up what", Ink.Strong)) { Width = console.Profile.Width - 1 - 3 * (shown.Count + 2) - column * shown.Count - Total });
        foreach (var way in shown)
        {
            table.AddColumn(new TableColumn(new Text($"{way + 1}", Ink.Strong)) { Width = column, Alignment = Justify.Center });
        }

        table.AddColumn(new TableColumn(new Text("Ways", Ink.Strong)) { Width = Total, Alignment = Justify.Right });
        foreach (var (actor, line, count) in told)
        {
            var label = view.Sentence().Opening(actor).Say("\n" + (line < 0 ? view.Names.Grammar(actor).Verb("settles") + " for less than no deal" : WayOut.Heading(view, new LineOfActor(actor, line))));
            table.AddRow([
                label,
                .. shown.Select(way => Cell(ways[way], actor, line)),
                new Text(count == ways.Length ? "all" : Figures.Whole(count), count == ways.Length ? Ink.Bad : Ink.Plain),
            ]);
        }

        console.Write(table);
        var sentence = view.Sentence().Add("●", Ink.Bad).Say(" gives up that red line");
        if (told.Any(row => row.Line < 0))
        {
            sentence.Say("; a number: settles for so much less than no deal is worth to it");
        }

        sentence.Say(". ").Strong("Ways").Say($": in how many of the {Figures.Whole(ways.Length)} that is part of it");
        sentence.Say(shown.Count < ways.Length ? $"; {shown.Count} {(shown.Count == 1 ? "is" : "are")} shown, --json lists all." : ".");
        console.Paragraph(told.Count < rows.Count ? sentence.Say(rows.Count - told.Count == 1 ? " One other concession is part of fewer than a tenth." : $" {rows.Count - told.Count} other concessions are part of fewer than a tenth.") : sentence, 2);
    }

    /// <summary>The first ways, and the one that pressure opens in place of the last of them where it comes later.</summary>
    private static List<int> Shown(Overview view, int most)
    {
        var shown = Enumerable.Range(0, Math.Min(most, view.Analysis.Blocking.Relaxations.Length)).ToList();
        if (view.ByPressure() is var (way, _) && way >= shown.Count)
        {
            shown[^1] = way;
        }

        return shown;
    }

    private static bool IsPart(Relaxation way, int actor, int line) =>
        line >= 0 ? way.Lines.Contains(new LineOfActor(actor, line)) : way.NoDeal.Any(shortfall => shortfall.Actor == actor);

    private static Text Cell(Relaxation way, int actor, int line) =>
        line >= 0 ? (way.Lines.Contains(new LineOfActor(actor, line)) ? new Text("●", Ink.Bad) : Text.Empty)
        : way.NoDeal.Where(shortfall => shortfall.Actor == actor).Select(shortfall => new Text(Figures.Worth(Math.Max(0.01, shortfall.Amount)))).FirstOrDefault() ?? Text.Empty;
}

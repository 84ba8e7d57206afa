using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Output;
using NegotiationSim.Engine;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>Several what-ifs below each other, by the few measures that matter most.</summary>
internal static class OverviewTable
{
    private const int NarrowestName = 24;
    private const int WidestHead = 12;

    public static void Tell(IAnsiConsole console, ComparisonTale tale)
    {
        var columns = new List<(Measure Measure, List<(string Text, bool Strong)> Cells, int Width)>();
        var left = console.Profile.Width - 4 - NarrowestName;
        foreach (var measure in Candidates(tale))
        {
            var cells = tale.Summary.WhatIfs.Select(whatIf => Cell(whatIf.Find(measure))).ToList();
            var width = Math.Max(cells.Max(cell => cell.Text.Length), Math.Min(WidestHead, Cells.Width(MeasureWords.Column(tale.Scenario, measure))));
            if (width + 3 <= left)
            {
                columns.Add((measure, cells, width));
                left -= width + 3;
            }
        }

        columns = [.. columns.OrderBy(column => tale.Summary.AsItStands.Select(m => m.Measure).ToList().IndexOf(column.Measure) is var place && column.Measure.Kind == MeasureKind.Ending ? 1000 : place)];
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("What if", Ink.Strong)) { Width = NarrowestName + left });
        foreach (var (measure, _, width) in columns)
        {
            table.AddColumn(new TableColumn(new Sentence().Strong(MeasureWords.Column(tale.Scenario, measure))) { Width = width });
        }

        for (var i = 0; i < tale.Summary.WhatIfs.Length; i++)
        {
            table.AddRow([
                new Sentence().Say($"{i + 1} {Figures.Capitalised(tale.Clause(i))}"),
                .. columns.Select(column => new Text(column.Cells[i].Text, column.Cells[i].Strong ? Ink.Strong : Ink.Plain)),
            ]);
        }

        console.Write(table);
        console.Paragraph(
            tale.Sentence().Say("In points of all replicas, with 95% intervals; = means that not one replica differs, ▲ and ▼ that the difference can be told from 0."), 2);
    }

    /// <summary>The signature, a month, the gates, a week, the end: as many of them, in this order, as the page is wide.</summary>
    private static IEnumerable<Measure> Candidates(ComparisonTale tale)
    {
        var measures = tale.Summary.AsItStands.Select(m => m.Measure).ToList();
        return measures.Where(m => m.Kind == MeasureKind.Signed)
            .Concat(measures.Where(m => m is { Kind: MeasureKind.InForcePast, Days: 30 }))
            .Concat(measures.Where(m => m.Kind == MeasureKind.GateOpened))
            .Concat(measures.Where(m => m is { Kind: MeasureKind.InForcePast, Days: 7 }))
            .Concat(measures.Where(m => m is { Kind: MeasureKind.Ending, Ending: Ending.Held } && !EndingWords.SignedIsAll(tale.Scenario)));
    }

    private static (string Text, bool Strong) Cell(PairedEstimate? estimate) => estimate switch
    {
        null => ("–", false),
        { IsIdentical: true } => ("=", false),
        { IsDistinguishable: false } known => ("  " + Points.WithInterval(known), false),
        { } known => ((known.Difference > 0 ? "▲ " : "▼ ") + Points.WithInterval(known), true),
    };
}

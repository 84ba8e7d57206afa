using NegotiationSim.Analysis.Comparisons;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>Everything that is measured, as the file stands and with a what-if, with the paired difference and the replicas that make it.</summary>
internal static class DifferencesTable
{
    private const int ShareWidth = 7;
    private const int Frame = 3 * 5 + 1;

    public static void Tell(IAnsiConsole console, ComparisonTale tale, WhatIfSummary whatIf)
    {
        var rows = whatIf.Measures.Where(estimate => estimate.Measure.Kind != MeasureKind.InForce || tale.Scenario.Implementation is not null).ToList();
        var differences = rows.Select(estimate => Mark(estimate) + (estimate.IsIdentical ? "none" : Points.WithInterval(estimate))).ToList();
        var differing = rows.Select(estimate => $"{Figures.Whole(estimate.OnlyVariant)} / {Figures.Whole(estimate.OnlyBase)}").ToList();
        var (difference, counts) = (differences.Append("Difference [95%]").Max(text => text.Length), differing.Append("+ / −").Max(text => text.Length));
        var table = new Table { Border = TableBorder.Rounded, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("Share of replicas", Ink.Strong)) { Width = console.Profile.Width - Frame - 2 * ShareWidth - difference - counts });
        table.AddColumn(Right("Before", ShareWidth));
        table.AddColumn(Right("What if", ShareWidth));
        table.AddColumn(new TableColumn(new Text("Difference [95%]", Ink.Strong)) { Width = difference, NoWrap = true });
        table.AddColumn(Right("+ / −", counts));
        for (var i = 0; i < rows.Count; i++)
        {
            table.AddRow(
                new Text(MeasureWords.Row(tale.Scenario, rows[i].Measure)),
                new Text(Batches.Shares.Percent(rows[i].Base)),
                new Text(Batches.Shares.Percent(rows[i].Variant)),
                new Text(differences[i], rows[i].IsDistinguishable ? Ink.Strong : Ink.Plain),
                new Text(differing[i]));
        }

        console.Write(table);
    }

    /// <summary>▲ and ▼ where the interval leaves out 0, = where not one replica differs.</summary>
    private static string Mark(in PairedEstimate estimate) => estimate switch
    {
        { IsIdentical: true } => "= ",
        { IsDistinguishable: false } => "  ",
        { Difference: > 0 } => "▲ ",
        _ => "▼ ",
    };

    private static TableColumn Right(string title, int width) => new(new Text(title, Ink.Strong)) { Width = width, NoWrap = true, Alignment = Justify.Right };
}

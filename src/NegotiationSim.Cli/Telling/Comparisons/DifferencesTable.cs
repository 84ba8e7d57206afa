using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Engine;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>Everything that is measured, as the file stands and with a what-if, with the paired difference and the replicas that make it.</summary>
internal static class DifferencesTable
{
    private const int ShareWidth = 7;
    private const int Frame = 3 * 5 + 1;
    private const int NarrowestLabel = 12;

    public static void Tell(IAnsiConsole console, ComparisonTale tale, WhatIfSummary whatIf)
    {
        var rows = whatIf.Measures.Where(estimate => IsShown(tale.Scenario, estimate)).ToList();
        var differences = rows.Select(estimate => Mark(estimate) + (estimate.IsIdentical ? "none" : Points.WithInterval(estimate))).ToList();
        var differing = rows.Select(estimate => $"{Figures.Whole(estimate.OnlyVariant)} / {Figures.Whole(estimate.OnlyBase)}").ToList();
        var (difference, counts) = (differences.Append("Difference [95%]").Max(text => text.Length), differing.Append("+ / −").Max(text => text.Length));
        // On a narrow page the differences go over two lines and the counts are left to --json.
        var label = console.Profile.Width - Frame - 2 * ShareWidth - difference - counts;
        var isNarrow = label < NarrowestLabel;
        if (isNarrow)
        {
            difference = Math.Min(difference, console.Profile.Width - Frame + 3 - 2 * ShareWidth - NarrowestLabel);
            label = console.Profile.Width - Frame + 3 - 2 * ShareWidth - difference;
        }

        var table = new Table { Border = TableBorder.Rounded, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("Share of replicas", Ink.Strong)) { Width = label });
        table.AddColumn(Right("Before", ShareWidth));
        table.AddColumn(Right("What if", ShareWidth));
        table.AddColumn(new TableColumn(new Text("Difference [95%]", Ink.Strong)) { Width = difference, NoWrap = !isNarrow });
        if (!isNarrow)
        {
            table.AddColumn(Right("+ / −", counts));
        }

        for (var i = 0; i < rows.Count; i++)
        {
            table.AddRow([
                new Sentence().Say(MeasureWords.Row(tale.Scenario, rows[i].Measure)),
                new Text(Batches.Shares.Percent(rows[i].Base)),
                new Text(Batches.Shares.Percent(rows[i].Variant)),
                new Text(differences[i], rows[i].IsDistinguishable ? Ink.Strong : Ink.Plain),
                .. isNarrow ? Array.Empty<Text>() : [new Text(differing[i])],
            ]);
        }

        console.Write(table);
    }

    /// <summary>What a scenario without ratifiers or implementation cannot come to, and what says the same as another row there, is left out.</summary>
    public static bool IsShown(Scenario scenario, in PairedEstimate estimate) => estimate.Measure switch
    {
        { Kind: MeasureKind.InForce } => scenario.Implementation is not null,
        { Kind: MeasureKind.Ending, Ending: Ending.Held } => !EndingWords.SignedIsAll(scenario),

        // The what-if may have what the file as it stands has not.
        { Kind: MeasureKind.Ending, Ending: var ending } => EndingWords.WhyNever(scenario, ending) is null || !estimate.IsIdentical,
        _ => true,
    };

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

using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Batches;

/// <summary>Why negotiations end as they do, the commonest reasons first.</summary>
internal static class CausesTable
{
    /// <summary>More reasons than this are only told when everything is.</summary>
    private const int Most = 10;

    private const int ShareWidth = 9;
    private const int BarWidth = 12;

    public static void Tell(IAnsiConsole console, BatchTale tale)
    {
        var causes = tale.Summary.Causes;
        var shown = tale.Detail == Detail.Everything || causes.Length <= Most + 1 ? causes.Length : Most;
        var table = new Table { Border = TableBorder.Rounded, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("Share", Ink.Strong)) { Width = ShareWidth, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text("")) { Width = BarWidth, NoWrap = true });
        table.AddColumn(new TableColumn(new Text("Reason", Ink.Strong)) { Width = console.Profile.Width - 10 - ShareWidth - BarWidth });
        var most = (double)causes[0].Count / tale.Summary.Runs;
        foreach (var (cause, count) in causes.Take(shown))
        {
            var estimate = Estimate.Of(count, tale.Summary.Runs);
            table.AddRow(
                new Text(Shares.Percent(estimate), Ink.Strong),
                new Text(Bar.Level(estimate.Share, most, BarWidth), cause.Kind == CauseKind.Survived ? Ink.Good : Ink.Bad),
                CauseWords.Of(tale, cause));
        }

        if (shown < causes.Length)
        {
            var rest = Estimate.Of(causes.Skip(shown).Sum(c => c.Count), tale.Summary.Runs);
            table.AddRow(
                new Text(Shares.Percent(rest)), Text.Empty, tale.Sentence().Add($"{Figures.Count(causes.Length - shown, "other reason")} (--verbose names them)", Ink.Aside));
        }

        console.Write(table);
    }
}

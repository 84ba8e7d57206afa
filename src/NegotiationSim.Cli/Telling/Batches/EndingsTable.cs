using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Batches;

/// <summary>How likely each ending is.</summary>
internal static class EndingsTable
{
    private const int NameWidth = 20;
    private const int ShareWidth = 9;
    private const int IntervalWidth = 17;

    public static void Tell(IAnsiConsole console, BatchTale tale)
    {
        var runs = Math.Max(8, Figures.Whole(tale.Summary.Runs).Length);
        var bar = Math.Max(8, console.Profile.Width - 16 - NameWidth - ShareWidth - IntervalWidth - runs);
        var table = new Table { Border = TableBorder.Rounded, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("Ending", Ink.Strong)) { Width = NameWidth });
        table.AddColumn(new TableColumn(new Text("Share", Ink.Strong)) { Width = ShareWidth, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text("95% interval", Ink.Strong)) { Width = IntervalWidth });
        table.AddColumn(new TableColumn(new Text("")) { Width = bar, NoWrap = true });
        table.AddColumn(new TableColumn(new Text("Times", Ink.Strong)) { Width = runs, Alignment = Justify.Right });
        foreach (var ending in EndingWords.Possible(tale.Scenario))
        {
            var estimate = tale.Summary.Of(ending);
            table.AddRow(
                new Text(EndingWords.Of(tale.Scenario, ending)),
                new Text(Shares.Percent(estimate), Ink.Strong),
                new Text(Shares.Interval(estimate.Low, estimate.High)),
                new Text(Bar.Level(estimate.Share, 1, bar), BatchTeller.Style(ending)),
                new Text(Figures.Whole(estimate.Count)));
        }

        console.Write(table);
    }
}

using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Batches;

/// <summary>What the ending is worth to each party: the mean, and where nine in ten negotiations lie.</summary>
internal static class UtilitiesTable
{
    private const int Number = 6;

    public static void Tell(IAnsiConsole console, BatchTale tale)
    {
        var bar = Math.Clamp(console.Profile.Width / 5, 12, 24);
        var table = new Table { Border = TableBorder.Rounded, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("Party", Ink.Strong)) { Width = console.Profile.Width - 19 - 4 * Number - bar });
        foreach (var title in new[] { "Mean", "5%", "Median", "95%" })
        {
            table.AddColumn(new TableColumn(new Text(title, Ink.Strong)) { Width = Number, Alignment = Justify.Right });
        }

        table.AddColumn(new TableColumn(new Text("0" + new string(' ', bar - 2) + "1")) { Width = bar, NoWrap = true });
        for (var actor = 0; actor < tale.Scenario.Actors.Length; actor++)
        {
            if (tale.Summary.Actors[actor] is { } spread)
            {
                table.AddRow(
                    tale.Sentence().Opening(actor),
                    new Text(Figures.Worth(spread.Mean), Ink.Strong),
                    new Text(Figures.Worth(spread.P05)),
                    new Text(Figures.Worth(spread.P50)),
                    new Text(Figures.Worth(spread.P95)),
                    new Text(Range(spread.P05, spread.P95, spread.P50, bar)));
            }
        }

        console.Write(table);
        console.Paragraph(
            tale.Sentence().Say($"Worth of the ending, no deal {(tale.Scenario.Implementation is null ? "" : "and collapse ")}included, on a scale on which 0 is the worst and 1 the best that an actor can imagine. The line spans nine in ten negotiations, ◆ is the median."),
            2);
    }

    private static string Range(double low, double high, double middle, int width)
    {
        var bar = new char[width];
        Array.Fill(bar, '·');
        int Place(double value) => Math.Min((int)(Math.Clamp(value, 0, 1) * width), width - 1);
        Array.Fill(bar, '━', Place(low), Place(high) - Place(low) + 1);
        bar[Place(middle)] = '◆';
        return new string(bar);
    }
}

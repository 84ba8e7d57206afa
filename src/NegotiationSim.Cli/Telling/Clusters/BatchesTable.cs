using System.Globalization;
using NegotiationSim.Grains;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Clusters;

/// <summary>What the clients of a cluster play, and how far each of them is.</summary>
internal static class BatchesTable
{
    private const int Frame = 3;
    private const int ShareWidth = 5;

    /// <summary>A client sends a pulse twice a second; from so many seconds on something is wrong with it.</summary>
    private const double Silent = 5;

    public static void Tell(IAnsiConsole console, IReadOnlyList<DriverReport> batches)
    {
        var rows = batches.Select(batch => (Batch: batch, Client: Client(batch), Done: Figures.Number(batch.Done), Total: batch.Total > 0 ? Figures.Number(batch.Total) : "–")).ToList();
        var (client, done, total) = (rows.Max(row => row.Client.Length), rows.Max(row => row.Done.Length), rows.Max(row => row.Total.Length));
        (client, done, total) = (Math.Min(client, console.Profile.Width / 3), Math.Max(done, "Replicas".Length), Math.Max(total, "Of".Length));
        var table = new Table { Border = TableBorder.Rounded, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("Scenario", Ink.Strong)) { Width = console.Profile.Width - 1 - 5 * Frame - client - done - total - ShareWidth });
        table.AddColumn(new TableColumn(new Text("Client", Ink.Strong)) { Width = client });
        table.AddColumn(Right("Replicas", done));
        table.AddColumn(Right("Of", total));
        table.AddColumn(Right("Share", ShareWidth));
        foreach (var row in rows)
        {
            table.AddRow(
                new Sentence().Strong(row.Batch.Scenario.Length == 0 ? "(nothing yet)" : row.Batch.Scenario).Say(Silence(row.Batch)),
                new Sentence().Say(row.Client),
                new Text(row.Done),
                new Text(row.Total),
                new Text(row.Batch.Total > 0 ? Figures.Percent(Math.Min(1, row.Batch.Done / row.Batch.Total)) : "–"));
        }

        console.Write(table);
    }

    /// <summary>The machine and the process; what makes the name unique says nothing to a person.</summary>
    private static string Client(DriverReport batch) => batch.Driver.LastIndexOf('-') is > 0 and var mark ? batch.Driver[..mark] : batch.Driver;

    private static string Silence(DriverReport batch) =>
        batch.Silence < Silent ? "" : string.Create(CultureInfo.InvariantCulture, $"\nnot heard of for {Math.Round(batch.Silence)} s");

    private static TableColumn Right(string title, int width) => new(new Text(title, Ink.Strong)) { Width = width, NoWrap = true, Alignment = Justify.Right };
}

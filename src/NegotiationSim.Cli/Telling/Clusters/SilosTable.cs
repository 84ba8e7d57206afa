using NegotiationSim.Cluster.Observing;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Clusters;

/// <summary>The silos of a cluster below each other, but for dead ones: where each is, how it is, and what it has done.</summary>
internal static class SilosTable
{
    private const int Frame = 3;

    /// <summary>From so many columns on there is room for the number of clients.</summary>
    private const int Wide = 100;

    public static void Tell(IAnsiConsole console, StatusTale tale)
    {
        string[] titles = ["Playing", "Blocks", "Replicas", "A second", .. console.Profile.Width >= Wide ? ["Clients"] : Array.Empty<string>()];
        var rows = tale.Living.Select(silo => (Silo: silo, Place: Place(silo, tale), State: State(silo, tale), Figures: FiguresOf(silo.Report, titles.Length))).ToList();
        var state = rows.Max(row => row.State.Text.Split('\n').Max(line => line.Length));
        var widths = titles.Select((title, i) => Math.Max(title.Length, rows.Max(row => row.Figures[i].Length))).ToList();
        var table = new Table { Border = TableBorder.Rounded, Width = console.Profile.Width, ShowRowSeparators = true };
        table.AddColumn(new TableColumn(new Text("Silo", Ink.Strong)) { Width = console.Profile.Width - 1 - Frame - (state + Frame) - widths.Sum(width => width + Frame) });
        table.AddColumn(new TableColumn(new Text("State", Ink.Strong)) { Width = state, NoWrap = true });
        for (var i = 0; i < titles.Length; i++)
        {
            table.AddColumn(new TableColumn(new Text(titles[i], Ink.Strong)) { Width = widths[i], NoWrap = true, Alignment = Justify.Right });
        }

        foreach (var row in rows)
        {
            table.AddRow([row.Place, new Text(row.State.Text, row.State.Style), .. row.Figures.Select(figure => new Text(figure))]);
        }

        console.Write(table);
    }

    /// <summary>A silo's state in a word.</summary>
    private static string StateOf(SiloStanding silo) => silo.Entry.Status switch
    {
        SiloStatus.Active when silo.Report is { IsDraining: true } => "draining",
        SiloStatus.Active when silo.Report is not null => "active",
        SiloStatus.Active => "no answer",
        SiloStatus.Created or SiloStatus.Joining => "joining",
        SiloStatus.ShuttingDown or SiloStatus.Stopping => "leaving",
        _ => "unknown",
    };

    private static Sentence Place(SiloStanding silo, StatusTale tale)
    {
        var place = new Sentence().Strong(silo.Entry.Address.Endpoint.ToString());
        if (silo.Entry.Gateway is { } gateway)
        {
            place.Say(FormattableString.Invariant($"\nclients :{gateway.Port}"));
        }

        return silo.Report is { } report && tale.Builds.Count > 1 ? place.Say($"\n{report.Build}") : place;
    }

    private static (string Text, Style Style) State(SiloStanding silo, StatusTale tale)
    {
        var word = StateOf(silo);
        return ($"{word}\nsince {tale.When(silo.Entry.Started)}", word switch { "active" => Ink.Good, "no answer" => Ink.Bad, _ => Ink.Plain });
    }

    private static string[] FiguresOf(Grains.SiloReport? report, int count) => report is null
        ? [.. Enumerable.Repeat("–", count)]
        : [.. new[]
        {
            $"{report.Running} of {report.Lanes}",
            Figures.Whole(report.Blocks),
            Figures.Whole(report.Replicas),
            Figures.Whole((long)Math.Round(report.Rate)),
            Figures.Whole(report.Drivers),
        }.Take(count)];
}

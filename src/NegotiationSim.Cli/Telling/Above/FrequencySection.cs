using NegotiationSim.Analysis;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine.Randomness;
using Spectre.Console;
using System.Globalization;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>How often an agreement is possible over the uncertain inputs, and what blocks it when it is not.</summary>
internal static class FrequencySection
{
    private const int MostSets = 8;
    private const int Number = 7;
    private const int Interval = 16;

    public static void TellShortly(IAnsiConsole console, Overview view)
    {
        if (view.Frequency is { } frequency)
        {
            console.Paragraph(Summary(view, frequency));
        }
    }

    public static void Tell(IAnsiConsole console, Overview view)
    {
        var frequency = view.Frequency!;
        console.Section("How often, over the uncertain inputs");
        console.Paragraph(Summary(view, frequency), 2);
        if (frequency.Blocking.IsEmpty)
        {
            return;
        }

        console.Blank();
        console.Paragraph(view.Sentence().Say(Sizes(frequency)), 2);
        console.Paragraph(view.Sentence().Say("The shortest ways (of equally short ones the cheapest, of equally cheap ones the first in the file's order):"), 2);
        var width = console.Profile.Width;
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true, Width = width };
        table.AddColumn(new TableColumn(new Text("Way out", Ink.Strong)) { Width = width - 1 - 3 * 3 - Number - Interval });
        table.AddColumn(new TableColumn(new Text("Share", Ink.Strong)) { Width = Number, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text("95% interval", Ink.Strong)) { Width = Interval, Alignment = Justify.Right });
        var shown = view.Detail == Detail.Everything || frequency.Blocking.Length <= MostSets + 1 ? frequency.Blocking.Length : MostSets;
        // Limits of red lines differ from draw to draw: those that are uncertain are said at their central values.
        var central = Sampler.AtMeans(view.Scenario);
        var demands = new DemandWords(view.Scenario.Space, quantity => central.Value(quantity));
        foreach (var set in frequency.Blocking.Take(shown))
        {
            var amounts = set.NoDeal.Zip(set.MeanShortfalls, (actor, mean) => (actor, Figures.Shortfall(mean) + " on average")).ToList();
            var (share, interval) = Shares(set.Count, frequency.Runs);
            table.AddRow(WayOut.Of(view, set.Lines, amounts, demands, opening: true), new Text(share, Ink.Strong), new Text(interval));
        }

        console.Write(table);
        if (shown < frequency.Blocking.Length)
        {
            var (share, _) = Shares(frequency.Blocking.Skip(shown).Sum(set => set.Count), frequency.Runs);
            console.Paragraph(view.Sentence().Add($"and {Figures.Count(frequency.Blocking.Length - shown, "rarer one")}, {share} together (--verbose names them, --json too).", Ink.Aside), 2);
        }
    }

    /// <summary>How many concessions the shortest way takes, which no order of equally short ways can sway.</summary>
    private static string Sizes(ZoneFrequency frequency)
    {
        var sizes = frequency.Blocking.GroupBy(set => set.Lines.Length + set.NoDeal.Length).OrderBy(group => group.Key)
            .Select(group => (Size: group.Key, Share: Shares(group.Sum(set => set.Count), frequency.Runs).Share)).ToList();
        return $"Where it is not, the shortest way out takes {Figures.List([.. sizes.Select((size, i) => (i == 0 ? Figures.Count(size.Size, "concession") : $"{size.Size}") + $" in {size.Share}")])} of all draws.";
    }

    private static Sentence Summary(Overview view, ZoneFrequency frequency)
    {
        var (share, interval) = Shares(frequency.WithZone, frequency.Runs);
        var sentence = view.Sentence().Say("Over ").Strong(Figures.Count(frequency.Runs, "draw")).Say($" of seed {frequency.Seed}, before any event, a text that {Verdict.NeededShortly(view)} would accept exists in ")
            .Strong(share).Say($" (95% interval {interval}).");
        if (view.Analysis.Signatories.Actors.Length < view.Analysis.Consent.All.Length)
        {
            var (signing, of) = Shares(frequency.WithSignatoriesZone, frequency.Runs);
            sentence.Say(" One that those who sign would accept by themselves exists in ").Strong(signing).Say($" ({of}).");
        }

        if (frequency.Hopeless > 0)
        {
            sentence.Say($" In {Shares(frequency.Hopeless, frequency.Runs).Share} no text makes sense at all.");
        }

        return frequency.Undecided > 0 ? sentence.Say($" {Shares(frequency.Undecided, frequency.Runs).Share} could not be settled exactly.") : sentence;
    }

    private static (string Share, string Interval) Shares(long count, long runs)
    {
        var (low, high) = Wilson.Interval(count, runs);
        return (Percent((double)count / runs), $"{Percent(low)} to {Percent(high)}");

        static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";
    }
}

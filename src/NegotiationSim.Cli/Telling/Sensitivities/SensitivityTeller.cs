using NegotiationSim.Analysis.Sensitivity;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Sensitivities;

/// <summary>Tells a person what drives the ending: the ranking, each driver in words, events, what inputs do together, and what a tornado found.</summary>
internal static class SensitivityTeller
{
    /// <summary>Drivers that are told in words where not everything is asked for.</summary>
    private const int MostSentences = 8;

    private const int MostRows = 20;

    public static void Tell(IAnsiConsole console, SensitivityTale tale)
    {
        var (drivers, events) = (tale.DrawnDrivers.ToList(), tale.EventDrivers.ToList());
        if (tale.Detail == Detail.Ending)
        {
            console.Paragraph(Headline(tale, drivers));
            return;
        }

        console.Section(Names.Readable(tale.Scenario.Title, tale.Scenario.Name));
        console.Paragraph(Played(tale), 2);
        console.Section("What drives the ending");
        console.Paragraph(Headline(tale, drivers), 2);
        Ranking(console, tale, drivers);
        console.Paragraph(Rest(tale), 2);
        Sentences(console, tale, drivers);
        if (events.Count > 0)
        {
            console.Section("Events that go with it");
            console.Paragraph(tale.Sentence().Say("Whether an event strikes may be an effect of the ending as well as a cause: talks that end early leave it no time. What an event does is told by a tornado (--tornado), where it is taken out."), 2);
            console.Blank();
            RankingTable.Tell(console, tale, Shown(tale, events), withUnused: false);
            Sentences(console, tale, events);
        }

        console.Section("Together");
        console.Paragraph(Together(tale, "whether a text is signed", tale.Analysis.SignedTotals), 2);
        if (tale.CanFail)
        {
            console.Paragraph(Together(tale, "whether an agreement holds", tale.Analysis.HeldTotals), 2);
        }

        if (tale.Tornado is { } tornado)
        {
            TornadoSection.Tell(console, tale, tornado);
        }

        console.Section("How to read it");
        console.Paragraph(Reading(tale), 2);
    }

    private static Sentence Played(SensitivityTale tale)
    {
        var sentence = tale.Sentence();
        if (tale.Missing > 0)
        {
            sentence.Add("Interrupted. ", Ink.Bad);
        }

        return sentence.Say($"{Figures.Count(tale.Analysis.Runs, "negotiation")} of seed {tale.Analysis.Seed}; {Figures.Count(tale.Analysis.Inputs.Length, "input")} that {(tale.Analysis.Inputs.Length == 1 ? "varies" : "vary")}"
            + (tale.Analysis.Constant == 0 ? "." : $", {Figures.Whole(tale.Analysis.Constant)} left out that came out the same every time."));
    }

    private static Sentence Headline(SensitivityTale tale, List<InputEffect> drivers)
    {
        if (tale.Analysis.Endings.Count(ending => ending.Count > 0) == 1)
        {
            return tale.Sentence().Say("All negotiations of this batch end in the same way, so there is nothing that an input could explain.");
        }

        if (drivers.Count == 0)
        {
            return tale.Sentence().Say("No drawn input can be told from one that nothing uses").Say(tale.Analysis.Runs < 10_000 ? "; more runs would show smaller effects." : ".");
        }

        var first = drivers[0];
        return tale.Sentence().Say("Most of the ending that any single input explains is explained by ").Strong(tale.Words.Noun(first.Column))
            .Say($" ({RankingTable.Percent(first.Share.Value)})" + (drivers.Count == 1 ? "." : $", then by {tale.Words.Noun(drivers[1].Column)} ({RankingTable.Percent(drivers[1].Share.Value)}).")
                + $" {Figures.Count(drivers.Count, "input")} of {Figures.Whole(tale.Analysis.Inputs.Count(input => input.Column.Kind == InputKind.Drawn))} can be told from chance.");
    }

    private static void Ranking(IAnsiConsole console, SensitivityTale tale, List<InputEffect> drivers)
    {
        console.Blank();
        var others = tale.Analysis.Inputs.Where(input => input is { IsDriver: false, Column.Kind: InputKind.Drawn });
        RankingTable.Tell(console, tale, tale.Detail == Detail.Everything ? [.. drivers, .. others] : Shown(tale, drivers), withUnused: true);
    }

    private static List<InputEffect> Shown(SensitivityTale tale, List<InputEffect> inputs) => tale.Detail == Detail.Everything || inputs.Count <= MostRows + 1 ? inputs : inputs[..MostRows];

    private static Sentence Rest(SensitivityTale tale)
    {
        var (told, drawn) = (tale.DrawnDrivers.Count(), tale.Analysis.Inputs.Count(input => input.Column.Kind == InputKind.Drawn));
        var sentence = tale.Sentence().Say("▲ ▼ more or less often the higher the value; ~ in no single direction; from the lowest fifth of the values to the highest. ");
        if (tale.Detail != Detail.Everything && told > MostRows + 1)
        {
            sentence.Say($"{Figures.Whole(told - MostRows)} weaker ones are left to --verbose and --json. ");
        }

        return drawn == told ? sentence : sentence.Say($"{Figures.Count(drawn - told, "drawn input")} cannot be distinguished from one that nothing uses{(tale.Detail == Detail.Everything ? "." : " (--verbose lists them).")}");
    }

    private static void Sentences(IAnsiConsole console, SensitivityTale tale, List<InputEffect> inputs)
    {
        console.Blank();
        foreach (var input in inputs.Take(tale.Detail == Detail.Everything ? inputs.Count : MostSentences))
        {
            console.Bullet("·", Ink.Aside, EffectSentence.Of(tale, input));
        }
    }

    private static Sentence Together(SensitivityTale tale, string what, TotalEffects totals) => totals.Gap switch
    {
        TotalsGap.TooFewRuns => tale.Sentence().Say(
            $"What inputs do together to {what} is not told: nearest neighbours need {Figures.Whole(TotalEffects.FewestRuns)} replicas at least, for among fewer they are too far apart."),
        TotalsGap.TooRare => tale.Sentence().Say(
            $"What inputs do together to {what} is not told: of the first {Figures.Whole(totals.Sample)} replicas fewer than {TotalEffects.FewestOfAKind} do, or do not, and most have no neighbour of the other kind."),
        TotalsGap.NoInputs => tale.Sentence().Say($"Nothing is drawn that could have an effect on {what}."),
        _ when totals.Selected.IsEmpty => tale.Sentence().Say($"Among {Figures.Whole(totals.Sample)} replicas no input, and no several together, can be told to decide {what}."),
        _ => tale.Sentence().Say($"Of {what} ").Strong(Figures.List([.. totals.Selected.Select(path => tale.Words.Noun(tale.Analysis.Inputs.Append(tale.Analysis.Unused).First(input => input.Column.Path == path).Column))]))
            .Say(" explain together ").Strong(RankingTable.Range(totals.Explained)).Say($" of the variance; the rest is chance in the run and what is too weak for {Figures.Whole(totals.Sample)} replicas."
                + (tale.Analysis.Drivers.Any(input => input.Signed.Total is { Low: > 0 }) ? " The total effect of each, together with others: " + Totals(tale, what) + "." : "")),
    };

    private static string Totals(SensitivityTale tale, string what) => string.Join("; ", tale.Analysis.Inputs
        .Select(input => (input, Total: what.Contains("signed", StringComparison.Ordinal) ? input.Signed.Total : input.Held.Total))
        .Where(pair => pair.Total is { Low: > 0 } && pair.input.IsDriver)
        .OrderByDescending(pair => pair.Total!.Value.Value).Take(MostSentences)
        .Select(pair => $"{tale.Words.Noun(pair.input.Column)} {RankingTable.Range(pair.Total!.Value)}"));

    private static Sentence Reading(SensitivityTale tale) => tale.Sentence()
        .Strong("Explains").Say(" is the share of the variance of the ending that goes with the input by itself (Goodman and Kruskal's tau; the first-order Sobol' index of the endings). Of the three ways to define it for a simulation with chance of its own, "
            + "this is the classical one: chance in the run counts as one more input, so what no input explains is chance in the run and what inputs do only together. "
            + "The input that nothing uses shows what noise comes to. All inputs are tested at once: that one of them is named a driver by chance has a probability of 5%. ")
        .Say("What goes with the ending need not cause it where inputs are linked in the file; docs/sensitivity.md tells more.");
}

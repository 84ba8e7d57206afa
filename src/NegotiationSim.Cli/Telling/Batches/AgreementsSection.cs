using NegotiationSim.Analysis.Statistics;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Batches;

/// <summary>How often and when a text is signed, and which texts are.</summary>
internal static class AgreementsSection
{
    private const int Most = 3;
    private const int MostInFull = 10;
    private const int ShareWidth = 9;
    private const int HeldWidth = 8;

    public static void Tell(IAnsiConsole console, BatchTale tale)
    {
        var summary = tale.Summary;
        var sentence = tale.Sentence().Say("A text is signed in ").Strong(Shares.Percent(summary.Signed))
            .Say($" of the negotiations ({Shares.Interval(summary.Signed.Low, summary.Signed.High)}), ");
        if (summary.Rounds is { } rounds)
        {
            sentence.Say($"half of them by round {Figures.Number(rounds.P50)}{Date(tale, rounds.P50)}; nine in ten {(rounds.P05 == rounds.P95 ? $"in round {Figures.Number(rounds.P05)}" : $"between rounds {Figures.Number(rounds.P05)} and {Figures.Number(rounds.P95)}")}.");
        }

        console.Paragraph(sentence, 2);
        console.Blank();
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("Of those", Ink.Strong)) { Width = ShareWidth, Alignment = Justify.Right });
        // Where a signed text can end in one way only there is nothing to say of how often it does.
        var isAll = EndingWords.SignedIsAll(tale.Scenario);
        if (!isAll)
        {
            table.AddColumn(new TableColumn(new Text(tale.Scenario.Implementation is null ? "Ratified" : "Holds", Ink.Strong)) { Width = HeldWidth, Alignment = Justify.Right });
        }

        table.AddColumn(new TableColumn(new Text("The commonest texts", Ink.Strong)) { Width = console.Profile.Width - 10 - ShareWidth - (isAll ? -3 : HeldWidth) });
        foreach (var agreement in summary.Agreements.Take(tale.Detail == Detail.Everything ? MostInFull : Most))
        {
            var share = new Text(Shares.Percent(Estimate.Of(agreement.Count, summary.Signed.Count)), Ink.Strong);
            table.AddRow(isAll
                ? [share, Terms(tale, agreement.Terms)]
                : [share, new Text(Shares.Percent((double)agreement.Held / agreement.Count, 0)), Terms(tale, agreement.Terms)]);
        }

        console.Write(table);
        TellGates(console, tale);
    }

    private static Sentence Terms(BatchTale tale, Scenarios.Outcome terms)
    {
        var sentence = tale.Sentence();
        foreach (var issue in tale.Scenario.Space.Issues)
        {
            sentence.Say(sentence.IsEmpty ? "" : "; ").Say(Names.Issue(issue) + ": ").Strong(Names.Term(issue, terms));
        }

        return sentence;
    }

    private static string Date(BatchTale tale, double round) =>
        tale.Scenario.Calendar.StartOf((int)round) is { } date ? $" ({Figures.Date(date)})" : "";

    private static void TellGates(IAnsiConsole console, BatchTale tale)
    {
        for (var g = 0; g < tale.Summary.Gates.Length; g++)
        {
            var gate = tale.Scenario.Implementation!.Gates[g];
            console.Paragraph(
                tale.Sentence().Strong(Figures.Capitalised(Names.Readable(gate.Title, gate.Id))).Say(": reached in ").Strong(Shares.Percent(tale.Summary.Gates[g]))
                    .Say(" of the negotiations."),
                2);
        }
    }
}

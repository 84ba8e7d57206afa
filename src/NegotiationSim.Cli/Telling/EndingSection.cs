using NegotiationSim.Engine;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>How it ended: the cause, the agreed text beside the state of things or where they stood, and what each has of it.</summary>
internal static class EndingSection
{
    /// <summary>So many demands of a party are named at most that stood in the way at last.</summary>
    private const int MostDemands = 3;

    public static void Tell(IAnsiConsole console, Tale tale)
    {
        console.Section("How it ended");
        console.Paragraph(EndingSentence.Of(tale), 2);
        console.Blank();
        if (tale.Record.Agreement is not { } agreement)
        {
            TellPositions(console, tale);
            return;
        }

        var title = tale.Record.Ending switch
        {
            Ending.Held => "Agreed",
            Ending.Collapsed => "Agreed, and lost",
            _ => "Signed, not in force",
        };
        // The story shows the text where it is signed.
        if (tale.Detail == Detail.Everything || tale.Outline.LastOfTalks is null)
        {
            TermsTable.Tell(console, tale, tale.Scenario.Space.StatusQuo, "Without it", [(tale.Sentence().Strong(title), agreement)]);
            console.Blank();
        }

        TellActors(console, tale);
    }

    /// <summary>Without an agreement: on what the last texts of those at the table still differed.</summary>
    private static void TellPositions(IAnsiConsole console, Tale tale)
    {
        var last = tale.Principals
            .Select(tale.Outline.LastOffer)
            .OfType<TranscriptEntry>()
            .ToList();
        var positions = new Positions(tale.Scenario);
        last.ForEach(positions.Note);
        if (positions.Apart() is { Count: > 0 } apart && TermsTable.Fits(console.Profile.Width, last.Count))
        {
            var agreed = tale.Scenario.Space.Issues.Length - apart.Count;
            console.Paragraph(
                tale.Sentence().Say("Where they stood at last" + (agreed == 0 ? ":" : $" (on the other {Figures.Count(agreed, "issue")} their texts were the same):")),
                2);
            TermsTable.Tell(
                console, tale, tale.Scenario.Space.StatusQuo, "Today", [.. last.Select(offer => (tale.Sentence().Opening(offer.Actor), offer.Outcome!.Value))], apart);
        }

        TellDemands(console, tale);
        var worth = tale.Record.Actors.Select((own, actor) => (own.NoDeal, actor)).Where(own => own.NoDeal is not null)
            .Select(own => $"{tale.Names.Actor(own.actor)} {Figures.Worth(own.NoDeal!.Value)}").ToList();
        console.Paragraph(tale.Sentence().Say("Everybody is left with what no deal is worth: " + Figures.List(worth) + "."), 2);
    }

    /// <summary>What each named when it rejected the last text: why nothing more moved, where red lines exclude each other.</summary>
    private static void TellDemands(IAnsiConsole console, Tale tale)
    {
        var sentence = tale.Sentence();
        foreach (var rejection in tale.Principals.Select(tale.Outline.LastRejection).OfType<TranscriptEntry>().Where(rejection => !rejection.Objects.IsDefaultOrEmpty))
        {
            var (actor, lines) = (rejection.Actor, NamingWords.Different(tale, NamingWords.ByWeight(tale, rejection.Objects)));
            var shown = lines.Take(MostDemands).ToList();
            sentence = sentence.IsEmpty ? sentence.Say("To the last ").Actor(actor) : sentence.Say(". ").Opening(actor);
            sentence = sentence.Say(" insisted on ").Add(NamingWords.List(tale, actor, shown))
                .Say(shown.Count < lines.Count ? $"; and {lines.Count - shown.Count} more" : "");
        }

        if (!sentence.IsEmpty)
        {
            console.Paragraph(sentence.Say("."), 2);
        }
    }

    private static void TellActors(IAnsiConsole console, Tale tale)
    {
        var held = tale.Record.Ending == Ending.Held;
        var width = console.Profile.Width;
        const int number = 7;
        var bar = width < 80 ? 10 : 12;
        var flexible = width - 1 - 5 * 3 - 2 * number - bar;
        var table = new Table { Border = TableBorder.Rounded, Width = width };
        table.AddColumn(new TableColumn(new Text("Party", Ink.Strong)) { Width = flexible * 58 / 100 });
        table.AddColumn(new TableColumn(new Text("Text", Ink.Strong)) { Width = number, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text("0" + new string(' ', bar - 2) + "1")) { Width = bar, NoWrap = true });
        table.AddColumn(new TableColumn(new Text("No deal", Ink.Strong)) { Width = number, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text("Its part", Ink.Strong)) { Width = flexible - flexible * 58 / 100 });
        for (var actor = 0; actor < tale.Scenario.Actors.Length; actor++)
        {
            if (tale.Record.Actors[actor] is { NoDeal: { } noDeal } own)
            {
                AddRow(table, tale, actor, bar, held ? own.Utility : tale.SaidWorth(actor), noDeal, own);
            }
        }

        console.Write(table);
        console.Paragraph(
            tale.Sentence().Say("━ what the text is worth to each, ◆ what no deal is worth" + (held ? "." : ", which is what they are left with.")),
            2);
    }

    private static void AddRow(Table table, Tale tale, int actor, int bar, double? worth, double noDeal, ActorRecord own)
    {
        var gain = worth - noDeal;
        var style = gain > 1e-9 ? Ink.Good : gain < -1e-9 ? Ink.Bad : Ink.Plain;
        var (text, without) = worth is { } known ? Figures.Compared(known, noDeal) : ("–", Figures.Worth(noDeal));
        table.AddRow(
            tale.Sentence().Opening(actor),
            new Text(text, Ink.Strong),
            worth is { } value ? new Text(Bar.Scale(value, noDeal, bar), style) : Text.Empty,
            new Text(without),
            Part(tale, actor, own));
    }

    private static Sentence Part(Tale tale, int actor, ActorRecord own)
    {
        var principal = tale.Scenario.Actors[actor].Role == Role.Principal;
        var sentence = tale.Sentence();
        sentence = own.Consent switch
        {
            Consent.Willing => sentence.Say(principal ? "signed" : "consented"),
            Consent.Pressed => sentence.Say(principal ? "signed, pressed" : "pressed"),
            Consent.Refused => sentence.Add(principal ? "did not sign" : "refused", Ink.Bad),
            _ => sentence.Say("–"),
        };
        return own.Crosses.IsEmpty ? sentence : sentence.Say($"; {Figures.Count(own.Crosses.Length, "demand")} unmet");
    }
}

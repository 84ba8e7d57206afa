using NegotiationSim.Engine;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>How it ended: the cause, the agreed text beside the state of things, and what each actor ends with beside no deal.</summary>
internal static class EndingSection
{
    private const int BarWidth = 20;

    public static void Tell(IAnsiConsole console, Tale tale)
    {
        console.Section("How it ended");
        console.Paragraph(EndingSentence.Of(tale), 2);
        if (tale.Record.Agreement is { } agreement)
        {
            console.Blank();
            var title = tale.Record.Ending switch
            {
                Ending.Held => "Agreed",
                Ending.Collapsed => "Agreed, and lost",
                _ => "Signed, not in force",
            };
            TermsTable.Tell(console, tale, tale.Scenario.Space.StatusQuo, "Without it", [(tale.Sentence().Strong(title), agreement)]);
        }

        console.Blank();
        TellActors(console, tale);
    }

    private static void TellActors(IAnsiConsole console, Tale tale)
    {
        var width = console.Profile.Width;
        const int number = 7;
        var flexible = width - 1 - 5 * 3 - 2 * number - BarWidth;
        var table = new Table { Border = TableBorder.Rounded, Width = width };
        table.AddColumn(new TableColumn(new Text("Party", Ink.Strong)) { Width = flexible * 5 / 10 });
        table.AddColumn(new TableColumn(new Text("Worth", Ink.Strong)) { Width = number, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text("0                  1", Ink.Plain)) { Width = BarWidth, NoWrap = true });
        table.AddColumn(new TableColumn(new Text("No deal", Ink.Strong)) { Width = number, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text("Its part", Ink.Strong)) { Width = flexible - flexible * 5 / 10 });
        for (var actor = 0; actor < tale.Scenario.Actors.Length; actor++)
        {
            if (tale.Record.Actors[actor] is not { Utility: { } utility, NoDeal: { } noDeal } own)
            {
                continue;
            }

            var gain = utility - noDeal;
            var style = gain > 1e-9 ? Ink.Good : gain < -1e-9 ? Ink.Bad : Ink.Plain;
            var (worth, without) = Figures.Compared(utility, noDeal);
            table.AddRow(
                tale.Sentence().Opening(actor),
                new Text(worth, Ink.Strong),
                new Text(Bar.Scale(utility, noDeal, BarWidth), style),
                new Text(without),
                Part(tale, actor, own));
        }

        console.Write(table);
        console.Paragraph(tale.Sentence().Say("The line shows what the ending is worth to each, ◆ what no deal would have been."), 2);
    }

    private static Sentence Part(Tale tale, int actor, ActorRecord own)
    {
        var principal = tale.Scenario.Actors[actor].Role == Role.Principal;
        var sentence = tale.Sentence();
        sentence = own.Consent switch
        {
            Consent.Willing => sentence.Say(principal ? "signed" : "consented"),
            Consent.Pressed => sentence.Say(principal ? "signed under pressure" : "consented under pressure"),
            Consent.Refused => sentence.Add(principal ? "did not sign" : "refused", Ink.Bad),
            _ => sentence.Say("–"),
        };
        return own.Crosses.IsEmpty ? sentence : sentence.Say(own.Crosses.Length == 1 ? "; a red line of its own is crossed" : $"; {own.Crosses.Length} red lines of its own are crossed");
    }
}

using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>Who is involved: what they want most, what they have without an agreement, and what they will not sign.</summary>
internal static class PartiesTable
{
    public static void Tell(IAnsiConsole console, Tale tale)
    {
        console.Section("Who is involved");
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true, Width = console.Profile.Width };
        var flexible = console.Profile.Width - 9 - 13;
        table.AddColumn(Column("Party", flexible * 22 / 100));
        table.AddColumn(Column("Wants most (and its weight)", flexible * 37 / 100));
        table.AddColumn(Column("No deal", 9));
        table.AddColumn(Column("What it will sign", flexible - flexible * 22 / 100 - flexible * 37 / 100));
        for (var actor = 0; actor < tale.Scenario.Actors.Length; actor++)
        {
            table.AddRow(
                tale.Sentence().Opening(actor).Add("\n" + Role(tale, actor), Ink.Aside),
                Wishes.Of(tale, actor),
                NoDeal(tale, actor),
                new Lines(tale, actor).InShort());
        }

        console.Write(table);
        console.Paragraph(
            tale.Sentence()
                .Say("Worth is on a scale on which 0 is the worst and 1 the best that an actor can imagine. ")
                .Strong("No deal").Say(" is what it has without an agreement: it signs nothing worth less."),
            2);
    }

    private static TableColumn Column(string title, int width) =>
        new(new Text(title, Ink.Strong)) { Width = width };

    /// <summary>An actor's part in the negotiation, in a few words.</summary>
    public static string Role(Subject subject, int index)
    {
        var actor = subject.Scenario.Actors[index];
        return actor.Role switch
        {
            Scenarios.Role.Principal => "at the table",
            Scenarios.Role.Mediator => subject.Names.Grammar(index).Verb("mediates"),
            Scenarios.Role.Ratifier when actor.Of.IsEmpty => "must consent",
            Scenarios.Role.Ratifier => "must consent, for " + Figures.List([.. actor.Of.Select(subject.Names.Actor)]),
            _ when subject.Scenario.Ties.FirstOrDefault(tie => tie.Client == index) is { } tie => "outside, client of " + subject.Names.Actor(tie.Patron),
            _ => "outside, not asked",
        };
    }

    private static Sentence NoDeal(Tale tale, int index)
    {
        var actor = tale.Scenario.Actors[index];
        var end = tale.Record.Actors[index].NoDeal;
        return (actor.NoDeal, end) switch
        {
            (_, null) => tale.Sentence().Say("–"),
            (FixedNoDeal(var value), { } last) when tale.Value(index, value) is { } first => Moving(first, last),
            (DriftingNoDeal(var now, _), { } last) when tale.Value(index, now) is { } first => Moving(first, last),
            (DatedNoDeal(var points), { } last) when tale.Scenario.Calendar.Start is not null
                && tale.Value(index, points[0].Value) is { } first => Moving(first, last),
            (_, { } last) => tale.Sentence().Strong(Figures.Worth(last)),
        };

        Sentence Moving(double first, double last)
        {
            var sentence = tale.Sentence().Strong(Figures.Worth(first));
            return Figures.Worth(first) == Figures.Worth(last) ? sentence : sentence.Say("\n" + Figures.Worth(last) + " at the end");
        }
    }
}

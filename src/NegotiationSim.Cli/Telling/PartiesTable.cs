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
        table.AddColumn(Column("Party", flexible * 24 / 100));
        table.AddColumn(Column("Wants most (and its weight)", flexible * 43 / 100));
        table.AddColumn(Column("No deal", 9));
        table.AddColumn(Column("Will not sign", flexible - flexible * 24 / 100 - flexible * 43 / 100));
        for (var actor = 0; actor < tale.Scenario.Actors.Length; actor++)
        {
            table.AddRow(
                tale.Sentence().Opening(actor).Add("\n" + Role(tale, actor), Ink.Aside),
                Wishes.Of(tale, actor),
                NoDeal(tale, actor),
                RedLines(tale, actor));
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

    private static string Role(Tale tale, int index)
    {
        var actor = tale.Scenario.Actors[index];
        return actor.Role switch
        {
            Scenarios.Role.Principal => "at the table",
            Scenarios.Role.Mediator => "mediates",
            Scenarios.Role.Ratifier when actor.Of.IsEmpty => "must consent",
            Scenarios.Role.Ratifier => "must consent, for " + Figures.List([.. actor.Of.Select(tale.Names.Actor)]),
            _ when tale.Scenario.Ties.FirstOrDefault(tie => tie.Client == index) is { } tie => "outside, client of " + tale.Names.Actor(tie.Patron),
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

    private static Sentence RedLines(Tale tale, int index)
    {
        var sentence = tale.Sentence();
        var words = new ConditionWords(tale.Scenario.Space, quantity => tale.Value(index, quantity));
        foreach (var line in tale.Scenario.Actors[index].RedLines.Where(line => !words.IsImpossible(line.Never)))
        {
            sentence.Item().Say(Figures.Capitalised(words.Of(line.Never)));
            if (line.Costs is not null)
            {
                sentence.Add(" (no veto: costs " + (tale.Value(index, line.Costs) is { } cost ? Figures.Worth(cost) : "some worth") + ")", Ink.Aside);
            }
            else
            {
                Holding(sentence, tale.Held(index, line), line);
            }
        }

        return sentence.IsEmpty ? sentence.Say("–") : sentence;
    }

    private static void Holding(Sentence sentence, bool? held, RedLine line)
    {
        if (line.HeldWith.Expression is Constant { Value: 1 })
        {
            if (line.Yields)
            {
                sentence.Add(" (yields to pressure)", Ink.Aside);
            }

            return;
        }

        sentence.Say(" (").Add(
            held switch
            {
                true => "held this time",
                false => "a bluff this time",
                null => line.HeldWith.Expression is Constant(var p) ? $"held with probability {Figures.Number(p)}" : "perhaps a bluff",
            },
            held == true ? Ink.Bad : held == false ? Ink.Good : Ink.Aside);
        sentence.Say(line.Yields && held != false ? "; yields to pressure)" : ")");
    }
}

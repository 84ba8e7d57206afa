using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>The text that was signed, term by term, with whose first text had said so.</summary>
internal static class SignedText
{
    /// <summary>So many parties are named in a row.</summary>
    private const int MostNames = 3;

    public static void Tell(IAnsiConsole console, Tale tale, Outcome text)
    {
        var first = tale.Principals.Where(actor => tale.Outline.FirstOffer(actor) is { Outcome: not null }).ToList();
        var width = console.Profile.Width;
        var columns = first.Count > 1 ? 3 : 2;
        var room = width - 1 - 3 * columns;
        var issue = room * 35 / 100;
        var asked = columns == 3 ? room * 18 / 100 : 0;
        var table = new Table { Border = TableBorder.Rounded, Width = width };
        table.AddColumn(new TableColumn(new Text("Issue", Ink.Strong)) { Width = issue });
        table.AddColumn(new TableColumn(new Text("The text that is signed", Ink.Strong)) { Width = room - issue - asked });
        if (columns == 3)
        {
            table.AddColumn(new TableColumn(new Text("Asked for by", Ink.Strong)) { Width = asked });
        }

        foreach (var one in tale.Scenario.Space.Issues)
        {
            List<Sentence> row = [tale.Sentence().Say(Names.Issue(one)), tale.Sentence().Strong(Names.Term(one, text))];
            if (columns == 3)
            {
                row.Add(AskedBy(tale, first, one, text));
            }

            table.AddRow(row);
        }

        console.Write(table);
    }

    private static Sentence AskedBy(Tale tale, List<int> first, Issue issue, Outcome text)
    {
        var asked = first.Where(actor => Same(issue, tale.Outline.FirstOffer(actor)!.Outcome!.Value, text)).ToList();
        var sentence = tale.Sentence();
        if (asked.Count == 0)
        {
            return sentence.Say(first.Count == 2 ? "neither" : "nobody");
        }

        if (asked.Count == first.Count)
        {
            return sentence.Say(first.Count == 2 ? "both" : "all");
        }

        if (asked.Count > MostNames)
        {
            return sentence.Say($"{asked.Count} of {first.Count}");
        }

        for (var i = 0; i < asked.Count; i++)
        {
            sentence.Say(i == 0 ? "" : ", ").Actor(asked[i]);
        }

        return sentence;
    }

    private static bool Same(Issue issue, Outcome a, Outcome b) =>
        a.Span.Slice(issue.FirstComponent, issue.ComponentCount).SequenceEqual(b.Span.Slice(issue.FirstComponent, issue.ComponentCount));
}

using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>Texts side by side, issue by issue; what departs from the first column stands out.</summary>
internal static class TermsTable
{
    /// <summary>A column narrower than this breaks too many words.</summary>
    private const int NarrowestColumn = 13;

    public static bool Fits(int width, int texts) => (width - 1) / (texts + 2) >= NarrowestColumn + 3;

    public static void Tell(IAnsiConsole console, Subject subject, Outcome reference, string referenceTitle, IReadOnlyList<(Sentence Title, Outcome Text)> texts, IEnumerable<int>? issues = null)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowRowSeparators = true, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("Issue", Ink.Strong)));
        table.AddColumn(new TableColumn(new Text(referenceTitle, Ink.Strong)));
        foreach (var (title, _) in texts)
        {
            table.AddColumn(new TableColumn(title));
        }

        var share = (console.Profile.Width - 1) / (texts.Count + 2) - 3;
        for (var column = 1; column < table.Columns.Count; column++)
        {
            table.Columns[column].Width = share;
        }

        table.Columns[0].Width = console.Profile.Width - 1 - 3 * table.Columns.Count - share * (table.Columns.Count - 1);
        foreach (var index in issues ?? Enumerable.Range(0, subject.Scenario.Space.Issues.Length))
        {
            var issue = subject.Scenario.Space.Issues[index];
            var today = Names.Term(issue, reference);
            table.AddRow([
                new Sentence().Say(Names.Issue(issue)),
                new Sentence().Say(today),
                .. texts.Select(text => Names.Term(issue, text.Text) is var term && term == today ? new Sentence().Say(term) : new Sentence().Strong(term)),
            ]);
        }

        console.Write(table);
    }
}

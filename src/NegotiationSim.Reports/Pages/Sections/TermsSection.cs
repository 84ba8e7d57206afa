using System.Collections.Immutable;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Engine;
using NegotiationSim.Reports.Charts;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>Which terms were agreed how often, in all signed texts and by what became of them.</summary>
internal static class TermsSection
{
    /// <summary>Values of one issue that are drawn at most: the commonest.</summary>
    private const int Most = 12;

    /// <summary>Terms that stand in fewer texts than this share, in every column, are not drawn.</summary>
    private const double Rare = 0.005;

    private const int MostTexts = 3;

    public static Section Of(ReportSource source) => new(
        "terms", "Which terms were agreed", source.Summary.Signed.Count == 0 ? Parts.Paragraph($"No text was signed in this batch.") : Told(source));

    private static Markup Told(ReportSource source)
    {
        var (words, summary) = (source.Words, source.Summary);
        var signed = words.Endings.Where(ending => ending != Ending.NoDeal && summary.Of(ending).Count > 0).ToList();
        var issues = source.Scenario.Space.Issues;
        var rows = ImmutableArray.CreateBuilder<HeatRow>();
        var never = 0;
        for (var i = 0; i < issues.Length; i++)
        {
            var terms = source.Rows.Terms(i);
            var occurring = Enumerable.Range(0, terms.Length).Where(v => terms[v].Sum() > 0).ToList();
            bool IsRare(int v) => signed.TrueForAll(ending => terms[v][(int)ending] < Rare * summary.Of(ending).Count);
            var kept = occurring.Where(v => !IsRare(v)).OrderByDescending(v => terms[v].Sum()).ThenBy(v => v).Take(Most).Order().ToList();
            never += terms.Length - kept.Count;
            rows.AddRange(kept.Select(v => new HeatRow(
                issues[i] is SetIssue ? words.Member(i, v) : words.Value(i, v),
                [(double)terms[v].Sum() / summary.Signed.Count, .. signed.Count < 2 ? [] : signed.Select(ending => (double?)terms[v][(int)ending] / summary.Of(ending).Count)]) { Group = words.Issue(i) + (issues[i] is SetIssue ? " (names)" : "") }));
        }

        var chart = new HeatMap
        {
            Title = "How often each term was agreed",
            RowHeading = "Term",
            ColumnHeading = "Texts",
            Columns = ["All signed", .. signed.Count < 2 ? [] : signed.Select(ending => Column(source.Scenario, words, ending))],
            Rows = rows.ToImmutable(),
            Scale = new ChartAxis("Share of the texts", ValueFormat.Percent, 0, 1),
            Note = $"{PageNumbers.Count(summary.Signed.Count, "signed text")}: {string.Join(", ", signed.Select(ending => $"{Column(source.Scenario, words, ending).ToLowerInvariant()} {PageNumbers.Whole(summary.Of(ending).Count)}"))}",
        };
        var common = summary.Agreements.Take(MostTexts).ToList();
        IReadOnlyList<Markup> Count(string head, string field, Func<AgreementCount, long> count) =>
            [Markup.Of($"{head}"), .. common.Select((agreement, k) => Parts.Field(FormattableString.Invariant($"agreements.{k}.{field}"), count(agreement)))];
        var texts = Enumerable.Range(0, issues.Length).Select(i => (IReadOnlyList<Markup>)[Markup.Foreign(words.Issue(i)), .. common.Select((agreement, k) => Term(words, i, agreement.Terms, k == 0 ? null : common[0].Terms))])
            .Append(Count("Signed so many times", "count", agreement => agreement.Count))
            .Append(Count(source.Scenario.Implementation is null ? "Ratified" : "Held", "held", agreement => agreement.Held));
        return Markup.Of($"""
            {Parts.Paragraph($"A cell says in what share of the texts a term stands.{(signed.Count < 2 ? "" : " Where the columns differ, the term goes with what became of the text; it need not be the reason.")}")}
            {Parts.Figure("c-terms", chart)}
            {Parts.Table("The commonest texts", ["Issue", .. common.Select((_, k) => k == 0 ? "The commonest" : FormattableString.Invariant($"No. {k + 1}"))], texts)}
            {(never > 0 ? Parts.Note($"{PageNumbers.Count(never, "value")} not drawn: never agreed, in fewer than 1 in 200 of the texts, or among the rarer ones of an issue with many values.") : Markup.None)}
            """);
    }

    private static string Column(Scenario scenario, ReportWords words, Ending ending) => ending switch
    {
        Ending.Held when scenario.Implementation is not null => "Held",
        Ending.Collapsed => "Collapsed",
        Ending.NotRatified => "Not ratified",
        _ => words.Ending(ending),
    };

    /// <summary>What a text says on an issue; what departs from the commonest text stands out.</summary>
    private static Markup Term(ReportWords words, int issue, Outcome text, Outcome? commonest)
    {
        var term = words.Term(issue, text);
        return commonest is { } other && words.Term(issue, other) != term ? Markup.Of($"<strong>{Markup.Foreign(term)}</strong>") : Markup.Foreign(term);
    }
}

using System.Collections.Immutable;
using NegotiationSim.Engine;
using NegotiationSim.Reports.Charts;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>Which terms were agreed how often, in all signed texts and by what became of them.</summary>
internal static class TermsSection
{
    /// <summary>Values of one issue that are drawn at most: the commonest.</summary>
    private const int Most = 12;

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
            var kept = occurring.OrderByDescending(v => terms[v].Sum()).ThenBy(v => v).Take(Most).Order().ToList();
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
        var common = summary.Agreements.Take(3).Select((agreement, k) => (IReadOnlyList<Markup>)
        [
            Terms(source, agreement.Terms),
            Parts.Field(FormattableString.Invariant($"agreements.{k}.count"), agreement.Count),
            Parts.Field(FormattableString.Invariant($"agreements.{k}.held"), agreement.Held),
        ]);
        return Markup.Of($"""
            {Parts.Paragraph($"A cell says in what share of the texts a term stands. Where the columns differ, the term goes with holding or collapsing; it need not be the reason.")}
            {Parts.Figure("c-terms", chart)}
            {Parts.Table("The commonest texts", ["Text", "Signed", source.Scenario.Implementation is null ? "Ratified" : "Held"], common)}
            {(never > 0 ? Parts.Note($"{PageNumbers.Count(never, "value")} not drawn: never agreed, or among the rarer ones of an issue with many values.") : Markup.None)}
            """);
    }

    private static string Column(Scenario scenario, ReportWords words, Ending ending) => ending switch
    {
        Ending.Held when scenario.Implementation is not null => "Held",
        Ending.Collapsed => "Collapsed",
        Ending.NotRatified => "Not ratified",
        _ => words.Ending(ending),
    };

    private static Markup Terms(ReportSource source, Outcome text) => Markup.Of($"<ul class=\"terms\">{Markup.Join(source.Scenario.Space.Issues.Select((_, i) => Markup.Of($"<li>{Markup.Foreign(source.Words.Issue(i))}: <strong>{Markup.Foreign(source.Words.Term(i, text))}</strong></li>")))}</ul>");
}

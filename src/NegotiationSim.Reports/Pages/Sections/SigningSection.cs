using System.Collections.Immutable;
using NegotiationSim.Engine;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>When texts were signed.</summary>
internal static class SigningSection
{
    private const int MostBins = 48;

    public static Section Of(ReportSource source) => new("signing", "When it was signed", source.Summary.Rounds is { } rounds ? Told(source, rounds) : Parts.Paragraph($"No text was signed in this batch."));

    private static Markup Told(ReportSource source, Analysis.Statistics.Spread spread)
    {
        var (calendar, rounds) = (source.Scenario.Calendar, source.Rows.Rounds);
        var (first, last) = (rounds.Keys.Min(), rounds.Keys.Max());
        var width = (last - first) / MostBins + 1;
        var endings = source.Words.Endings.Where(ending => ending != Ending.NoDeal && source.Summary.Of(ending).Count > 0).ToImmutableArray();
        var bins = Enumerable.Range(0, (last - first) / width + 1).Select(k =>
        {
            var (from, to) = (first + k * width, Math.Min(first + (k + 1) * width, last + 1));
            var inside = Enumerable.Range(from, to - from).Where(rounds.ContainsKey).ToList();
            var label = (width == 1 ? $"Round {from}" : $"Rounds {from} to {to - 1}") + (calendar.StartOf(from) is { } date ? $" (from {PageNumbers.Date(date)})" : "");
            return new HistogramBin(from, to, [.. endings.Select(ending => (double)inside.Sum(round => rounds[round][(int)ending]))], label);
        });
        var chart = new Histogram
        {
            Title = "Round of the signature",
            X = new ChartAxis("Round", ValueFormat.Whole),
            Y = new ChartAxis("Texts signed", ValueFormat.Whole, 0),
            Series = [.. endings.Select(ending => new HistogramSeries(source.Words.Ending(ending), ChartColours.Of(ending)))],
            Bins = [.. bins],
            VerticalLines = [new ReferenceLine(spread.P50, "median")],
            Note = $"{PageNumbers.Count(source.Summary.Signed.Count, "signed text")}; {PageNumbers.Count(calendar.Rounds, "round")} at most",
        };
        return Markup.Of($"""
            {Parts.Paragraph($"Half of the texts that were signed had been signed by round <strong>{Round("rounds.p50", spread.P50)}</strong>{When(source, spread.P50)}; nine in ten between round {Round("rounds.p05", spread.P05)}{When(source, spread.P05)} and round {Round("rounds.p95", spread.P95)}{When(source, spread.P95)}. The table closes after round {calendar.Rounds}{When(source, calendar.Rounds)}.")}
            {Parts.Figure("c-signing", chart)}
            {Gates(source)}
            """);
    }

    private static Markup Gates(ReportSource source) => Markup.Join((source.Scenario.Implementation?.Gates ?? []).Select((gate, g) => Parts.Paragraph(
        $"{Markup.Foreign(source.Words.Gate(g))}: reached in {Parts.Share($"gates.{gate.Id}.opened", source.Summary.Gates[g])} of all negotiations (95% interval {Parts.Interval($"gates.{gate.Id}.opened", source.Summary.Gates[g].Low, source.Summary.Gates[g].High)}).")));

    private static Markup Round(string path, double round) => Parts.Field(path, round, PageNumbers.Number(round));

    private static string When(ReportSource source, double round) => source.Scenario.Calendar.StartOf((int)round) is { } date ? $" ({PageNumbers.Date(date)})" : "";
}

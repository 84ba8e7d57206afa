using System.Collections.Immutable;
using NegotiationSim.Analysis;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>How long agreements in force live, beside what was measured of real ones.</summary>
internal static class SurvivalSection
{
    private static readonly int[] s_days = [7, 14, 30, 90, 180, 365, 730, 1825];

    public static Section Of(ReportSource source) => new("survival", "How long signed agreements hold", source switch
    {
        { Scenario.Implementation: null } => Parts.Paragraph($"The scenario has no <code>implementation</code>: the model says nothing of what follows the signature."),
        { Summary.InForce: 0 } => Parts.Paragraph($"No agreement came into force in this batch."),
        _ => Curve(source),
    });

    private static Markup Curve(ReportSource source)
    {
        var implementation = source.Scenario.Implementation!;
        var (period, horizon) = (implementation.Period.TotalDays, implementation.Horizon * implementation.Period.TotalDays);
        var (inForce, survival) = (source.Summary.InForce, source.Summary.Survival);
        var chart = new CurveChart
        {
            Title = "Agreements still in force",
            X = new ChartAxis("Days since entry into force", ValueFormat.Number, 0, horizon),
            Y = new ChartAxis("Share still in force", ValueFormat.Percent, 0, 1),
            Curves =
            [
                new Curve("This batch", [new CurvePoint(0, 1), .. survival.Select(p => new CurvePoint(p.Period * period, p.Share, p.Low, p.High)), .. Last(survival, period, horizon)]) { IsStep = true },
                new Curve("Measured: 176 agreements", [.. MeasuredSurvival.Points.Where(p => p.Days <= horizon).Select(p => new CurvePoint(p.Days, 1 - p.Ended))]) { IsPoints = true, Colour = ChartColour.Reference },
            ],
            Note = $"{PageNumbers.Count(inForce, "agreement")} in force; Kaplan-Meier, 95% band (Greenwood)",
        };
        var rows = s_days.Where(days => days >= period && days < horizon).Select(days => (double)days).Append(horizon).Select(days => Row(source, days, period));
        return Markup.Of($"""
            {Parts.Paragraph($"Of {PageNumbers.Count(inForce, "agreement")} that came into force, {Parts.Field("endings.held.count", source.Summary.Of(Engine.Ending.Held).Count)} outlived the {PageNumbers.Number(horizon)} days that the scenario looks at.{Half(source, period)}")}
            {Parts.Figure("c-survival", chart)}
            {Parts.Table("Survival by day, and the measured base rate", ["After", "Still in force", "95% interval", "Measured"], rows)}
            {Parts.Note($"Measured: of 176 peace agreements with a ceasefire provision (UCDP Peace Agreements 22.1, Kaplan-Meier) this share had not formally broken down. It is a base rate of the kind, not a forecast of this case: those agreements are of all sorts, and a formal breakdown is a stricter mark than the model’s, under which an agreement ends when a party leaves it.")}
            """);
    }

    private static Markup Half(ReportSource source, double period) => source.Summary.Periods is { } periods
        ? Markup.Of($" Half of those that collapsed had done so by day {Parts.Field("periods.p50", periods.P50, PageNumbers.Number(periods.P50 * period))}.")
        : Markup.None;

    /// <summary>The curve goes on to the end of what is looked at.</summary>
    private static IEnumerable<CurvePoint> Last(ImmutableArray<SurvivalPoint> survival, double period, double horizon) =>
        survival is [.., var last] && last.Period * period < horizon ? [new CurvePoint(horizon, last.Share, last.Low, last.High)] : survival.IsEmpty ? [new CurvePoint(horizon, 1)] : [];

    private static IReadOnlyList<Markup> Row(ReportSource source, double days, double period)
    {
        var survival = source.Summary.Survival;
        var at = -1;
        for (var i = 0; i < survival.Length && survival[i].Period * period <= days + 1e-9; i++)
        {
            at = i;
        }

        var measured = MeasuredSurvival.Points.Where(p => p.Days == days).Select(p => PageNumbers.Percent(1 - p.Ended, 1)).FirstOrDefault("–");
        var head = Markup.Of($"{PageNumbers.Number(days)} days");
        if (at < 0)
        {
            return [head, Markup.Of($"100%"), Markup.Of($"–"), Markup.Of($"{measured}")];
        }

        var (point, path) = (survival[at], FormattableString.Invariant($"survival.{at}"));
        return
        [
            head,
            Parts.Field(path + ".share", point.Share, PageNumbers.Percent(point.Share, PageNumbers.Decimals(point.Low, point.High))),
            Parts.Interval(path, point.Low, point.High),
            Markup.Of($"{measured}"),
        ];
    }
}

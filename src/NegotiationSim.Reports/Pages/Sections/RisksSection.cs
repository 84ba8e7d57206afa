using System.Collections.Immutable;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Charts;

namespace NegotiationSim.Reports.Pages.Sections;

/// <summary>What ended agreements that were in force, as causes that compete over time.</summary>
internal static class RisksSection
{
    private const int MostCauses = 5;

    /// <summary>So many places of the time axis at most; a curve of steps between them could not be told apart.</summary>
    private const int MostPlaces = 130;

    public static Section Of(ReportSource source)
    {
        var risks = source.Rows.Risks;
        return new Section("risks", "What ended them", source switch
        {
            { Scenario.Implementation: null } => Parts.Paragraph($"The scenario has no <code>implementation</code>, so nothing ends an agreement."),
            _ when risks.IsEmpty => Parts.Paragraph($"No agreement collapsed in this batch."),
            _ => Told(source, risks),
        });
    }

    private static Markup Told(ReportSource source, ImmutableArray<(BlockCause Cause, long[] Periods)> risks)
    {
        var implementation = source.Scenario.Implementation!;
        var (period, horizon, held) = (implementation.Period.TotalDays, implementation.Horizon, source.Summary.Of(Ending.Held).Count);
        var shown = risks.Length <= MostCauses + 1 ? risks.Length : MostCauses;
        var groups = risks.Take(shown).Select(risk => (Name: source.Words.Cause(risk.Cause), risk.Periods)).ToList();
        if (shown < risks.Length)
        {
            groups.Add(($"{risks.Length - shown} other causes", Sum(risks.Skip(shown).Select(risk => risk.Periods), horizon)));
        }

        var censored = new long[horizon];
        censored[^1] = held;
        var curves = CompetingRisks.Curves([.. groups.Select(group => group.Periods)], censored);
        var places = Places(horizon);
        var chart = new AreaChart
        {
            Title = "What had ended agreements by day",
            X = new ChartAxis("Days since entry into force", ValueFormat.Number, 0, horizon * period),
            Y = new ChartAxis("Share of agreements ended", ValueFormat.Percent, 0, 1),
            Xs = [.. places.Select(p => p * period)],
            Layers = [.. groups.Select((group, k) => new AreaLayer(group.Name, ChartColours.Series(k), [.. places.Select(p => At(curves[k], p))]))],
            IsStep = true,
            Note = $"{PageNumbers.Count(source.Summary.InForce, "agreement")} in force; cumulative incidence by cause (Aalen-Johansen). The white above is what is still in force.",
        };
        var week = (int)Math.Floor(7 / period);
        var rows = risks.Select(risk =>
        {
            var count = risk.Periods.Sum();
            var estimate = Estimate.Of(count, source.Summary.InForce);
            return (IReadOnlyList<Markup>)
            [
                Markup.Foreign(source.Words.Cause(risk.Cause)),
                Markup.Of($"{PageNumbers.Whole(count)}"),
                Markup.Of($"{PageNumbers.Percent((double)risk.Periods.Take(week).Sum() / source.Summary.InForce, 1)}"),
                Markup.Of($"{PageNumbers.Percent(estimate)}"),
                Markup.Of($"{PageNumbers.Interval(estimate.Low, estimate.High)}"),
            ];
        });
        return Markup.Of($"""
            {Parts.Paragraph($"Of {PageNumbers.Count(source.Summary.InForce, "agreement")} in force {Parts.Field("endings.collapsed.count", source.Summary.Of(Ending.Collapsed).Count)} ended early. The commonest cause: {Markup.Foreign(source.Words.Cause(risks[0].Cause))}. An agreement ends once, so causes compete: one that strikes early leaves less for the others.")}
            {Parts.Figure("c-risks", chart)}
            {Parts.Table("What ended agreements, of all in force", ["Cause", "Times", "Within a week", "By the end", "95% interval"], rows)}
            """);
    }

    private static double At(ImmutableArray<IncidencePoint> curve, int period)
    {
        var share = 0.0;
        foreach (var point in curve)
        {
            if (point.Period > period)
            {
                break;
            }

            share = point.Share;
        }

        return share;
    }

    private static ImmutableArray<int> Places(int horizon)
    {
        var step = (horizon + MostPlaces - 1) / MostPlaces;
        return [.. Enumerable.Range(0, horizon / step + 1).Select(k => k * step).Append(horizon).Distinct()];
    }

    private static long[] Sum(IEnumerable<long[]> counts, int length)
    {
        var sum = new long[length];
        foreach (var one in counts)
        {
            for (var i = 0; i < length; i++)
            {
                sum[i] += one[i];
            }
        }

        return sum;
    }
}

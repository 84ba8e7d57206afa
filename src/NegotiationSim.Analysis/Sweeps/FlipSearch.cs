using System.Collections.Immutable;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Analysis.Sweeps;

/// <summary>
/// Finds where the likelier of two things becomes the less likely one. At a point both are told apart by the replicas of that point: of n, a come to the one only and b to the other only, and (a - b) / n has the interval of
/// <see cref="PairedShares"/>. A flip takes two points at which that interval lies on either side of 0. In between the difference and both ends of its interval are drawn as straight lines; where these cross 0 are the estimate and its
/// interval. The standard error of a value on a straight line between two points is at most the same mean of the two standard errors, whatever their correlation, so that this interval is on the safe side as far as the curve is straight. Where
/// it jumps between two neighbouring points, from one side beyond 1/2 to the other, a line tells nothing of where: the interval is then all that lies between them.
/// </summary>
public static class FlipSearch
{
    /// <summary>A difference from which on, on both sides, a flip between two neighbouring points is taken for a jump.</summary>
    private const double Jump = 0.5;

    /// <summary>Where another ending becomes the likeliest one.</summary>
    /// <param name="at">The parameter at each point, ascending.</param>
    /// <param name="line">The points.</param>
    /// <param name="runs">Replicas at each.</param>
    public static ImmutableArray<Flip> OfEndings(IReadOnlyList<decimal> at, IReadOnlyList<SweepPoint> line, long runs) =>
        Along([.. line.Select(point => Likeliest(point, runs) is { } measure ? new Side(measure) : (Side?)null)], at, (i, below, above) => Difference(line[i].Of(below.Measure).Variant.Count, line[i].Of(above.Measure).Variant.Count, runs));

    /// <summary>Where something begins or ceases to come about in more than half of the replicas.</summary>
    /// <param name="measure">What.</param>
    /// <param name="at">The parameter at each point, ascending.</param>
    /// <param name="line">The points.</param>
    /// <param name="runs">Replicas at each.</param>
    public static ImmutableArray<Flip> OfHalf(Measure measure, IReadOnlyList<decimal> at, IReadOnlyList<SweepPoint> line, long runs)
    {
        return Along([.. line.Select(point => Of(point) switch { { Low: > 0 } => new Side(measure), { High: < 0 } => new Side(measure, Comes: false), _ => (Side?)null })], at, (i, below, _) => below.Comes ? Of(line[i]) : Negated(Of(line[i])));

        Band Of(SweepPoint point) => point.Of(measure).Variant.Count is var count ? Difference(count, runs - count, runs) : default;
    }

    /// <summary>The ending that is likelier at a point than any other by more than the interval of their difference; null where there is none.</summary>
    /// <param name="point">The point.</param>
    /// <param name="runs">Its replicas.</param>
    public static Measure? Likeliest(SweepPoint point, long runs)
    {
        var endings = point.Measures.Where(estimate => estimate.Measure.Kind == MeasureKind.Ending).OrderByDescending(estimate => estimate.Variant.Count).Take(2).ToList();
        return Difference(endings[0].Variant.Count, endings[1].Variant.Count, runs).Low > 0 ? endings[0].Measure : null;
    }

    private static ImmutableArray<Flip> Along(ImmutableArray<Side?> leaders, IReadOnlyList<decimal> at, Func<int, Side, Side, Band> difference)
    {
        var flips = ImmutableArray.CreateBuilder<Flip>();
        var last = -1;
        for (var i = 0; i < leaders.Length; i++)
        {
            if (leaders[i] is not { } above)
            {
                continue;
            }

            if (last >= 0 && leaders[last] is { } below && below != above)
            {
                flips.Add(Between(below, above, [.. Enumerable.Range(last, i - last + 1).Select(k => (at[k], difference(k, below, above)))]));
            }

            last = i;
        }

        return flips.ToImmutable();
    }

    /// <summary>The flip among points of which the first is above 0 with its whole interval and the last below.</summary>
    private static Flip Between(Side below, Side above, ImmutableArray<(decimal At, Band Band)> points)
    {
        var isJump = points.Length == 2 && points[0].Band.Value > Jump && points[1].Band.Value < -Jump;
        return new Flip(
            below,
            above,
            points[0].At,
            points[^1].At,
            Crossing(Enumerable.Range(1, points.Length - 1).First(k => points[k].Band.Value <= 0), band => band.Value),
            isJump ? (double)points[0].At : Crossing(Enumerable.Range(1, points.Length - 1).First(k => points[k].Band.Low <= 0), band => band.Low),
            isJump ? (double)points[1].At : Crossing(Enumerable.Range(1, points.Length - 1).Last(k => points[k - 1].Band.High >= 0), band => band.High));

        // Between the point before k, at 0 or above, and k, at 0 or below.
        double Crossing(int k, Func<Band, double> of)
        {
            var (before, after) = (of(points[k - 1].Band), of(points[k].Band));
            var (x, step) = ((double)points[k - 1].At, (double)(points[k].At - points[k - 1].At));
            return before == after ? x : x + step * before / (before - after);
        }
    }

    private static Band Difference(long first, long second, long runs)
    {
        var (value, low, high) = PairedShares.Difference(first, second, runs);
        return new Band(value, low, high);
    }

    private static Band Negated(Band band) => new(-band.Value, -band.High, -band.Low);

    private readonly record struct Band(double Value, double Low, double High);
}

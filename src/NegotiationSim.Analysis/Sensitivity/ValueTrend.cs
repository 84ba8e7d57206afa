using System.Collections.Immutable;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>Which way shares go with the value of an input, read from the parts of its range.</summary>
internal static class ValueTrend
{
    /// <summary>The lowest and the highest fifth are compared.</summary>
    private const double EndShare = 0.2;

    /// <summary>What rises or falls steadily owes at least this share of what the input explains to its rank correlation; what rises and falls owes less.</summary>
    private const double SteadyShare = 0.5;

    /// <summary>The parts at one end of the values, in one: the first, or as many as it takes to come to a fifth of the replicas.</summary>
    /// <param name="parts">The input's parts, from that end on; at least one.</param>
    /// <param name="isByValue">Whether each part is a value, so that the first stands for itself.</param>
    public static InputPart End(IReadOnlyList<InputPart> parts, bool isByValue)
    {
        var (runs, all, count) = (0L, parts.Sum(part => part.Runs), 0);
        while (count < parts.Count && (count == 0 || (!isByValue && runs < EndShare * all)))
        {
            runs += parts[count++].Runs;
        }

        var some = parts.Take(count).ToList();
        return new InputPart(
            some.Min(part => part.Low),
            some.Max(part => part.High),
            some[count / 2].Typical,
            [.. Enumerable.Range(0, some[0].Endings.Length).Select(ending => some.Sum(part => part.Endings[ending]))],
            some[0].IsMissing);
    }

    /// <summary>What an input does to something that replicas come to or do not.</summary>
    /// <param name="parts">The input's parts that have a value, in order; at least one.</param>
    /// <param name="lowest">Its lowest values.</param>
    /// <param name="highest">Its highest values.</param>
    /// <param name="isOrdered">Whether values have an order.</param>
    /// <param name="comes">Which endings come to it.</param>
    public static MeasureEffect Of(ImmutableArray<InputPart> parts, InputPart lowest, InputPart highest, bool isOrdered, Func<Ending, bool> comes)
    {
        var shares = parts.Select(part => (part.Runs, Comes: CountOf(part, comes))).ToList();
        var table = ContingencyTable.Of([.. shares.SelectMany(part => new[] { part.Comes, part.Runs - part.Comes })], 2);
        var share = table.Bins > 1 && table.Classes > 1 ? Math.Clamp(table.Tau(), 0, 1) : 0;
        var trend = Direction(table, shares, share, isOrdered);
        return new MeasureEffect
        {
            Share = share,
            Trend = trend,
            AtLow = Estimate.Of(CountOf(lowest, comes), lowest.Runs),
            AtHigh = Estimate.Of(CountOf(highest, comes), highest.Runs),
            Half = trend == Trend.None || !isOrdered ? null : Crossings(parts, [part => CountOf(part, comes), part => part.Runs - CountOf(part, comes)]).Select(cross => (double?)cross.At).FirstOrDefault(),
        };
    }

    /// <summary>The values at which another ending becomes the commonest.</summary>
    public static ImmutableArray<FlipPoint> Flips(ImmutableArray<InputPart> parts) =>
    [
        .. Crossings(parts, [.. Enum.GetValues<Ending>().Select(ending => (Func<InputPart, long>)(part => part.Endings[(int)ending]))])
            .Select(cross => new FlipPoint(cross.At, (Ending)cross.Below, (Ending)cross.Above)),
    ];

    private static long CountOf(InputPart part, Func<Ending, bool> comes)
    {
        var count = 0L;
        for (var ending = 0; ending < part.Endings.Length; ending++)
        {
            count += comes((Ending)ending) ? part.Endings[ending] : 0;
        }

        return count;
    }

    /// <summary>The rank correlation of value and coming to it (Spearman's, replicas of one part sharing a rank) says which way, where it is told from 0 and makes up most of what the input explains.</summary>
    private static Trend Direction(ContingencyTable table, List<(long Runs, long Comes)> shares, double share, bool isOrdered)
    {
        if (table.Bins < 2 || table.Classes < 2
            || ChiSquared.Above(ContingencyTable.Pearson(table.Counts, table.BinTotals, table.ClassTotals, table.Total), table.Bins - 1) >= SensitivityAnalysis.Significance)
        {
            return Trend.None;
        }

        double runs = shares.Sum(part => part.Runs), mean = shares.Sum(part => part.Comes) / runs;
        double before = 0, together = 0, spread = 0;
        foreach (var part in shares)
        {
            var rank = before + (part.Runs + 1) / 2.0 - (runs + 1) / 2;
            together += rank * (part.Comes - mean * part.Runs);
            spread += rank * rank * part.Runs;
            before += part.Runs;
        }

        var correlation = together / Math.Sqrt(spread * runs * mean * (1 - mean));
        return !isOrdered || Math.Abs(correlation) * Math.Sqrt(runs - 1) < Wilson.Z || correlation * correlation < SteadyShare * share ? Trend.Uneven
            : correlation > 0 ? Trend.Rises : Trend.Falls;
    }

    /// <summary>
    /// Where one class takes the lead from another: between two parts in each of which the leader is clear (its lead over the second is more than chance would make, at 95%) and which are next to each other or have only unclear ones
    /// between them. The value is where the line between the two parts' differences is 0.
    /// </summary>
    private static IEnumerable<(double At, int Below, int Above)> Crossings(ImmutableArray<InputPart> parts, IReadOnlyList<Func<InputPart, long>> classes)
    {
        (int Leader, InputPart Part)? last = null;
        foreach (var part in parts)
        {
            var order = Enumerable.Range(0, classes.Count).OrderByDescending(c => classes[c](part)).Take(2).ToList();
            var (first, second) = (classes[order[0]](part), classes[order[1]](part));
            if (first - second <= Wilson.Z * Math.Sqrt(first + second))
            {
                continue;
            }

            if (last is var (leader, before) && leader != order[0])
            {
                var (was, will) = (Lead(before, leader, order[0]), Lead(part, leader, order[0]));
                yield return (before.Typical + (part.Typical - before.Typical) * (was / (was - will)), leader, order[0]);
            }

            last = (order[0], part);
        }

        double Lead(InputPart part, int one, int other) => (double)(classes[one](part) - classes[other](part)) / part.Runs;
    }
}

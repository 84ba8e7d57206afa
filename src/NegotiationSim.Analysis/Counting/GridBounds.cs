using System.Numerics;
using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Counting;

/// <summary>
/// Bounds on the number of outcomes where there are too many to count. What each party finds worth it is counted on a grid of utilities, once with everything
/// rounded down and once with everything rounded up; what all find worth it is no more than what one of them does, and misses no more than all of them miss
/// together.
/// </summary>
internal static class GridBounds
{
    private const int MostBuckets = 8192;
    private const int FewestBuckets = 512;

    /// <summary>So many additions of counts there are at most, unless even the fewest buckets take more.</summary>
    private const double MostWork = 8e6;
    private const int MostCombinations = 100_000;

    /// <summary>Bounds the outcomes of a slice that give every needed party what it needs.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="parties">The parties that matter.</param>
    /// <param name="fewest">How many of the counted ones must accept.</param>
    /// <param name="budget">What it costs is taken from here; it is done in any case.</param>
    public static OutcomeCount Of(Slice slice, int[] parties, int fewest, WorkBudget budget)
    {
        var size = slice.Size;
        int[] ways = [.. slice.Twins.Select(list => list.Sum(twins => twins.Length))];
        var (missed, most) = (slice.Couplings.Where(coupling => coupling.IsVeto).Aggregate(BigInteger.Zero, (sum, coupling) => sum + Meeting(slice, coupling, size, ways)), size);
        foreach (var k in parties.Where(k => slice.PartyAt(k).Say == Say.Needed))
        {
            var (low, high) = Reaching(slice, k, size, budget);
            missed += size - low;
            most = BigInteger.Min(most, high);
        }

        return new OutcomeCount(fewest > 0 ? 0 : BigInteger.Max(0, size - missed), most);
    }

    /// <summary>How many outcomes give a party what it needs: at least and at most, couplings at their worst and best.</summary>
    private static (BigInteger Low, BigInteger High) Reaching(Slice slice, int party, BigInteger size, WorkBudget budget)
    {
        int[] open = [.. Enumerable.Range(0, slice.ComponentCount).Where(c => slice.Values[c].Length > 1)];
        var least = slice.Base[party] + Enumerable.Range(0, slice.ComponentCount).Sum(c => SideBounds.Least(slice, c, party));
        var range = open.Sum(c => SideBounds.Most(slice, c, party) - SideBounds.Least(slice, c, party));
        var buckets = BucketsFor(slice, party, open, range);
        var width = Math.Max(range, 1e-9) / buckets;
        var first = Enumerable.Range(0, slice.ComponentCount).Except(open).Aggregate(BigInteger.One, (product, c) => product * slice.Twins[c][0].Length);
        var counts = new BucketCounts(buckets, first, size);
        foreach (var c in open)
        {
            var steps = Steps(slice, party, c, width);
            budget.Spend((long)steps.Count * buckets + slice.Values[c].Length);
            counts.Move(steps);
        }

        var own = slice.Couplings.Where(coupling => coupling.Party == party).ToList();
        var sure = slice.Need[party] + slice.Slack[party] - own.Sum(coupling => Math.Min(0, coupling.Amount)) - least;
        var possible = slice.Need[party] - slice.Slack[party] - own.Sum(coupling => Math.Max(0, coupling.Amount)) - least;

        // A sum is at least its bucket's lower end and less than so many buckets above it as there were roundings; one more for the rounding of the ends.
        return (counts.From(Math.Ceiling(sure / width) + 1), counts.From(Math.Floor(possible / width) - open.Length - 1));
    }

    /// <summary>How many values of a component add so many buckets, rounded down.</summary>
    private static Dictionary<int, long> Steps(Slice slice, int party, int component, double width)
    {
        var steps = new Dictionary<int, long>();
        var least = SideBounds.Least(slice, component, party);
        for (var v = 0; v < slice.Values[component].Length; v++)
        {
            var step = (int)Math.Floor((slice.Terms[component][v * slice.PartyCount + party] - least) / width);
            steps[step] = steps.GetValueOrDefault(step) + slice.Twins[component][v].Length;
        }

        return steps;
    }

    /// <summary>As many buckets as the work allows: the fewer, the wider the bounds.</summary>
    private static int BucketsFor(Slice slice, int party, int[] open, double range)
    {
        double[] ranges = [.. open.Select(c => SideBounds.Most(slice, c, party) - SideBounds.Least(slice, c, party))];
        double Work(int buckets) => open.Select((c, i) => buckets * Math.Min(slice.Values[c].Length, 1 + buckets * ranges[i] / Math.Max(range, 1e-9))).Sum();
        var buckets = MostBuckets;
        while (buckets > FewestBuckets && Work(buckets) > MostWork)
        {
            buckets /= 2;
        }

        return buckets;
    }

    /// <summary>How many outcomes meet a coupling's condition, at most.</summary>
    private static BigInteger Meeting(Slice slice, Coupling coupling, BigInteger size, int[] ways)
    {
        var combinations = coupling.Components.Aggregate(1.0, (product, c) => product * slice.Values[c].Length);
        if (combinations > MostCombinations)
        {
            return size;
        }

        ushort[] outcome = [.. slice.Values.Select(values => values[0])];
        T Count<T>(int at)
            where T : INumber<T>
        {
            if (at == coupling.Components.Length)
            {
                return coupling.Condition.Holds(outcome) ? T.One : T.Zero;
            }

            var c = coupling.Components[at];
            var sum = T.Zero;
            for (var v = 0; v < slice.Values[c].Length; v++)
            {
                outcome[c] = slice.Values[c][v];
                sum += Count<T>(at + 1) * T.CreateChecked(slice.Twins[c][v].Length);
            }

            return sum;
        }

        var all = coupling.Components.Aggregate(BigInteger.One, (product, c) => product * ways[c]);
        return (all <= long.MaxValue ? Count<long>(0) : Count<BigInteger>(0)) * (size / all);
    }
}

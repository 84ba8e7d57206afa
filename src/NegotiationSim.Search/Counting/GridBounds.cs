using System.Numerics;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Counting;

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
    /// <param name="budget">What it costs is taken from here; it is done in any case.</param>
    public static OutcomeCount Of(Slice slice, WorkBudget budget)
    {
        var size = slice.Size;
        var missed = slice.Couplings.Where(coupling => coupling.IsVeto).Aggregate(BigInteger.Zero, (sum, coupling) => sum + Meeting(slice, coupling, size));
        var most = size;
        for (var k = 0; k < slice.PartyCount; k++)
        {
            if (slice.Parties[k].Consent == Consent.Needed)
            {
                var (low, high) = Reaching(slice, k, size, budget);
                missed += size - low;
                most = BigInteger.Min(most, high);
            }
        }

        return new OutcomeCount(slice.Fewest > 0 ? 0 : BigInteger.Max(0, size - missed), most);
    }

    /// <summary>How many outcomes give a party what it needs: at least and at most, couplings at their worst and best.</summary>
    private static (BigInteger Low, BigInteger High) Reaching(Slice slice, int party, BigInteger size, WorkBudget budget)
    {
        SliceComponent[] open = [.. slice.Components.Where(component => component.IsOpen)];
        var least = slice.Base[party] + slice.Components.Sum(component => component.Least(party));
        var range = open.Sum(component => component.Range(party));
        var buckets = BucketsFor(party, open, range);
        var width = Math.Max(range, 1e-9) / buckets;
        var first = slice.Components.Where(component => !component.IsOpen).Aggregate(BigInteger.One, (product, component) => product * component.Ways);
        var counts = new BucketCounts(buckets, first, size);
        foreach (var component in open)
        {
            var steps = Steps(component, party, width);
            budget.Spend((long)steps.Count * buckets + component.Count);
            counts.Move(steps);
        }

        var own = slice.Couplings.Where(coupling => coupling.Party == party).ToList();
        var sure = slice.Need[party] + slice.Slack[party] - own.Sum(coupling => coupling.Least) - least;
        var possible = slice.Need[party] - slice.Slack[party] - own.Sum(coupling => coupling.Most) - least;

        // A sum is at least its bucket's lower end and less than so many buckets above it as there were roundings; one more for the rounding of the ends.
        return (counts.From(Math.Ceiling(sure / width) + 1), counts.From(Math.Floor(possible / width) - open.Length - 1));
    }

    /// <summary>How many values of a component add so many buckets, rounded down.</summary>
    private static Dictionary<int, long> Steps(SliceComponent component, int party, double width)
    {
        var steps = new Dictionary<int, long>();
        for (var v = 0; v < component.Count; v++)
        {
            var step = (int)Math.Floor((component.TermsOf(v)[party] - component.Least(party)) / width);
            steps[step] = steps.GetValueOrDefault(step) + component.Interchangeable[v].Length;
        }

        return steps;
    }

    /// <summary>As many buckets as the work allows: the fewer, the wider the bounds.</summary>
    private static int BucketsFor(int party, SliceComponent[] open, double range)
    {
        double Work(int buckets) => open.Sum(component => buckets * Math.Min(component.Count, 1 + buckets * component.Range(party) / Math.Max(range, 1e-9)));
        var buckets = MostBuckets;
        while (buckets > FewestBuckets && Work(buckets) > MostWork)
        {
            buckets /= 2;
        }

        return buckets;
    }

    /// <summary>How many outcomes meet a coupling's condition, at most.</summary>
    private static BigInteger Meeting(Slice slice, ConditionEffect coupling, BigInteger size)
    {
        var combinations = coupling.Components.Aggregate(1.0, (product, c) => product * slice.Components[c].Count);
        if (combinations > MostCombinations)
        {
            return size;
        }

        var outcome = slice.FirstValues();
        T Count<T>(int at)
            where T : INumber<T>
        {
            if (at == coupling.Components.Length)
            {
                return coupling.Condition.Holds(outcome) ? T.One : T.Zero;
            }

            var c = coupling.Components[at];
            var sum = T.Zero;
            for (var v = 0; v < slice.Components[c].Count; v++)
            {
                outcome[c] = slice.Components[c].Values[v];
                sum += Count<T>(at + 1) * T.CreateChecked(slice.Components[c].Interchangeable[v].Length);
            }

            return sum;
        }

        var all = coupling.Components.Aggregate(BigInteger.One, (product, c) => product * slice.Components[c].Ways);
        return (all <= long.MaxValue ? Count<long>(0) : Count<BigInteger>(0)) * (size / all);
    }
}

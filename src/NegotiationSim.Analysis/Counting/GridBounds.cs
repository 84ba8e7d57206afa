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
    private const int Buckets = 8192;
    private const int MostCombinations = 100_000;

    /// <summary>Bounds the outcomes of a slice that give every needed party what it needs.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="parties">The parties that matter.</param>
    /// <param name="fewest">How many of the counted ones must accept.</param>
    public static OutcomeCount Of(Slice slice, int[] parties, int fewest)
    {
        var size = slice.Size;
        var (missed, most) = (slice.Couplings.Where(coupling => coupling.IsVeto).Aggregate(BigInteger.Zero, (sum, coupling) => sum + Meeting(slice, coupling)), size);
        foreach (var k in parties.Where(k => slice.PartyAt(k).Say == Say.Needed))
        {
            var (low, high) = Reaching(slice, k);
            missed += size - low;
            most = BigInteger.Min(most, high);
        }

        return new OutcomeCount(fewest > 0 ? 0 : BigInteger.Max(0, size - missed), most);
    }

    /// <summary>How many outcomes give a party what it needs: at least and at most, couplings at their worst and best.</summary>
    private static (BigInteger Low, BigInteger High) Reaching(Slice slice, int party)
    {
        int[] open = [.. Enumerable.Range(0, slice.ComponentCount).Where(c => slice.Values[c].Length > 1)];
        var least = slice.Base[party] + Enumerable.Range(0, slice.ComponentCount).Sum(c => SideBounds.Least(slice, c, party));
        var range = open.Sum(c => SideBounds.Most(slice, c, party) - SideBounds.Least(slice, c, party));
        var width = Math.Max(range, 1e-9) / Buckets;
        var counts = new BigInteger[Buckets + 1];
        counts[0] = Enumerable.Range(0, slice.ComponentCount).Except(open).Aggregate(BigInteger.One, (product, c) => product * slice.Twins[c][0].Length);
        foreach (var c in open)
        {
            var next = new BigInteger[Buckets + 1];
            for (var v = 0; v < slice.Values[c].Length; v++)
            {
                var step = (int)Math.Floor((slice.Terms[c][v * slice.PartyCount + party] - SideBounds.Least(slice, c, party)) / width);
                for (var b = 0; b + step <= Buckets; b++)
                {
                    if (!counts[b].IsZero)
                    {
                        next[b + step] += counts[b] * slice.Twins[c][v].Length;
                    }
                }
            }

            counts = next;
        }

        var own = slice.Couplings.Where(coupling => coupling.Party == party).ToList();
        var sure = slice.Need[party] + slice.Slack[party] - own.Sum(coupling => Math.Min(0, coupling.Amount)) - least;
        var possible = slice.Need[party] - slice.Slack[party] - own.Sum(coupling => Math.Max(0, coupling.Amount)) - least;

        // A sum is at least its bucket's lower end and less than so many buckets above it as there were roundings; one more for the rounding of the ends.
        return (From(counts, Math.Ceiling(sure / width) + 1), From(counts, Math.Floor(possible / width) - open.Length - 1));
    }

    private static BigInteger From(BigInteger[] counts, double bucket)
    {
        var sum = BigInteger.Zero;
        for (var b = (int)Math.Clamp(bucket, 0, counts.Length); b < counts.Length; b++)
        {
            sum += counts[b];
        }

        return sum;
    }

    /// <summary>How many outcomes meet a coupling's condition, at most.</summary>
    private static BigInteger Meeting(Slice slice, Coupling coupling)
    {
        var combinations = coupling.Components.Aggregate(1.0, (product, c) => product * slice.Values[c].Length);
        if (combinations > MostCombinations)
        {
            return slice.Size;
        }

        ushort[] outcome = [.. slice.Values.Select(values => values[0])];
        BigInteger Count(int at)
        {
            if (at == coupling.Components.Length)
            {
                return coupling.Condition.Holds(outcome) ? 1 : 0;
            }

            var c = coupling.Components[at];
            var sum = BigInteger.Zero;
            for (var v = 0; v < slice.Values[c].Length; v++)
            {
                outcome[c] = slice.Values[c][v];
                sum += Count(at + 1) * slice.Twins[c][v].Length;
            }

            return sum;
        }

        var rest = Enumerable.Range(0, slice.ComponentCount).Except(coupling.Components)
            .Aggregate(BigInteger.One, (product, c) => product * slice.Twins[c].Sum(twins => twins.Length));
        return Count(0) * rest;
    }
}

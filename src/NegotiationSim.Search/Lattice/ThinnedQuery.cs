using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Offers;

namespace NegotiationSim.Search.Lattice;

/// <summary>
/// One question to a lattice whose sides were thinned. Which outcome is the very cheapest is beyond such a lattice, so sums are compared as they are: nothing within their rounding error is followed up,
/// which would take hours where many outcomes are nearly worth the same (a set of hundreds of members whose attitudes have three decimals). What is answered is looked at exactly, so it is at or above what was asked for all the same.
/// </summary>
/// <remarks>Takes time in the number of half outcomes, and none of it is kept: scratch of one thread.</remarks>
internal sealed class ThinnedQuery
{
    private const int MostAttempts = 64;

    [ThreadStatic]
    private static ThinnedQuery? t_query;

    private OfferLattice _lattice = null!;
    private double[] _floors = [];

    private readonly ThinnedCount _count = new();

    public static ThinnedQuery Begin(OfferLattice lattice, double reservation, double discount)
    {
        Abandonment.Look();
        var query = t_query ??= new ThinnedQuery();
        query._lattice = lattice;
        Room.Reserve(ref query._floors, lattice.Suffixes.Classes);
        lattice.FillFloors(query._floors, reservation, discount);
        return query;
    }

    /// <summary>The outcome of the least sum that reaches a bound. False: none is found.</summary>
    public bool Least(double bound, Span<ushort> outcome, out double utility, out double sum)
    {
        (utility, sum) = (double.NaN, double.NaN);
        if (_lattice.Fold.Capped && bound > 1)
        {
            return false;
        }

        var above = double.NegativeInfinity;
        for (var attempt = 0; attempt <= MostAttempts; attempt++)
        {
            // A sum near the bound is right or wrong by its rounding. After some that are wrong the next one that is surely right is good enough.
            var margin = attempt < MostAttempts ? -_lattice.Fold.Error : _lattice.Fold.Error;
            var least = new LeastPair { Pair = SumPair.None };
            for (var kind = 0; kind < _lattice.Suffixes.Classes; kind++)
            {
                LatticeSweep.Up(_lattice, kind, Math.Max(Math.Max(bound, _floors[kind]) + margin, above), ref least);
            }

            if (least.Pair.IsNone)
            {
                return false;
            }

            utility = Write(least.Pair, outcome);
            sum = least.Pair.Sum;
            if (utility >= Math.Max(bound, _floors[least.Pair.Class]))
            {
                return true;
            }

            above = Math.BitIncrement(sum);
        }

        return false;
    }

    /// <summary>The outcome of the greatest sum at or below <paramref name="most"/>, where it reaches a bound. False: none is found.</summary>
    public bool Greatest(double bound, double most, Span<ushort> outcome, out double utility, out double sum)
    {
        (utility, sum) = (double.NaN, double.NaN);
        for (var attempt = 0; attempt <= MostAttempts; attempt++)
        {
            var greatest = new GreatestPair { Pair = SumPair.None };
            for (var kind = 0; kind < _lattice.Suffixes.Classes; kind++)
            {
                greatest.Low = Math.Max(bound, _floors[kind]) - _lattice.Fold.Error;
                LatticeSweep.Down(_lattice, kind, most, ref greatest);
            }

            if (greatest.Pair.IsNone)
            {
                return false;
            }

            utility = Write(greatest.Pair, outcome);
            sum = greatest.Pair.Sum;
            if (utility >= Math.Max(bound, _floors[greatest.Pair.Class]))
            {
                return true;
            }

            most = Math.BitDecrement(sum);
        }

        return false;
    }

    /// <summary>The next outcome of a walk: one for each sum. Sums that are alike but for rounding count once, so that utilities rise or fall all along the walk.</summary>
    public bool Next(OfferWalk walk, Span<ushort> outcome, out double utility)
    {
        var step = 3 * _lattice.Fold.Error;
        var isAny = walk.Ascends
            ? Least(walk.HasStarted ? walk.Utility + step : walk.Bound, outcome, out utility, out var sum)
            : Greatest(walk.Bound, walk.HasStarted ? walk.Utility - step : double.PositiveInfinity, outcome, out utility, out sum);
        walk.HasStarted = true;
        walk.Utility = sum;
        return isAny;
    }

    /// <summary>How many outcomes reach a bound, as far as the lattice knows them.</summary>
    public double Count(double bound) => _count.Of(_lattice, _floors, bound);

    /// <summary>An outcome that reaches a bound, drawn from all of which the lattice knows.</summary>
    public bool Pick(double uniform, double bound, Span<ushort> outcome, out double utility)
    {
        var pair = _count.Pick(_lattice, _floors, uniform, bound);
        utility = pair.IsNone ? double.NaN : Write(pair, outcome);
        return !pair.IsNone;
    }

    /// <summary>Writes the first outcome through a prefix that has a sum, value by value: each sum was made of one of the next layer. Its exact utility.</summary>
    private double Write(SumPair pair, Span<ushort> outcome)
    {
        var (prefixes, suffixes) = (_lattice.Prefixes, _lattice.Suffixes);
        prefixes.WritePath(pair.Prefix, outcome);
        var state = prefixes.Last.State[pair.Prefix];
        var sum = suffixes.Sums(prefixes.Depth)[pair.Place];
        for (var depth = prefixes.Depth; depth < _lattice.Layout.ComponentCount; depth++)
        {
            (outcome[depth], sum) = Step(depth, pair.Class, state, sum);
            state = _lattice.Automaton.Next(depth, state, outcome[depth]);
        }

        return _lattice.Fold.Table.Evaluate(outcome);
    }

    private (ushort Value, double Left) Step(int depth, int kind, int state, double sum)
    {
        var sums = _lattice.Suffixes.Sums(depth + 1);
        for (ushort v = 0; v < _lattice.Layout.ValueCount(depth); v++)
        {
            var next = _lattice.Automaton.Next(depth, state, v);
            if (next == ConditionAutomaton.Dead)
            {
                continue;
            }

            var term = _lattice.Fold.Approximate(depth, v);
            var (start, end) = _lattice.Suffixes.Range(depth + 1, kind, next);

            // The difference is rounded, so the sum that gives exactly this one may be a neighbour.
            for (var place = SortedSpan.AtOrAbove(sums, start, end, sum - term - _lattice.Fold.Resolution); place < end && sums[place] + term <= sum; place++)
            {
                if (sums[place] + term == sum)
                {
                    return (v, sums[place]);
                }
            }
        }

        throw new InvalidOperationException("a sum of a lattice is made of one of the next layer");
    }

    private struct LeastPair : LatticeSweep.IVisitor
    {
        public SumPair Pair;

        public void Visit(int prefix, int kind, int place, double key, ReadOnlySpan<double> sums, int start, int end)
        {
            if (Pair.IsNone || key + sums[place] < Pair.Sum)
            {
                Pair = new SumPair(prefix, kind, place, key + sums[place]);
            }
        }
    }

    private struct GreatestPair : LatticeSweep.IVisitor
    {
        public SumPair Pair;
        public double Low;

        public void Visit(int prefix, int kind, int place, double key, ReadOnlySpan<double> sums, int start, int end)
        {
            var sum = key + sums[place];
            if (sum >= Low && (Pair.IsNone || sum > Pair.Sum))
            {
                Pair = new SumPair(prefix, kind, place, sum);
            }
        }
    }
}

/// <summary>A prefix of a lattice's middle layer, and a sum of what follows it in one class of outcomes.</summary>
/// <param name="Prefix">The prefix; -1: none.</param>
/// <param name="Class">The class.</param>
/// <param name="Place">Where the sum stands among those of the suffixes.</param>
/// <param name="Sum">The approximate utility of both together.</param>
internal readonly record struct SumPair(int Prefix, int Class, int Place, double Sum)
{
    public static SumPair None => new(-1, 0, 0, double.NaN);

    public bool IsNone => Prefix < 0;
}

using NegotiationSim.Engine.Agents;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;
using NegotiationSim.Search.SplitSums;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Columns;

/// <summary>
/// An <see cref="AdditiveBook"/> over a space of some thousand outcomes: the search of <see cref="HalvedOutcomes"/> with everything that a slot needs in flat arrays. A slot in which
/// two values of an issue are worth the same, and a look-up that rounding leaves open, are left to the slot's own profile.
/// </summary>
internal sealed class SumsBook : AdditiveBook
{
    /// <summary>Beyond so many outcomes halves are too long to be read at every turn.</summary>
    private const int MostOutcomes = 1 << 16;

    /// <summary>The right half is sorted in no time up to so many sums, and may be larger than the left, which is read whole, by this factor.</summary>
    private const int QuicklySorted = 256;

    private const int RightPerLeft = 4;

    private readonly int[] _leftOf;
    private readonly int[] _rightOf;
    private readonly int _lefts;
    private readonly int _padded;
    private readonly double[] _unsorted;
    private readonly SortedSums _right = new();
    private double[] _left = [];
    private double[] _error = [];
    private ushort[] _cheapest = [];

    /// <summary>A book for an actor that <see cref="Suits"/>.</summary>
    public SumsBook(AgentBlock owner)
        : base(owner)
    {
        (_leftOf, _rightOf) = Split(Layout);
        _lefts = Product(_leftOf);
        _padded = (_lefts + SortedSums.Row - 1) / SortedSums.Row * SortedSums.Row;
        _unsorted = new double[Product(_rightOf)];
    }

    /// <summary>Whether an actor's offers can be kept in this way.</summary>
    public static bool Suits(Scenario brief, Actor actor) => brief.Space.Count <= MostOutcomes && IsAdditive(brief, actor);

    public override double Cheapest(int slot, double target, out double above)
    {
        var error = _error[slot];
        var outcome = _cheapest.AsSpan(slot * Components, Components);

        // Halves add up in another order than utility does: what is within the rounding error of the answer is not for them to tell.
        if (!double.IsNaN(error))
        {
            var left = _left.AsSpan(slot * _padded, _padded);
            var bound = Math.Clamp(target - error, -SortedSums.None, SortedSums.None);
            if (!_right.TryNearest(left, bound, out var nearest, slot))
            {
                nearest = _right.NearestOf(left, bound, slot);
            }

            if (double.IsPositiveInfinity(nearest.Least))
            {
                above = double.PositiveInfinity;
                return double.NaN;
            }

            if (nearest.Second > nearest.Least + 4 * error)
            {
                Decode(_leftOf, nearest.Number, outcome);
                Decode(_rightOf, _right.CodeAt(nearest.Place, slot), outcome);
                var utility = Worth(slot, outcome);
                if (utility >= target)
                {
                    above = nearest.Below + 2 * error;
                    return utility;
                }
            }
        }

        var search = Owner.StateAt(slot).Profile.Search;
        var isFound = search.CheapestAtOrAbove(target, 0, outcome, out var exact);
        above = search.StandsAbove;
        return isFound ? exact : double.NaN;
    }

    public override void Write(int slot, double utility, Span<ushort> outcome) => _cheapest.AsSpan(slot * Components, Components).CopyTo(outcome);

    public override void Fetch(int slot)
    {
        base.Fetch(slot);
        MemoryAhead.Fetch(_left, slot * _padded, _padded);
        _right.Fetch(slot);
    }

    protected override void Reserve(int slots)
    {
        _left = new double[slots * _padded];
        _error = new double[slots];
        _cheapest = new ushort[slots * Components];
        _right.Reserve(slots, _unsorted.Length);
    }

    protected override void Fill(int slot)
    {
        Look(slot);
        if (!double.IsNaN(_error[slot]))
        {
            Sum(slot);
        }
    }

    /// <summary>Finds the best and the worst: rounded or not, a sum with a larger term is never smaller.</summary>
    private void Look(int slot)
    {
        var (best, worst, magnitude, isFlat) = (0.0, 0.0, 0.0, true);
        for (var c = 0; c < Components; c++)
        {
            var of = Terms(slot, c);
            var (least, greatest) = (of[0], of[0]);
            for (var v = 1; v < of.Length; v++)
            {
                (least, greatest) = (Math.Min(least, of[v]), Math.Max(greatest, of[v]));
                isFlat &= !of[..v].Contains(of[v]);
            }

            (best, worst, magnitude) = (best + greatest, worst + least, magnitude + Math.Max(Math.Abs(least), Math.Abs(greatest)));
        }

        (Best[slot], Worst[slot]) = (best, worst);
        _error[slot] = isFlat ? UtilityFold.ErrorOf(magnitude, Components) : double.NaN;
    }

    private void Sum(int slot)
    {
        var left = _left.AsSpan(slot * _padded, _padded);
        left[_lefts..].Fill(SortedSums.None);
        Combine(slot, _leftOf, left);
        Combine(slot, _rightOf, _unsorted);
        _right.Fill(slot, _unsorted);
    }

    private void Combine(int slot, int[] components, Span<double> sums)
    {
        sums[0] = 0;
        var count = 1;
        foreach (var component in components)
        {
            count = HalfSums.Extend(sums, count, Terms(slot, component));
        }
    }

    private void Decode(int[] components, int code, Span<ushort> outcome)
    {
        var rest = (uint)code;
        foreach (var component in components)
        {
            var values = (uint)Layout.ValueCount(component);
            var quotient = rest / values;
            outcome[component] = (ushort)(rest - quotient * values);
            rest = quotient;
        }
    }

    private int Product(int[] components) => components.Aggregate(1, (product, component) => product * Layout.ValueCount(component));

    private static (int[] Left, int[] Right) Split(ComponentLayout layout)
    {
        var (left, right) = (new List<int>(), new List<int>());
        var (lefts, rights) = (1, 1);
        foreach (var component in Enumerable.Range(0, layout.ComponentCount).OrderByDescending(layout.ValueCount))
        {
            var values = layout.ValueCount(component);
            if (rights * values <= Math.Max(RightPerLeft * lefts, QuicklySorted) || rights <= lefts)
            {
                right.Add(component);
                rights *= values;
            }
            else
            {
                left.Add(component);
                lefts *= values;
            }
        }

        return ([.. left], [.. right]);
    }
}

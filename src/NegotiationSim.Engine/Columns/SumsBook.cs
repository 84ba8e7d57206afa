using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.SplitSums;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Columns;

/// <summary>
/// An <see cref="OfferBook"/> of an actor whose utility is a sum over issues and nothing else, that has no red lines, over a space of some thousand outcomes none of which is
/// infeasible: the search of <see cref="HalvedOutcomes"/> with everything that a slot needs in flat arrays, filled by one profile that goes from slot to slot. A slot in which two
/// values of an issue are worth the same, and a look-up that rounding leaves open, are left to the slot's own profile.
/// </summary>
internal sealed class SumsBook : OfferBook
{
    /// <summary>Beyond so many outcomes halves are too long to be read at every turn.</summary>
    private const int MostOutcomes = 1 << 16;

    /// <summary>The right half is sorted in no time up to so many sums, and may be larger than the left, which is read whole, by this factor.</summary>
    private const int QuicklySorted = 256;

    private const int RightPerLeft = 4;

    private readonly ComponentLayout _layout;
    private readonly int[] _offset;
    private readonly int[] _leftOf;
    private readonly int[] _rightOf;
    private readonly int _lefts;
    private readonly int _padded;
    private readonly double[] _unsorted;
    private readonly SortedSums _right = new();
    private double[] _left = [];
    private double[] _terms = [];
    private double[] _error = [];
    private ushort[] _cheapest = [];

    /// <summary>A book for an actor that <see cref="Suits"/>.</summary>
    public SumsBook(AgentBlock owner)
        : base(owner)
    {
        _layout = Profile.Utility.Layout;
        _offset = [.. Enumerable.Range(0, _layout.ComponentCount).Select(_layout.Offset)];
        (_leftOf, _rightOf) = Split(_layout);
        _lefts = Product(_leftOf);
        _padded = (_lefts + SortedSums.Row - 1) / SortedSums.Row * SortedSums.Row;
        _unsorted = new double[Product(_rightOf)];
    }

    /// <summary>Whether an actor's offers can be kept in this way.</summary>
    public static bool Suits(Scenario brief, Actor actor) =>
        brief.Space.Count <= MostOutcomes && brief.Infeasible.IsEmpty && actor.RedLines.IsEmpty
        && actor.Preferences is { NormaliseWeights: true, Linkages.IsEmpty: true } && !brief.Space.Issues.Any(issue => issue is SetIssue);

    public override double Cheapest(int slot, double target, out double above)
    {
        var error = _error[slot];
        var outcome = _cheapest.AsSpan(slot * _offset.Length, _offset.Length);

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

    public override void Write(int slot, double utility, Span<ushort> outcome) => _cheapest.AsSpan(slot * _offset.Length, _offset.Length).CopyTo(outcome);

    /// <summary>The additions of <see cref="UtilityTable.Evaluate"/>; an issue without weight adds nothing either way.</summary>
    public override double Worth(int slot, ReadOnlySpan<ushort> outcome)
    {
        var terms = _terms.AsSpan(slot * _layout.TableLength, _layout.TableLength);
        var utility = 0.0;
        for (var c = 0; c < outcome.Length; c++)
        {
            utility += terms[_offset[c] + outcome[c]];
        }

        return utility;
    }

    protected override void Open(BlockSpec block)
    {
        if (_error.Length < block.Count)
        {
            _left = new double[block.Count * _padded];
            _terms = new double[block.Count * _layout.TableLength];
            _error = new double[block.Count];
            _cheapest = new ushort[block.Count * _offset.Length];
            _right.Reserve(block.Count, _unsorted.Length);
        }

        for (var slot = 0; slot < block.Count; slot++)
        {
            MoveTo(block, slot, []);
            var terms = _terms.AsSpan(slot * _layout.TableLength, _layout.TableLength);
            Profile.Utility.AllTerms.CopyTo(terms);
            Look(slot, terms);
            if (!double.IsNaN(_error[slot]))
            {
                Sum(slot, terms);
            }
        }
    }

    /// <summary>Finds the best and the worst: rounded or not, a sum with a larger term is never smaller.</summary>
    private void Look(int slot, ReadOnlySpan<double> terms)
    {
        var (best, worst, magnitude, isFlat) = (0.0, 0.0, 0.0, true);
        for (var c = 0; c < _offset.Length; c++)
        {
            var of = terms.Slice(_offset[c], _layout.ValueCount(c));
            var (least, greatest) = (of[0], of[0]);
            for (var v = 1; v < of.Length; v++)
            {
                (least, greatest) = (Math.Min(least, of[v]), Math.Max(greatest, of[v]));
                isFlat &= !of[..v].Contains(of[v]);
            }

            (best, worst, magnitude) = (best + greatest, worst + least, magnitude + Math.Max(Math.Abs(least), Math.Abs(greatest)));
        }

        (Best[slot], Worst[slot]) = (best, worst);
        _error[slot] = isFlat ? UtilityFold.ErrorOf(magnitude, _offset.Length) : double.NaN;
    }

    private void Sum(int slot, ReadOnlySpan<double> terms)
    {
        var left = _left.AsSpan(slot * _padded, _padded);
        left[_lefts..].Fill(SortedSums.None);
        Combine(_leftOf, terms, left);
        Combine(_rightOf, terms, _unsorted);
        _right.Fill(slot, _unsorted);
    }

    private void Combine(int[] components, ReadOnlySpan<double> terms, Span<double> sums)
    {
        sums[0] = 0;
        var count = 1;
        foreach (var component in components)
        {
            count = HalfSums.Extend(sums, count, terms.Slice(_offset[component], _layout.ValueCount(component)));
        }
    }

    private void Decode(int[] components, int code, Span<ushort> outcome)
    {
        var rest = (uint)code;
        foreach (var component in components)
        {
            var values = (uint)_layout.ValueCount(component);
            var quotient = rest / values;
            outcome[component] = (ushort)(rest - quotient * values);
            rest = quotient;
        }
    }

    private int Product(int[] components) => components.Aggregate(1, (product, component) => product * _layout.ValueCount(component));

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

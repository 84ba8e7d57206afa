using System.Numerics;
using NegotiationSim.Search.Extremes;
using NegotiationSim.Search.Lattice;
using NegotiationSim.Search.SplitSums;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Offers;

/// <summary>
/// The cheapest permitted outcome at or above a target, by meeting in the middle (Horowitz &amp; Sahni 1974) over what <see cref="PermittedValues"/> leaves: on the
/// left the components that conditions couple and as many others as balance, unsorted, on the right the sums of the others, sorted, with an index that finds the first at or
/// above a bound in one step. Sums are approximate; what is within their error of the answer is decided by the utility function itself, so the answer is
/// the one of enumeration, to the bit.
/// </summary>
internal sealed partial class HalvedOutcomes
{
    /// <summary>The most half outcomes of either side; beyond, <see cref="OfferLattice"/> searches.</summary>
    public const int MostEntries = SortedSums.Most;

    /// <summary>The right side is sorted once and the left one read in every query, so the right one may be larger by this factor.</summary>
    private const int RightPerLeft = 4;

    /// <summary>A right side of up to so many may be larger by any factor: it is sorted in no time.</summary>
    private const int QuicklySorted = 256;

    /// <summary>With so many outcomes to a cell of <see cref="NearbySums"/> one of them is nearly always the answer, and few halves must be looked at.</summary>
    private const int OutcomesPerCell = 16;

    /// <summary>Below so many cells too few halves are passed over.</summary>
    private const int FewestCells = 1 << 12;

    /// <summary>Their bits still lie near the processor.</summary>
    private const int MostCells = 1 << 18;

    /// <summary>After so many empty windows every half is looked at: the answer may be far.</summary>
    private const int MostWindows = 4;

    /// <summary>So many pairs within the rounding error of one another, and the search is left to <see cref="OfferLattice"/>.</summary>
    private const int MostCandidates = 256;

    private readonly int[] _leftOf;
    private readonly int[] _rightOf;
    private readonly int[] _bySize;
    private readonly ushort[] _outcome;
    private readonly SortedSums _right = new();
    private readonly NearbySums _nearby = new();
    private int _count;
    private double[] _left = [];
    private ushort[] _leftCode = [];
    private bool _isDense;
    private double _below;
    private double _rejected;
    private int _lefts;
    private int _leftComponents;
    private int _rightComponents;
    private double _error;
    private PermittedValues _values = null!;
    private UtilityTable _table = null!;

    // What is only needed within a call: halves are many, one for every actor of every replica, and should stay near the processor.
    [ThreadStatic]
    private static int[]? t_candidates;

    [ThreadStatic]
    private static double[]? t_unsorted;

    public HalvedOutcomes(ComponentLayout layout)
    {
        _leftOf = new int[layout.ComponentCount];
        _rightOf = new int[layout.ComponentCount];
        _bySize = new int[layout.ComponentCount];
        _outcome = new ushort[layout.ComponentCount];
    }

    /// <summary>A bound down to which the answer of the last <see cref="Cheapest"/> stays; positive infinity where that was not looked at.</summary>
    public double ClearBelow { get; private set; }

    /// <summary>Prepares both sides; false where they would be too large.</summary>
    public bool TryBuild(PermittedValues values, UtilityTable table, double error)
    {
        (_values, _table, _error) = (values, table, error);
        if (!TrySplit(out var lefts, out var rights))
        {
            return false;
        }

        FillLeft(lefts);
        FillRight(rights);
        return true;
    }

    /// <summary>Finds it; of outcomes that are worth the same the first in enumeration order. Utility NaN: there is none.</summary>
    /// <returns>False: too many are alike to be told apart here.</returns>
    public bool Cheapest(double target, Span<ushort> outcome, out double utility)
    {
        utility = double.NaN;
        ClearBelow = double.PositiveInfinity;
        if (_lefts == 0 || double.IsNaN(target))
        {
            return true;
        }

        // Approximate sums leave out what every outcome gets.
        var bound = Math.Clamp(target - _values.Base - _error, -SortedSums.None, SortedSums.None);
        _rejected = double.NegativeInfinity;
        var least = _isDense ? ScanNearby(bound) : double.PositiveInfinity;
        if (double.IsPositiveInfinity(least))
        {
            if (TryNearest(bound, target, outcome, out utility))
            {
                return true;
            }

            least = ScanEach(bound);
        }

        for (var low = bound; ; least = ScanEach(low))
        {
            if (double.IsPositiveInfinity(least))
            {
                return true;
            }

            var high = least + Slack;
            if (_count > MostCandidates || !TryDecide(low, high, target, outcome, out utility))
            {
                return false;
            }

            // What lies above the window is worth more than this, unless the roundings of several outcomes overlap at its end.
            if (utility - _values.Base + _error <= high)
            {
                ClearBelow = Math.Max(_rejected, _below + _values.Base + 2 * _error);
                return true;
            }

            if (!double.IsNaN(utility))
            {
                return false;
            }

            low = Math.BitIncrement(high);
        }
    }

    /// <summary>Whatever may be the answer lies within this much of the least approximate sum.</summary>
    private double Slack => 4 * _error;

    /// <summary>Answers where one pair is clearly the nearest above the bound, and really at or above the target; or none is.</summary>
    private bool TryNearest(double bound, double target, Span<ushort> outcome, out double utility)
    {
        utility = double.NaN;
        if (!_right.TryNearest(_left.AsSpan(0, (_lefts + SortedSums.Row - 1) / SortedSums.Row * SortedSums.Row), bound, out var nearest))
        {
            return false;
        }

        if (double.IsPositiveInfinity(nearest.Least))
        {
            return true;
        }

        if (nearest.Second <= nearest.Least + Slack)
        {
            return false;
        }

        Write(_leftOf.AsSpan(0, _leftComponents), _leftCode[nearest.Number], outcome);
        Write(_rightOf.AsSpan(0, _rightComponents), _right.CodeAt(nearest.Place), outcome);
        utility = _table.Evaluate(outcome);
        ClearBelow = nearest.Below + _values.Base + 2 * _error;
        return utility >= target;
    }

    /// <summary>The least sum of a pair at or above a bound, with the left halves that come as near to it as rounding; positive infinity where none is within a few windows.</summary>
    private double ScanNearby(double bound)
    {
        var low = bound;
        for (var windows = 0; windows < MostWindows; windows++)
        {
            var least = ScanWindow(low);
            if (least + Slack < low + _nearby.Window)
            {
                return Math.Max(bound, least);
            }

            // All that this window shows lies near its end, if anywhere.
            low += _nearby.Window - 2 * Slack;
        }

        return double.PositiveInfinity;
    }

    /// <summary>The least sum within the window above a bound, or one that is beyond it: then nearer ones may have been missed.</summary>
    private double ScanWindow(double bound)
    {
        var least = double.PositiveInfinity;
        _count = 0;
        _below = double.PositiveInfinity;
        for (var first = 0; first < _lefts; first += NearbySums.Together)
        {
            for (var flags = _nearby.Flag(first, bound); flags != 0; flags &= flags - 1)
            {
                var i = first + BitOperations.TrailingZeroCount(flags);
                var sum = _left[i] + _right.Sums()[_right.FirstFrom(bound - _left[i])];
                if (sum <= least + Slack)
                {
                    Note(i, sum, ref least);
                }
            }
        }

        return least;
    }

    /// <summary>The same, whatever the window: half by half.</summary>
    private double ScanEach(double bound)
    {
        var least = double.PositiveInfinity;
        _below = double.NegativeInfinity;
        _count = 0;
        for (var i = 0; i < _lefts; i++)
        {
            var at = _right.FirstFrom(bound - _left[i]);
            _below = Math.Max(_below, _left[i] + _right.Sums()[at - 1]);
            var sum = _left[i] + _right.Sums()[at];
            if (sum <= least + Slack)
            {
                Note(i, sum, ref least);
            }
        }

        return Math.Max(bound, least);
    }

    private void Note(int left, double sum, ref double least)
    {
        if (sum < least - Slack)
        {
            // All that was noted so far is out of reach.
            _count = 0;
        }

        least = Math.Min(least, sum);
        if (_count < MostCandidates)
        {
            (t_candidates ??= new int[MostCandidates])[_count] = left;
        }

        _count++;
    }

    /// <summary>Decides all pairs of the noted left halves from a bound up to a sum: the cheapest that is really at or above the target; NaN where none is.</summary>
    private bool TryDecide(double low, double high, double target, Span<ushort> outcome, out double utility)
    {
        utility = double.NaN;
        var decided = 0;
        foreach (var left in t_candidates.AsSpan(0, _count))
        {
            // A step to either side, since the differences round.
            var to = high - _left[left] + _error;
            for (var j = _right.FirstFrom(low - _left[left] - _error); _right.Sums()[j] <= to; j++)
            {
                if (++decided > MostCandidates)
                {
                    return false;
                }

                Write(_leftOf.AsSpan(0, _leftComponents), _leftCode[left], _outcome);
                Write(_rightOf.AsSpan(0, _rightComponents), _right.CodeAt(j), _outcome);
                var exact = _table.Evaluate(_outcome);
                if (exact < target)
                {
                    _rejected = Math.Max(_rejected, exact);
                }
                else if (double.IsNaN(utility) || exact < utility || (exact == utility && _outcome.AsSpan().SequenceCompareTo(outcome) < 0))
                {
                    utility = exact;
                    _outcome.CopyTo(outcome);
                }
            }
        }

        return true;
    }

    private void Write(ReadOnlySpan<int> components, int code, Span<ushort> outcome)
    {
        var rest = (uint)code;
        foreach (var component in components)
        {
            var values = _values.Values(component);
            var quotient = rest / (uint)values.Length;
            outcome[component] = values[(int)(rest - quotient * (uint)values.Length)];
            rest = quotient;
        }
    }
}

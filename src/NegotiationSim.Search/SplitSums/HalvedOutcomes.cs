using NegotiationSim.Search.Extremes;
using NegotiationSim.Search.Lattice;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.SplitSums;

/// <summary>
/// The cheapest permitted outcome at or above a target, by meeting in the middle (Horowitz &amp; Sahni 1974) over what <see cref="PermittedValues"/> leaves: on the
/// left the components that conditions couple and as many others as balance, unsorted, on the right the sums of the others, sorted, with an index that finds the first at or
/// above a bound in one step. Sums are approximate; what is within their error of the answer is decided by the utility function itself, so the answer is
/// the one of enumeration, to the bit.
/// </summary>
internal sealed class HalvedOutcomes(ComponentLayout layout)
{
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

    private readonly OutcomeHalves _halves = new(layout);
    private readonly ushort[] _outcome = new ushort[layout.ComponentCount];
    private readonly NearbySums _nearby = new();
    private int _count;
    private bool _isDense;
    private double _below;
    private double _rejected;
    private double _error;
    private PermittedValues _values = null!;
    private UtilityTable _table = null!;

    // What is only needed within a call: halves are many, one for every actor of every replica, and should stay near the processor.
    [ThreadStatic]
    private static int[]? t_candidates;

    [ThreadStatic]
    private static FlaggedHalves? t_flagged;

    /// <summary>A bound down to which the answer of the last <see cref="Cheapest"/> stays; positive infinity where that was not looked at.</summary>
    public double ClearBelow { get; private set; }

    /// <summary>Prepares both sides; false where they would be too large.</summary>
    public bool TryBuild(PermittedValues values, UtilityTable table, double error)
    {
        (_values, _table, _error) = (values, table, error);
        if (!_halves.TryFill(values))
        {
            return false;
        }

        // With many outcomes to a cell the answer is nearly always in the first one.
        var right = _halves.Right;
        var cells = (long)_halves.Lefts * _halves.Unsorted.Length / OutcomesPerCell;
        _isDense = cells >= FewestCells && right.Greatest() > right.Least()
            && _nearby.TryFill(_halves.Left.AsSpan(0, _halves.Lefts), _halves.Unsorted, right.Least(), right.Greatest(), (int)Math.Min(cells / 32 * 32, MostCells))
            && _nearby.Window > 4 * Slack;
        return true;
    }

    /// <summary>Finds it; of outcomes that are worth the same the first in enumeration order. Utility NaN: there is none.</summary>
    /// <returns>False: too many are alike to be told apart here.</returns>
    public bool Cheapest(double target, Span<ushort> outcome, out double utility)
    {
        utility = double.NaN;
        ClearBelow = double.PositiveInfinity;
        if (_halves.Lefts == 0 || double.IsNaN(target))
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
        if (!_halves.Right.TryNearest(_halves.Left.AsSpan(0, (_halves.Lefts + SortedSums.Row - 1) / SortedSums.Row * SortedSums.Row), bound, out var nearest))
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

        _halves.Write(nearest.Number, nearest.Place, outcome);
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
        var flagged = t_flagged ??= new FlaggedHalves();
        flagged.Take(_nearby, _halves.Left.AsSpan(0, _halves.Lefts), bound);
        if (!_halves.Right.TryNearest(flagged.Sums, bound, out var nearest) || nearest.Second <= nearest.Least + Slack)
        {
            return ScanFlagged(flagged, bound);
        }

        _below = double.PositiveInfinity;
        _count = 0;
        if (!double.IsPositiveInfinity(nearest.Least))
        {
            Note(flagged.Lefts[nearest.Number]);
        }

        return nearest.Least;
    }

    /// <summary>The same half by half, where several are as near as rounding.</summary>
    private double ScanFlagged(FlaggedHalves flagged, double bound)
    {
        var (left, right) = (_halves.Left, _halves.Right);
        var least = double.PositiveInfinity;
        _count = 0;
        _below = double.PositiveInfinity;
        foreach (var i in flagged.Lefts)
        {
            var sum = left[i] + right.Sums()[right.FirstFrom(bound - left[i])];
            if (sum <= least + Slack)
            {
                Note(i, sum, ref least);
            }
        }

        return least;
    }

    /// <summary>The same, whatever the window: half by half.</summary>
    private double ScanEach(double bound)
    {
        var (left, right) = (_halves.Left, _halves.Right);
        var least = double.PositiveInfinity;
        _below = double.NegativeInfinity;
        _count = 0;
        for (var i = 0; i < _halves.Lefts; i++)
        {
            var at = right.FirstFrom(bound - left[i]);
            _below = Math.Max(_below, left[i] + right.Sums()[at - 1]);
            var sum = left[i] + right.Sums()[at];
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
        Note(left);
    }

    private void Note(int left)
    {
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
            var to = high - _halves.Left[left] + _error;
            for (var j = _halves.Right.FirstFrom(low - _halves.Left[left] - _error); _halves.Right.Sums()[j] <= to; j++)
            {
                if (++decided > MostCandidates)
                {
                    return false;
                }

                _halves.Write(left, j, _outcome);
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
}

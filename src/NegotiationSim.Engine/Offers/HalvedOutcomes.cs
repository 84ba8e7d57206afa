using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NegotiationSim.Engine.Utilities;

namespace NegotiationSim.Engine.Offers;

/// <summary>
/// The cheapest permitted outcome at or above a target, by meeting in the middle (Horowitz &amp; Sahni 1974) over what <see cref="PermittedValues"/> leaves: on the
/// left the components that conditions couple and as many others as balance, unsorted, on the right the sums of the others, sorted, with an index that finds the first at or
/// above a bound in one step. Sums are approximate; what is within their error of the answer is decided by the utility function itself, so the answer is
/// the one of enumeration, to the bit.
/// </summary>
internal sealed class HalvedOutcomes
{
    /// <summary>The most half outcomes of either side; beyond, <see cref="OfferLattice"/> searches.</summary>
    public const int MostEntries = 1 << 16;

    /// <summary>The right side is sorted once and the left one read in every query, so the right one may be larger by this factor.</summary>
    private const int RightPerLeft = 4;

    /// <summary>So many pairs within the rounding error of one another, and the search is left to <see cref="OfferLattice"/>.</summary>
    private const int MostCandidates = 256;

    private readonly int[] _leftOf;
    private readonly int[] _rightOf;
    private readonly int[] _bySize;
    private readonly ushort[] _outcome;
    private readonly SortedSums _right = new();
    private readonly int[] _candidates = new int[MostCandidates];
    private int _count;
    private double[] _left = [];
    private int[] _leftCode = [];
    private double[] _unsorted = [];
    private int _lefts;
    private int _leftComponents;
    private int _rightComponents;
    private double _error;
    private PermittedValues _values = null!;
    private UtilityTable _table = null!;

    public HalvedOutcomes(ComponentLayout layout)
    {
        _leftOf = new int[layout.ComponentCount];
        _rightOf = new int[layout.ComponentCount];
        _bySize = new int[layout.ComponentCount];
        _outcome = new ushort[layout.ComponentCount];
    }

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
        if (_lefts == 0 || double.IsNaN(target))
        {
            return true;
        }

        // Approximate sums leave out what every outcome gets.
        var bound = target - _values.Base - _error;
        for (var low = bound; ;)
        {
            var least = Scan(low);
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

    private bool TrySplit(out int lefts, out int rights)
    {
        long left = 1, right = 1;
        _leftComponents = _rightComponents = 0;
        var free = 0;
        for (var c = 0; c < _values.Components; c++)
        {
            if (_values.IsCoupled(c))
            {
                _leftOf[_leftComponents++] = c;
                left = Math.Min(left * _values.Count(c), long.MaxValue >> 20);
                continue;
            }

            var at = free++;
            for (; at > 0 && _values.Count(_bySize[at - 1]) < _values.Count(c); at--)
            {
                _bySize[at] = _bySize[at - 1];
            }

            _bySize[at] = c;
        }

        for (var k = 0; k < free; k++)
        {
            var c = _bySize[k];
            if (right * _values.Count(c) <= RightPerLeft * left || right <= left)
            {
                _rightOf[_rightComponents++] = c;
                right *= _values.Count(c);
            }
            else
            {
                _leftOf[_leftComponents++] = c;
                left *= _values.Count(c);
            }

            if (left > MostEntries || right > MostEntries)
            {
                break;
            }
        }

        (lefts, rights) = ((int)Math.Min(left, int.MaxValue), (int)Math.Min(right, int.MaxValue));
        return left <= MostEntries && right <= MostEntries;
    }

    private void FillLeft(int count)
    {
        Reserve(ref _left, count);
        Reserve(ref _leftCode, count);
        Combine(_leftOf.AsSpan(0, _leftComponents), _left);
        for (var i = 0; i < count; i++)
        {
            _leftCode[i] = i;
        }

        var couplings = _values.Couplings;
        _lefts = count;
        if (couplings.Length > 0)
        {
            var kept = 0;
            _values.WriteAny(_outcome);
            for (var i = 0; i < count; i++)
            {
                Write(_leftOf.AsSpan(0, _leftComponents), _leftCode[i], _outcome);
                if (TrySum(couplings, out var amount))
                {
                    _left[kept] = _left[i] + amount;
                    _leftCode[kept++] = _leftCode[i];
                }
            }

            _lefts = kept;
        }
    }

    private bool TrySum(ReadOnlySpan<PermittedValues.Coupling> couplings, out double amount)
    {
        amount = 0;
        foreach (ref readonly var coupling in couplings)
        {
            if (coupling.Holds(_outcome))
            {
                if (coupling.Forbids)
                {
                    return false;
                }

                amount += coupling.Amount;
            }
        }

        return true;
    }

    private void FillRight(int count)
    {
        Reserve(ref _unsorted, count);
        Combine(_rightOf.AsSpan(0, _rightComponents), _unsorted);
        _right.Fill(_unsorted.AsSpan(0, count));
    }

    /// <summary>The least sum of a pair at or above a bound, with the left halves that come as near to it as rounding; positive infinity where there is none.</summary>
    private double Scan(double bound)
    {
        var least = double.PositiveInfinity;
        _count = 0;
        var i = Avx2.IsSupported ? ScanFours(bound, ref least) : 0;
        for (; i < _lefts; i++)
        {
            Try(i, bound, ref least);
        }

        return Math.Max(bound, least);
    }

    /// <summary>Four left halves at a time; most are passed over because the first sum at or above what they want is no better than what was found.</summary>
    /// <returns>The first left half that is not done.</returns>
    private unsafe int ScanFours(double bound, ref double least)
    {
        var bounds = Vector256.Create(bound);
        var highest = Vector256.Create(_right.Greatest);
        var lowest = Vector256.Create(_right.Least);
        var scale = Vector256.Create(_right.Scale);
        var enough = Vector256.Create(double.PositiveInfinity);
        var i = 0;
        fixed (double* cells = _right.FirstOfCells, lefts = _left)
        {
            for (; i <= _lefts - 4; i += 4)
            {
                var left = Vector256.Load(lefts + i);
                var wanted = bounds - left;
                var reaches = Vector256.LessThanOrEqual(wanted, highest);
                if (reaches == Vector256<double>.Zero)
                {
                    continue;
                }

                var within = Avx.Min(Avx.Max(wanted, lowest), highest);
                var cell = Avx.ConvertToVector128Int32WithTruncation((within - lowest) * scale);
                var right = Avx2.GatherVector256(cells, cell, sizeof(double));
                var promising = (Vector256.LessThanOrEqual(left + right, enough) | Vector256.LessThan(right, wanted)) & reaches;
                if (promising == Vector256<double>.Zero)
                {
                    continue;
                }

                for (var lanes = promising.ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
                {
                    Try(i + BitOperations.TrailingZeroCount(lanes), bound, ref least);
                }

                enough = Vector256.Create(least + Slack);
            }
        }

        return i;
    }

    private void Try(int i, double bound, ref double least)
    {
        var left = _left[i];
        var wanted = bound - left;
        if (wanted > _right.Greatest)
        {
            return;
        }

        // Rounding may put the sum a step below the bound; it is within the error all the same.
        var sum = left + _right.Sums[_right.FirstFrom(wanted)];
        if (sum <= least + Slack)
        {
            Note(i, sum, ref least);
        }
    }

    /// <summary>A bound below the utility of an outcome that was found, so that no other utility lies between; the utility itself where rounding hides that.</summary>
    public double ClearBelow(double utility)
    {
        var greatest = double.NegativeInfinity;
        var (low, high) = (utility - _values.Base - Slack, utility - _values.Base + Slack);
        var near = 0;
        for (var i = 0; i < _lefts; i++)
        {
            var left = _left[i];
            if (left + _right.Greatest <= greatest)
            {
                continue;
            }

            var at = _right.FirstFrom(low - left);
            if (at > 0)
            {
                greatest = Math.Max(greatest, left + _right.Sums[at - 1]);
            }

            // The outcome itself is near. A second one may be worth the same, or a rounding less.
            for (; at < _right.Count && _right.Sums[at] <= high - left; at++)
            {
                if (++near > 1)
                {
                    return utility;
                }
            }
        }

        return greatest + _values.Base + 2 * _error;
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
            _candidates[_count] = left;
        }

        _count++;
    }

    /// <summary>Decides all pairs of the noted left halves from a bound up to a sum: the cheapest that is really at or above the target; NaN where none is.</summary>
    private bool TryDecide(double low, double high, double target, Span<ushort> outcome, out double utility)
    {
        utility = double.NaN;
        var decided = 0;
        foreach (var left in _candidates.AsSpan(0, _count))
        {
            // A step to either side, since the differences round.
            var to = high - _left[left] + _error;
            for (var j = _right.FirstFrom(low - _left[left] - _error); j < _right.Count && _right.Sums[j] <= to; j++)
            {
                if (++decided > MostCandidates)
                {
                    return false;
                }

                Write(_leftOf.AsSpan(0, _leftComponents), _leftCode[left], _outcome);
                Write(_rightOf.AsSpan(0, _rightComponents), _right.CodeAt(j), _outcome);
                var exact = _table.Evaluate(_outcome);
                if (exact >= target && (double.IsNaN(utility) || exact < utility || (exact == utility && _outcome.AsSpan().SequenceCompareTo(outcome) < 0)))
                {
                    utility = exact;
                    _outcome.CopyTo(outcome);
                }
            }
        }

        return true;
    }

    /// <summary>The sums of all combinations of some components' values, the last component the fastest: a combination's code is its place.</summary>
    private void Combine(ReadOnlySpan<int> components, double[] sums)
    {
        var count = 1;
        sums[0] = 0;
        foreach (var component in components)
        {
            var terms = _values.Terms(component);
            for (var prefix = count - 1; prefix >= 0; prefix--)
            {
                var sum = sums[prefix];
                var target = sums.AsSpan(prefix * terms.Length, terms.Length);
                for (var v = 0; v < target.Length; v++)
                {
                    target[v] = sum + terms[v];
                }
            }

            count *= terms.Length;
        }
    }

    private void Write(ReadOnlySpan<int> components, int code, Span<ushort> outcome)
    {
        for (var k = components.Length - 1; k >= 0; k--)
        {
            var values = _values.Values(components[k]);
            (code, var value) = Math.DivRem(code, values.Length);
            outcome[components[k]] = values[value];
        }
    }

    private static void Reserve<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            array = new T[count];
        }
    }
}

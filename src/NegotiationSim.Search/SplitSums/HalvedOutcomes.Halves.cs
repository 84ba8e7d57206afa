using NegotiationSim.Search.Extremes;
using NegotiationSim.Search.SplitSums;

namespace NegotiationSim.Search.Offers;

/// <summary>How the two sides are made.</summary>
internal sealed partial class HalvedOutcomes
{
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
            if (right * _values.Count(c) <= Math.Max(RightPerLeft * left, QuicklySorted) || right <= left)
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
        var padded = (count + NearbySums.Together - 1) / NearbySums.Together * NearbySums.Together;
        Reserve(ref _left, padded);
        Reserve(ref _leftCode, count);
        Combine(_leftOf.AsSpan(0, _leftComponents), _left);
        for (var i = 0; i < count; i++)
        {
            _leftCode[i] = (ushort)i;
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

        _left.AsSpan(_lefts, padded - _lefts).Fill(SortedSums.None);
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
        t_unsorted ??= [];
        Reserve(ref t_unsorted, count);
        Combine(_rightOf.AsSpan(0, _rightComponents), t_unsorted);
        _right.Fill(t_unsorted.AsSpan(0, count));

        // With many outcomes to a cell the answer is nearly always in the first one.
        var cells = (long)_lefts * count / OutcomesPerCell;
        _isDense = cells >= FewestCells && _right.Greatest() > _right.Least();
        if (_isDense)
        {
            _isDense = _nearby.TryFill(
                _left.AsSpan(0, _lefts), t_unsorted.AsSpan(0, count), _right.Least(), _right.Greatest(), (int)Math.Min(cells / 32 * 32, MostCells))
                && _nearby.Window > 4 * Slack;
        }
    }

    private void Combine(ReadOnlySpan<int> components, double[] sums)
    {
        sums[0] = 0;
        var count = 1;
        foreach (var component in components)
        {
            count = HalfSums.Extend(sums, count, _values.Terms(component));
        }
    }

    /// <summary>Makes room, with some to spare: what is drawn for one replica after another needs a little more now and then.</summary>
    private static void Reserve<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            array = new T[Math.Max(count, array.Length + array.Length / 2)];
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using NegotiationSim.Search.Extremes;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.SplitSums;

/// <summary>
/// The two sides of <see cref="HalvedOutcomes"/>: on the left the components that conditions couple and as many others as balance, unsorted, on the right the sums of the
/// others, sorted. Filled anew in place.
/// </summary>
internal sealed class OutcomeHalves(ComponentLayout layout)
{
    /// <summary>The most half outcomes of either side.</summary>
    private const int MostEntries = SortedSums.Most;

    /// <summary>The right side is sorted once and the left one read in every query, so the right one may be larger by this factor.</summary>
    private const int RightPerLeft = 4;

    /// <summary>A right side of up to so many may be larger by any factor: it is sorted in no time.</summary>
    private const int QuicklySorted = 256;

    private readonly int[] _leftOf = new int[layout.ComponentCount];
    private readonly int[] _rightOf = new int[layout.ComponentCount];
    private readonly int[] _bySize = new int[layout.ComponentCount];
    private readonly ushort[] _outcome = new ushort[layout.ComponentCount];
    private double[] _left = [];
    private ushort[] _leftCode = [];
    private int _leftComponents;
    private int _rightComponents;
    private int _rights;
    private PermittedValues _values = null!;

    // What is only needed within a call: halves are many, one for every actor of every replica, and should stay near the processor.
    [ThreadStatic]
    private static double[]? t_unsorted;

    /// <summary>How many left halves there are.</summary>
    public int Lefts { get; private set; }

    /// <summary>The sums of the left halves, with <see cref="SortedSums.None"/> behind them up to a whole row of <see cref="NearbySums"/>.</summary>
    public double[] Left => _left;

    public SortedSums Right { get; } = new();

    /// <summary>The sums of the right halves as they came; until other halves are filled on this thread.</summary>
    public ReadOnlySpan<double> Unsorted => t_unsorted.AsSpan(0, _rights);

    /// <summary>Fills both sides; false where they would be too large.</summary>
    public bool TryFill(PermittedValues values)
    {
        _values = values;
        if (!TrySplit(out var lefts, out var rights))
        {
            return false;
        }

        FillLeft(lefts);
        _rights = rights;
        Room.Reserve(ref t_unsorted, rights);
        Combine(_rightOf.AsSpan(0, _rightComponents), t_unsorted);
        Right.Fill(Unsorted);
        return true;
    }

    /// <summary>Writes the outcome of a left half and of a right half at a place of the sorted ones.</summary>
    public void Write(int left, int rightPlace, Span<ushort> outcome)
    {
        Write(_leftOf.AsSpan(0, _leftComponents), _leftCode[left], outcome);
        Write(_rightOf.AsSpan(0, _rightComponents), Right.CodeAt(rightPlace), outcome);
    }

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
        Room.Reserve(ref _left, padded);
        Room.Reserve(ref _leftCode, count);
        Combine(_leftOf.AsSpan(0, _leftComponents), _left);
        for (var i = 0; i < count; i++)
        {
            _leftCode[i] = (ushort)i;
        }

        var couplings = _values.Couplings;
        Lefts = count;
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

            Lefts = kept;
        }

        _left.AsSpan(Lefts, padded - Lefts).Fill(SortedSums.None);
    }

    private bool TrySum(ReadOnlySpan<ValueCoupling> couplings, out double amount)
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

    private void Combine(ReadOnlySpan<int> components, double[] sums)
    {
        sums[0] = 0;
        var count = 1;
        foreach (var component in components)
        {
            count = HalfSums.Extend(sums, count, _values.Terms(component));
        }
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

/// <summary>The sums of all combinations of some components' values, the first component the fastest: a combination's code is its place.</summary>
internal static class HalfSums
{
    /// <summary>Extends sums by one more component, in place.</summary>
    /// <param name="sums">The sums so far, and room for as many times the component's values.</param>
    /// <param name="count">How many there are; 1, a zero, before the first component.</param>
    /// <param name="terms">What each value of the component adds.</param>
    /// <returns>How many there are now.</returns>
    public static int Extend(Span<double> sums, int count, ReadOnlySpan<double> terms)
    {
        // From the back, so that what is read has not been overwritten yet.
        for (var v = terms.Length - 1; v >= 0; v--)
        {
            Add(sums[..count], terms[v], sums.Slice(v * count, count));
        }

        return count * terms.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<double> sums, double term, Span<double> longer)
    {
        var terms = new Vector<double>(term);
        var i = 0;
        for (; i <= sums.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(sums[i..]) + terms).CopyTo(longer[i..]);
        }

        for (; i < sums.Length; i++)
        {
            longer[i] = sums[i] + term;
        }
    }
}

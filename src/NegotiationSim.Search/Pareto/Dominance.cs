using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NegotiationSim.Search.Optimization;

namespace NegotiationSim.Search.Pareto;

/// <summary>Points of which none is at least as good as another for everybody: each new one is compared with all that are in, eight at a time.</summary>
/// <param name="dimensions">How many parties.</param>
/// <param name="tolerance">What may be worse and still count as no worse.</param>
internal sealed class Dominance(int dimensions, double tolerance)
{
    private const int Lanes = 8;
    private const int OperationsPerGroup = 4;

    private readonly double[] _bars = new double[dimensions];

    // Eight points' first coordinates, then their second ones and so on, then the next eight points.
    private double[] _groups = [];
    private int _lastHit;

    public int Count { get; private set; }

    /// <summary>A point that is no worse than another for anybody, of those that were so to the last one; -1 when there is none. It often saves looking at the others.</summary>
    public int Guess(ReadOnlySpan<double> point)
    {
        Aim(point);
        var passing = _lastHit < Count ? NoWorse(_lastHit / Lanes) : 0;
        return passing == 0 ? -1 : _lastHit / Lanes * Lanes + BitOperations.TrailingZeroCount(passing);
    }

    /// <summary>The first point from a place on that is no worse than another for anybody; -1 when there is none.</summary>
    public int NoWorseThan(ReadOnlySpan<double> point, int start, WorkBudget budget)
    {
        Aim(point);
        var group = start / Lanes;
        var skip = ulong.MaxValue << (start % Lanes);
        var found = -1;
        for (; group * Lanes < Count; group++)
        {
            var passing = NoWorse(group) & skip;
            skip = ulong.MaxValue;
            if (passing != 0)
            {
                found = group * Lanes + BitOperations.TrailingZeroCount(passing);
                _lastHit = found;
                break;
            }
        }

        budget.Spend(OperationsPerGroup * (group - start / Lanes + 1));
        return found;
    }

    public void Add(ReadOnlySpan<double> point)
    {
        var first = Count / Lanes * Lanes * dimensions + Count % Lanes;
        if ((Count / Lanes + 1) * Lanes * dimensions > _groups.Length)
        {
            var before = _groups.Length;
            Array.Resize(ref _groups, Math.Max(16 * Lanes * dimensions, 2 * before));
            Array.Fill(_groups, double.NegativeInfinity, before, _groups.Length - before);
        }

        for (var k = 0; k < dimensions; k++)
        {
            _groups[first + k * Lanes] = point[k];
        }

        Count++;
    }

    /// <summary>Whether one point is nowhere worse than another and somewhere better, by more than 1e-9.</summary>
    public static bool Dominates(double[] better, double[] point)
    {
        var isBetter = false;
        for (var k = 0; k < point.Length; k++)
        {
            if (better[k] <= point[k] - Optima.Tolerance)
            {
                return false;
            }

            isBetter |= better[k] >= point[k] + Optima.Tolerance;
        }

        return isBetter;
    }

    private void Aim(ReadOnlySpan<double> point)
    {
        for (var k = 0; k < dimensions; k++)
        {
            _bars[k] = point[k] - tolerance;
        }
    }

    /// <summary>Which of a group's points are no worse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong NoWorse(int group)
    {
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_groups), (nint)group * Lanes * dimensions);
        ref var bars = ref MemoryMarshal.GetArrayDataReference(_bars);
        var passing = (1UL << Math.Min(Lanes, Count - group * Lanes)) - 1;
        for (var k = 0; k < dimensions && passing != 0; k++)
        {
            passing &= Vector512.GreaterThan(Vector512.LoadUnsafe(ref first, (nuint)(k * Lanes)), Vector512.Create(Unsafe.Add(ref bars, k))).ExtractMostSignificantBits();
        }

        return passing;
    }
}

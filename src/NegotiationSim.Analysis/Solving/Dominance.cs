using System.Numerics;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Analysis.Solving;

/// <summary>Points of which none is at least as good as another for everybody: each new one is compared with all that are in.</summary>
/// <param name="dimensions">How many parties.</param>
/// <param name="tolerance">What may be worse and still count as no worse.</param>
internal sealed class Dominance(int dimensions, double tolerance)
{
    private readonly double[][] _at = [.. Enumerable.Range(0, Math.Max(1, dimensions)).Select(_ => new double[64])];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>The first point from a place on that is no worse than another for anybody; -1 when there is none.</summary>
    public int NoWorseThan(ReadOnlySpan<double> point, int start, WorkBudget budget)
    {
        var i = start / 4 * 4;
        for (; i < Count; i += 4)
        {
            var passing = uint.MaxValue;
            for (var k = 0; k < dimensions && passing != 0; k++)
            {
                passing &= Vector256.GreaterThan(Vector256.Create(_at[k], i), Vector256.Create(point[k] - tolerance)).ExtractMostSignificantBits();
            }

            if (i < start)
            {
                passing &= uint.MaxValue << (start - i);
            }

            if ((passing & 15) != 0 && i + BitOperations.TrailingZeroCount(passing) is var found && found < Count)
            {
                budget.Spend((i - start) / 2 + dimensions);
                return found;
            }
        }

        budget.Spend((Count - start) / 2 + dimensions);
        return -1;
    }

    public double At(int point, int dimension) => _at[dimension][point];

    public void Add(ReadOnlySpan<double> point)
    {
        if (Count + 4 > _at[0].Length)
        {
            for (var k = 0; k < _at.Length; k++)
            {
                Array.Resize(ref _at[k], 2 * _at[k].Length);
            }
        }

        for (var k = 0; k < dimensions; k++)
        {
            _at[k][Count] = point[k];
        }

        Count++;
    }
}

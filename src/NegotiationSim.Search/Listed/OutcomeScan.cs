using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Search.Listed;

/// <summary>
/// Passes over a list of utilities, eight at a time. NaN entries are never found. Least and greatest are exact, so the width of a
/// vector shows nowhere.
/// </summary>
internal static class OutcomeScan
{
    private const int Lanes = 8;

    /// <summary>The least utility at or above a bound; positive infinity where there is none.</summary>
    /// <param name="list">The utilities.</param>
    /// <param name="bound">The bound.</param>
    /// <param name="below">The greatest utility below the bound; negative infinity where there is none.</param>
    public static double AtOrAbove(ReadOnlySpan<double> list, double bound, out double below) =>
        VectorFold.Of<VectorFold.LeastFrom, VectorFold.GreatestBelow>(list, bound, bound, out below);

    /// <summary>The greatest utility below a bound; negative infinity where there is none.</summary>
    public static double Below(ReadOnlySpan<double> list, double bound) => VectorFold.Of<VectorFold.GreatestBelow>(list, bound);

    /// <summary>The least utility of all; positive infinity where there is none.</summary>
    public static double Least(ReadOnlySpan<double> list) => VectorFold.Of<VectorFold.LeastFrom>(list, double.NegativeInfinity);

    /// <summary>The greatest utility of all; negative infinity where there is none.</summary>
    public static double Greatest(ReadOnlySpan<double> list) => VectorFold.Of<VectorFold.GreatestBelow>(list, double.PositiveInfinity);

    /// <summary>The first place at or after <paramref name="start"/> that holds the number, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int First(ReadOnlySpan<double> list, double number, int start = 0)
    {
        var wanted = Vector512.Create(number);
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(list);
        var skipped = ulong.MaxValue << (start % Lanes);
        for (var v = start / Lanes; v < vectors.Length; v++, skipped = ulong.MaxValue)
        {
            var found = Vector512.Equals(vectors[v], wanted).ExtractMostSignificantBits() & skipped;
            if (found != 0)
            {
                return v * Lanes + BitOperations.TrailingZeroCount(found);
            }
        }

        return -1;
    }

    /// <summary>The last place before <paramref name="end"/> that holds the number, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Last(ReadOnlySpan<double> list, double number, int end)
    {
        var wanted = Vector512.Create(number);
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(list);
        for (var v = (end + Lanes - 1) / Lanes - 1; v >= 0; v--)
        {
            var kept = end - v * Lanes >= Lanes ? ulong.MaxValue : (1UL << (end - v * Lanes)) - 1;
            var found = Vector512.Equals(vectors[v], wanted).ExtractMostSignificantBits() & kept;
            if (found != 0)
            {
                return v * Lanes + BitOperations.Log2(found);
            }
        }

        return -1;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Search.Offers;

/// <summary>
/// Passes over a list of utilities, eight at a time. NaN entries are never found. Least and greatest are exact, so the width of a
/// vector shows nowhere. A list is whole vectors long.
/// </summary>
internal static class OutcomeScan
{
    private const int Lanes = 8;

    /// <summary>The least utility at or above a bound; positive infinity where there is none.</summary>
    /// <param name="list">The utilities.</param>
    /// <param name="bound">The bound.</param>
    /// <param name="below">The greatest utility below the bound; negative infinity where there is none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double AtOrAbove(ReadOnlySpan<double> list, double bound, out double below)
    {
        var (none, bottom) = (Vector512.Create(double.PositiveInfinity), Vector512.Create(double.NegativeInfinity));
        var (least, greatest, floor) = (none, bottom, Vector512.Create(bound));
        foreach (var x in MemoryMarshal.Cast<double, Vector512<double>>(list))
        {
            least = Vector512.MinNative(least, Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, floor), x, none));
            greatest = Vector512.MaxNative(greatest, Vector512.ConditionalSelect(Vector512.LessThan(x, floor), x, bottom));
        }

        below = Greatest(greatest);
        return Least(least);
    }

    /// <summary>The greatest utility below a bound; negative infinity where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Below(ReadOnlySpan<double> list, double bound)
    {
        var bottom = Vector512.Create(double.NegativeInfinity);
        var (greatest, ceiling) = (bottom, Vector512.Create(bound));
        foreach (var x in MemoryMarshal.Cast<double, Vector512<double>>(list))
        {
            greatest = Vector512.MaxNative(greatest, Vector512.ConditionalSelect(Vector512.LessThan(x, ceiling), x, bottom));
        }

        return Greatest(greatest);
    }

    /// <summary>The least utility of all; positive infinity where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Least(ReadOnlySpan<double> list)
    {
        var none = Vector512.Create(double.PositiveInfinity);
        var least = none;
        foreach (var x in MemoryMarshal.Cast<double, Vector512<double>>(list))
        {
            least = Vector512.MinNative(least, Vector512.ConditionalSelect(Vector512.Equals(x, x), x, none));
        }

        return Least(least);
    }

    /// <summary>The greatest utility of all; negative infinity where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Greatest(ReadOnlySpan<double> list)
    {
        var bottom = Vector512.Create(double.NegativeInfinity);
        var greatest = bottom;
        foreach (var x in MemoryMarshal.Cast<double, Vector512<double>>(list))
        {
            greatest = Vector512.MaxNative(greatest, Vector512.ConditionalSelect(Vector512.Equals(x, x), x, bottom));
        }

        return Greatest(greatest);
    }

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

    /// <summary>The least of a vector.</summary>
    public static double Least(Vector512<double> vector)
    {
        var four = Vector256.MinNative(vector.GetLower(), vector.GetUpper());
        var two = Vector128.MinNative(four.GetLower(), four.GetUpper());
        return Math.Min(two[0], two[1]);
    }

    /// <summary>The greatest of a vector.</summary>
    public static double Greatest(Vector512<double> vector)
    {
        var four = Vector256.MaxNative(vector.GetLower(), vector.GetUpper());
        var two = Vector128.MaxNative(four.GetLower(), four.GetUpper());
        return Math.Max(two[0], two[1]);
    }
}

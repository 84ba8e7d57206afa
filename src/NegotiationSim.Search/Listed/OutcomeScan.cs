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

    /// <summary>The same where utilities are sums: each of the list, which is whole vectors, and each of the last terms.</summary>
    public static double AtOrAbove(ReadOnlySpan<double> prefixes, ReadOnlySpan<double> terms, double bound, out double below) =>
        VectorFold.OfSums<VectorFold.LeastFrom, VectorFold.GreatestBelow>(prefixes, terms, bound, bound, out below);

    /// <summary>How long a list of whole vectors is that has room for so many numbers.</summary>
    public static int Padded(int length) => (length + Lanes - 1) / Lanes * Lanes;

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

    /// <summary>The first place of a prefix, and for it of a term, whose sum is the number; -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int Prefix, int Term) First(ReadOnlySpan<double> prefixes, ReadOnlySpan<double> terms, double number)
    {
        var wanted = Vector512.Create(number);
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(prefixes);
        for (var v = 0; v < vectors.Length; v++)
        {
            var (first, of) = (Lanes, -1);
            for (var t = 0; t < terms.Length; t++)
            {
                var found = Vector512.Equals(vectors[v] + Vector512.Create(terms[t]), wanted).ExtractMostSignificantBits();
                if (found != 0 && BitOperations.TrailingZeroCount(found) is var lane && lane < first)
                {
                    (first, of) = (lane, t);
                }
            }

            if (of >= 0)
            {
                return (v * Lanes + first, of);
            }
        }

        return (-1, -1);
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

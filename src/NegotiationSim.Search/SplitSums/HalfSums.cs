using System.Numerics;
using System.Runtime.CompilerServices;

namespace NegotiationSim.Search.SplitSums;

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

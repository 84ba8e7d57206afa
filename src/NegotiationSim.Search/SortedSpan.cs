using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NegotiationSim.Search;

/// <summary>What the library of spans lacks for sorted ones.</summary>
internal static class SortedSpan
{
    /// <summary>The first place of a sorted range whose number is at or above a bound; <paramref name="end"/> where there is none.</summary>
    public static int AtOrAbove(ReadOnlySpan<double> sorted, int start, int end, double bound)
    {
        // Which way a step goes cannot be predicted by the processor, so that it selects and does not jump.
        ref var first = ref MemoryMarshal.GetReference(sorted[..end]);
        for (var length = end - start; length > 0;)
        {
            var half = length >> 1;
            var isBelow = !(Unsafe.Add(ref first, start + half) >= bound);
            start = isBelow ? start + half + 1 : start;
            length = isBelow ? length - half - 1 : half;
        }

        return start;
    }

    /// <summary>Sorts places, ascending at first, by keys; places with equal keys keep their order.</summary>
    public static void SortStably(Span<double> keys, Span<int> places)
    {
        keys.Sort(places);

        // The sort leaves equal keys in any order.
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end].Equals(keys[start]); end++)
            {
                // As far as they are equal.
            }

            places[start..end].Sort();
        }
    }
}

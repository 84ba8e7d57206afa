using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NegotiationSim.Search.Offers;

namespace NegotiationSim.Search.Listed;

/// <summary>
/// Puts a list of utilities in order, best first and equal ones by descending index, as far as somebody walks it: a band of some twenty at a time, each
/// found in two passes and ordered by counting for each of its members how many go before it. Sorting the whole would cost more than most walks.
/// </summary>
internal static class OutcomeOrder
{
    private const int Lanes = 8;

    /// <summary>A band that would be longer is cut down to those that are worth most, all the same.</summary>
    private const int LongestMixed = 64;

    /// <summary>Writes the indices of the next band.</summary>
    /// <param name="list">Utilities, NaN for what is not there; whole vectors, at most <see cref="OfferSearch.ListedUpTo"/> outcomes.</param>
    /// <param name="ceiling">The utility of the last band's last; positive infinity at the start.</param>
    /// <param name="band">Receives the indices; as long as the list.</param>
    /// <returns>How many there are; 0 at the end of the walk.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int NextBand(ReadOnlySpan<double> list, double ceiling, Span<ushort> band)
    {
        var none = Vector512.Create(VectorFold.GreatestBelow.None);
        var (most, below) = (none, Vector512.Create(ceiling));
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(list);
        foreach (var x in vectors)
        {
            most = VectorFold.GreatestBelow.Nearer(most, VectorFold.GreatestBelow.Keep(x, below, none));
        }

        var greatest = VectorFold.Across<VectorFold.GreatestBelow>(most);
        if (double.IsNegativeInfinity(greatest))
        {
            return 0;
        }

        // Down to the least of what is the greatest in each lane: of numbers in no order, some twenty.
        Span<ulong> members = stackalloc ulong[(OfferSearch.ListedUpTo + 63) / 64];
        members = members[..((list.Length + 63) / 64)];
        var count = Mark(vectors, VectorFold.Across<VectorFold.LeastFrom>(most), ceiling, members);
        return count <= LongestMixed ? Order(list, members, band) : OrderEqual(vectors, greatest, ceiling, members, band);
    }

    /// <summary>Marks what lies from one bound up to but not at another, a bit per outcome; how many there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Mark(ReadOnlySpan<Vector512<double>> vectors, double from, double to, Span<ulong> members)
    {
        var (floor, ceiling) = (Vector512.Create(from), Vector512.Create(to));
        members.Clear();
        var count = 0;
        for (var v = 0; v < vectors.Length; v++)
        {
            var x = vectors[v];
            var bits = (Vector512.GreaterThanOrEqual(x, floor) & Vector512.LessThan(x, ceiling)).ExtractMostSignificantBits();
            members[v / Lanes] |= bits << (v % Lanes * Lanes);
            count += BitOperations.PopCount(bits);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Order(ReadOnlySpan<double> list, ReadOnlySpan<ulong> members, Span<ushort> band)
    {
        Span<double> utilities = stackalloc double[LongestMixed];
        Span<ushort> indices = stackalloc ushort[LongestMixed];
        var count = 0;
        for (var word = 0; word < members.Length; word++)
        {
            for (var bits = members[word]; bits != 0; bits &= bits - 1)
            {
                var index = 64 * word + BitOperations.TrailingZeroCount(bits);
                indices[count] = (ushort)index;
                utilities[count++] = list[index];
            }
        }

        var whole = (count + Lanes - 1) / Lanes * Lanes;
        utilities[count..whole].Fill(double.NegativeInfinity);
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(utilities[..whole]);
        for (var i = 0; i < count; i++)
        {
            // Before it go all that are worth more, and those worth as much that stand behind it in the list.
            var own = Vector512.Create(utilities[i]);
            var (more, equal) = (0UL, 0UL);
            for (var v = 0; v < vectors.Length; v++)
            {
                more |= Vector512.GreaterThan(vectors[v], own).ExtractMostSignificantBits() << (v * Lanes);
                equal |= Vector512.Equals(vectors[v], own).ExtractMostSignificantBits() << (v * Lanes);
            }

            var behind = equal & (ulong.MaxValue << i << 1);
            band[BitOperations.PopCount(more | behind)] = indices[i];
        }

        return count;
    }

    private static int OrderEqual(ReadOnlySpan<Vector512<double>> vectors, double utility, double ceiling, Span<ulong> members, Span<ushort> band)
    {
        var left = Mark(vectors, utility, ceiling, members);
        var count = left;
        for (var word = 0; word < members.Length; word++)
        {
            for (var bits = members[word]; bits != 0; bits &= bits - 1)
            {
                band[--left] = (ushort)(64 * word + BitOperations.TrailingZeroCount(bits));
            }
        }

        return count;
    }
}

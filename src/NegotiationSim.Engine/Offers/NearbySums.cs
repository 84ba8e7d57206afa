using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Engine.Offers;

/// <summary>
/// Tells of many bounds at once at which of them no sum begins within a narrow window: a bit per cell says whether a sum lies in it or in the next one. Where halves are many
/// and the answer lies close to the target, almost every half is passed over by that bit alone. Filled anew in place.
/// </summary>
internal sealed class NearbySums
{
    /// <summary>How many bounds are looked at together.</summary>
    public const int Together = 32;

    private const int BitsPerWord = 32;

    private uint[] _near = [];
    private CellScale _scale;

    /// <summary>Sums so far above a bound, and further, may be missed.</summary>
    public double Window { get; private set; }

    /// <param name="sums">Sums in any order.</param>
    /// <param name="least">The least of them.</param>
    /// <param name="greatest">The greatest of them, not the same.</param>
    /// <param name="cells">How many cells their range has, a multiple of 32.</param>
    public void Fill(ReadOnlySpan<double> sums, double least, double greatest, int cells)
    {
        // Before the first sum there is a cell from which it can be seen, and a word where nothing ever is; behind the last sum likewise.
        var words = cells / BitsPerWord + 2;
        if (_near.Length < words)
        {
            _near = new uint[words];
        }

        var near = _near.AsSpan(0, words);
        near.Clear();
        var width = (greatest - least) / (cells - 1);

        // Roundings of cells' numbers are far below a hundredth of a cell.
        Window = 0.99 * width;
        _scale = new CellScale(least - BitsPerWord * width, 1 / width, words * BitsPerWord - 1);
        foreach (var sum in sums)
        {
            var cell = _scale.Of(sum);
            near[cell / BitsPerWord] |= 1U << (cell % BitsPerWord);
            cell--;
            near[cell / BitsPerWord] |= 1U << (cell % BitsPerWord);
        }
    }

    /// <summary>A bit per left half of a row of <see cref="Together"/>: clear where no sum lies from what is left of a bound up to the window.</summary>
    /// <param name="lefts">The left halves, or <see cref="SortedSums.None"/>.</param>
    /// <param name="bound">What left half and sum are to reach together.</param>
    [SkipLocalsInit]
    public uint Flag(ReadOnlySpan<double> lefts, double bound)
    {
        Span<long> cells = stackalloc long[Together];
        var bounds = Vector256.Create(bound);
        for (var i = 0; i < Together; i += Vector256<double>.Count)
        {
            _scale.Of(bounds - Vector256.Create(lefts[i..])).CopyTo(cells[i..]);
        }

        var flags = 0U;
        ref var near = ref MemoryMarshal.GetArrayDataReference(_near);
        for (var i = Together - 1; i >= 0; i--)
        {
            var cell = (uint)cells[i];
            flags = flags + flags + ((Unsafe.Add(ref near, cell / BitsPerWord) >> (int)(cell % BitsPerWord)) & 1);
        }

        return flags;
    }
}

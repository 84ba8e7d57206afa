using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Search.SplitSums;

/// <summary>Sorts numbers by the cells that their range is cut into (<see cref="CellScale"/>), and leaves where each cell begins.</summary>
internal static class CellSort
{
    /// <summary>Up to so many sums in a cell are gone through one by one.</summary>
    public const int MostInARow = 16;

    [ThreadStatic]
    private static int[]? t_cellOf;

    /// <summary>Counting sort by cell.</summary>
    public static void Distribute(ReadOnlySpan<double> unsorted, CellScale scale, Span<ushort> start, Span<double> sums, Span<ushort> codes)
    {
        Room.Reserve(ref t_cellOf, unsorted.Length);
        var cellOf = t_cellOf.AsSpan(0, unsorted.Length);
        start.Clear();
        for (var i = 0; i < unsorted.Length; i++)
        {
            var cell = scale.Of(unsorted[i]);
            cellOf[i] = cell;
            start[cell]++;
        }

        var end = 1;
        foreach (ref var cell in start)
        {
            end += cell;
            cell = (ushort)end;
        }

        // Placing counts each cell's end down to its start.
        for (var code = unsorted.Length - 1; code >= 0; code--)
        {
            var at = --start[cellOf[code]];
            (sums[at], codes[at]) = (unsorted[code], (ushort)code);
        }
    }

    /// <summary>Cells are in order already. Most hold a sum or two; where weights differ by magnitudes, sums crowd in a few.</summary>
    public static void SortWithinCells(ReadOnlySpan<ushort> start, Span<double> sums, Span<ushort> codes)
    {
        var crowded = false;
        for (var at = 2; at < sums.Length; at++)
        {
            var (sum, code) = (sums[at], codes[at]);
            if (sum >= sums[at - 1])
            {
                continue;
            }

            var to = at;
            var least = at - MostInARow;
            for (; to > 1 && to > least && sums[to - 1] > sum; to--)
            {
                (sums[to], codes[to]) = (sums[to - 1], codes[to - 1]);
            }

            (sums[to], codes[to]) = (sum, code);
            crowded |= to == least;
        }

        for (var cell = 0; crowded && cell < start.Length - 1; cell++)
        {
            var (first, end) = (start[cell], start[cell + 1]);
            if (end - first > MostInARow)
            {
                sums[first..end].Sort(codes[first..end]);
            }
        }
    }
}

/// <summary>
/// Equal cells over a range of numbers. A greater number is never in an earlier cell; numbers below the range are in the first cell and numbers above it in the last.
/// </summary>
/// <param name="Least">Where the range begins.</param>
/// <param name="Scale">Cells per unit.</param>
/// <param name="Last">The last cell.</param>
internal readonly record struct CellScale(double Least, double Scale, double Last)
{
    /// <summary>Added to a small number, it leaves the nearest whole number in the low bits: a conversion that takes a vector one step.</summary>
    private const double WholeNumbers = 1L << 52;

    /// <summary>The cell of a finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(double number) =>
        (int)BitConverter.DoubleToInt64Bits(double.MinNative(double.MaxNative((number - Least) * Scale, 0), Last) + WholeNumbers);

    /// <summary>The cells of several numbers, none of them NaN, in the low half of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<long> Of(Vector256<double> numbers)
    {
        var cells = (numbers - Vector256.Create(Least)) * Vector256.Create(Scale);
        return (Vector256.MinNative(Vector256.MaxNative(cells, Vector256<double>.Zero), Vector256.Create(Last)) + Vector256.Create(WholeNumbers)).AsInt64();
    }
}

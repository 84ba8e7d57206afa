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
        if (t_cellOf is null || t_cellOf.Length < unsorted.Length)
        {
            t_cellOf = new int[unsorted.Length];
        }

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

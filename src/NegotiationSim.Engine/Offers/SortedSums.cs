namespace NegotiationSim.Engine.Offers;

/// <summary>
/// Sums in ascending order, with an index that finds the first at or above a bound in a step or two: their range is cut into equal cells, and
/// each cell knows where the first sum in it or after it stands. Filled anew in place.
/// </summary>
internal sealed class SortedSums
{
    /// <summary>A quarter of the cells are taken, so a look-up rarely meets a second sum.</summary>
    private const int CellsPerSum = 4;

    /// <summary>Up to so many sums in a cell are gone through one by one.</summary>
    private const int MostInARow = 16;

    private double[] _sum = [];
    private int[] _code = [];
    private int[] _start = [];
    private double[] _first = [];
    private int _cells;

    public int Count { get; private set; }

    public double Least { get; private set; }

    public double Greatest { get; private set; }

    /// <summary>Cells per unit of the sums.</summary>
    public double Scale { get; private set; }

    /// <summary>The sums, and positive infinity after the last.</summary>
    public double[] Sums => _sum;

    /// <summary>Per cell the first sum in it or after it.</summary>
    public double[] FirstOfCells => _first;

    /// <summary>Which of the sums as they came stands at a place.</summary>
    public int CodeAt(int place) => _code[place];

    public void Fill(ReadOnlySpan<double> unsorted)
    {
        Count = unsorted.Length;
        _cells = CellsPerSum * Count;
        Reserve(ref _sum, Count + 1);
        Reserve(ref _code, Count);
        Reserve(ref _start, _cells + 1);
        Reserve(ref _first, _cells);
        (Least, Greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var sum in unsorted)
        {
            Least = Math.Min(Least, sum);
            Greatest = Math.Max(Greatest, sum);
        }

        Scale = Greatest > Least ? (_cells - 1) / (Greatest - Least) : 0;
        Distribute(unsorted);
        SortWithinCells();
        _sum[Count] = double.PositiveInfinity;
        for (var cell = 0; cell < _cells; cell++)
        {
            _first[cell] = _sum[_start[cell]];
        }
    }

    /// <summary>The first place at or above a bound; <see cref="Count"/> where there is none.</summary>
    public int FirstFrom(double bound)
    {
        if (bound <= Least)
        {
            return 0;
        }

        if (bound > Greatest)
        {
            return Count;
        }

        var cell = Cell(bound);
        var (at, end) = (_start[cell], _start[cell + 1]);
        if (end - at > MostInARow)
        {
            // All below it, then it and what follows.
            while (at < end)
            {
                var middle = at + (end - at) / 2;
                (at, end) = _sum[middle] < bound ? (middle + 1, end) : (at, middle);
            }

            return at;
        }

        while (_sum[at] < bound)
        {
            at++;
        }

        return at;
    }

    private int Cell(double sum) => (int)((sum - Least) * Scale);

    /// <summary>Counting sort by cell.</summary>
    private void Distribute(ReadOnlySpan<double> unsorted)
    {
        var start = _start.AsSpan(0, _cells + 1);
        start.Clear();
        foreach (var sum in unsorted)
        {
            start[Cell(sum)]++;
        }

        for (var (cell, end) = (0, 0); cell <= _cells; cell++)
        {
            end += start[cell];
            start[cell] = end;
        }

        // Placing counts each cell's end down to its start.
        for (var code = Count - 1; code >= 0; code--)
        {
            var at = --start[Cell(unsorted[code])];
            (_sum[at], _code[at]) = (unsorted[code], code);
        }
    }

    /// <summary>Cells are in order already. Most hold a sum or two; where weights differ by magnitudes, sums crowd in a few.</summary>
    private void SortWithinCells()
    {
        for (var cell = 0; cell < _cells; cell++)
        {
            var (first, end) = (_start[cell], _start[cell + 1]);
            if (end - first > MostInARow)
            {
                _sum.AsSpan(first, end - first).Sort(_code.AsSpan(first, end - first));
                continue;
            }

            for (var at = first + 1; at < end; at++)
            {
                var (sum, code) = (_sum[at], _code[at]);
                var to = at;
                for (; to > first && _sum[to - 1] > sum; to--)
                {
                    (_sum[to], _code[to]) = (_sum[to - 1], _code[to - 1]);
                }

                (_sum[to], _code[to]) = (sum, code);
            }
        }
    }

    private static void Reserve<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            array = new T[count];
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Engine.Offers;

/// <summary>
/// Sums in ascending order, with an index that finds the first at or above a bound in a step or two: their range is cut into equal cells, and
/// each cell knows where the first sum in it or after it stands. Filled anew in place.
/// </summary>
internal sealed class SortedSums
{
    /// <summary>Few sums are searched often: with so many cells to each, a look-up rarely meets a second one.</summary>
    private const int CellsPerSum = 3;

    /// <summary>Beyond, as many cells as sums: more would not stay near the processor.</summary>
    private const int MostCells = 2048;

    /// <summary>Up to so many sums in a cell are gone through one by one.</summary>
    private const int MostInARow = 16;

    /// <summary>No number: larger than any sum, and finite so that its differences are numbers.</summary>
    public const double None = 1e300;

    /// <summary>So many sums in a row are looked at together: the last before a cell, and the first ones from it on.</summary>
    public const int Row = 4;

    /// <summary>The most sums that there may be: their places are kept in 16 bits.</summary>
    public const int Most = ushort.MaxValue - 1;

    private double[] _sum = [];
    private ushort[] _code = [];
    private ushort[] _start = [];
    private CellScale _scale;
    private int _cells;

    /// <summary>Only needed while filling.</summary>
    [ThreadStatic]
    private static int[]? t_cellOf;

    public int Count { get; private set; }

    public double Least { get; private set; }

    public double Greatest { get; private set; }

    /// <summary>The sums between negative infinity, at place 0, and positive infinity after the last: places count from 1.</summary>
    public ReadOnlySpan<double> Sums => _sum.AsSpan(0, Count + 2);

    /// <summary>Which of the sums as they came stands at a place.</summary>
    public int CodeAt(int place) => _code[place];

    /// <param name="unsorted">Finite sums, at least one and at most <see cref="Most"/>.</param>
    public void Fill(ReadOnlySpan<double> unsorted)
    {
        Count = unsorted.Length;
        _cells = Math.Max(Count, Math.Min(CellsPerSum * Count, MostCells));
        Reserve(ref _sum, Count + Row);
        Reserve(ref _code, Count + 2);
        Reserve(ref _start, _cells + 1);
        t_cellOf ??= [];
        Reserve(ref t_cellOf, Count);
        SetRange(unsorted);
        Distribute(unsorted);
        SortWithinCells();
        _sum[0] = double.NegativeInfinity;
        _sum.AsSpan(Count + 1, Row - 1).Fill(double.PositiveInfinity);
    }

    /// <summary>The first place at or above a finite bound; one past the last sum where there is none.</summary>
    public int FirstFrom(double bound)
    {
        var cell = _scale.Of(bound);
        int at = _start[cell];
        if (_start[cell + 1] - at > MostInARow)
        {
            return Search.AtOrAbove(_sum, at, _start[cell + 1], bound);
        }

        // Whether the first sum of a cell is below the bound is a toss-up that no processor foresees; that two are below is rare.
        at += _sum[at] < bound ? 1 : 0;
        while (_sum[at] < bound)
        {
            at++;
        }

        return at;
    }

    /// <summary>The pair of a number and a sum that is nearest above a bound.</summary>
    /// <param name="Least">The two together; infinity where there is none.</param>
    /// <param name="Second">The next pair that is as little or more.</param>
    /// <param name="Below">The greatest pair below the bound; negative infinity where there is none.</param>
    /// <param name="Number">Where the number stands in its list.</param>
    /// <param name="Place">Where the sum stands.</param>
    public readonly record struct Nearest(double Least, double Second, double Below, int Number, int Place);

    /// <summary>Finds the nearest pair at or above a bound.</summary>
    /// <param name="numbers">Numbers, or <see cref="None"/>; a multiple of <see cref="Row"/>.</param>
    /// <param name="bound">The bound, finite.</param>
    /// <param name="nearest">Receives it.</param>
    /// <returns>False where that cannot be told in this way: too many sums lie close together.</returns>
    public bool TryNearest(ReadOnlySpan<double> numbers, double bound, out Nearest nearest)
    {
        var bounds = Vector256.Create(bound);
        var infinity = Vector256.Create(double.PositiveInfinity);
        var (least, second, below) = (infinity, infinity, -infinity);
        var at = Vector256<long>.Zero;
        ref var number = ref MemoryMarshal.GetReference(numbers);
        ref var first = ref MemoryMarshal.GetArrayDataReference(_sum);
        ref var start = ref MemoryMarshal.GetArrayDataReference(_start);
        for (var i = 0; i < numbers.Length; i += Row)
        {
            var cells = _scale.Of(bounds - Vector256.LoadUnsafe(ref number, (nuint)i));
            for (var k = 0; k < Row; k++)
            {
                var wanted = bound - Unsafe.Add(ref number, i + k);
                var place = Unsafe.Add(ref start, (int)cells.GetElement(k)) - 1;
                if (Unsafe.Add(ref first, place + Row - 1) < wanted)
                {
                    place = FirstFrom(wanted) - 1;
                }

                var one = Vector256.Create(Unsafe.Add(ref number, i + k));
                var row = Vector256.LoadUnsafe(ref first, (nuint)(uint)place);
                var isFrom = Vector256.GreaterThanOrEqual(row, Vector256.Create(wanted));
                var with = row + one;
                var from = Vector256.ConditionalSelect(isFrom, with, infinity);
                at = Vector256.ConditionalSelect(Vector256.LessThan(from, least).AsInt64(), Vector256.Create(((long)place << 32) | (uint)(i + k)), at);
                second = Vector256.MinNative(second, Vector256.MaxNative(least, from));
                least = Vector256.MinNative(least, from);
                below = Vector256.MaxNative(below, Vector256.ConditionalSelect(isFrom, -infinity, with));
            }
        }

        // Each column of the rows has its least; the least of those is the answer, the others vie for the second place.
        var column = 0;
        for (var k = 1; k < Row; k++)
        {
            column = least[k] < least[column] ? k : column;
        }

        var (best, next, under) = (least[column], second[column], below[0]);
        for (var k = 0; k < Row; k++)
        {
            next = k == column ? next : Math.Min(next, least[k]);
            under = Math.Max(under, below[k]);
        }

        nearest = new Nearest(best < None ? best : double.PositiveInfinity, next, under, (int)at[column], (int)(at[column] >> 32) + column);

        // After the last of a row there might be one that equals it.
        return column != Row - 1;
    }

    private void SetRange(ReadOnlySpan<double> unsorted)
    {
        var (least, greatest) = (new Vector<double>(double.PositiveInfinity), new Vector<double>(double.NegativeInfinity));
        var i = 0;
        for (; i <= unsorted.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var sums = new Vector<double>(unsorted[i..]);
            least = Vector.Min(least, sums);
            greatest = Vector.Max(greatest, sums);
        }

        (Least, Greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var k = 0; k < Vector<double>.Count; k++)
        {
            Least = Math.Min(Least, least[k]);
            Greatest = Math.Max(Greatest, greatest[k]);
        }

        for (; i < unsorted.Length; i++)
        {
            Least = Math.Min(Least, unsorted[i]);
            Greatest = Math.Max(Greatest, unsorted[i]);
        }

        _scale = new CellScale(Least, Greatest > Least ? Math.Min((_cells - 1) / (Greatest - Least), 1e100) : 0, _cells - 1);
    }

    /// <summary>Counting sort by cell.</summary>
    private void Distribute(ReadOnlySpan<double> unsorted)
    {
        var start = _start.AsSpan(0, _cells + 1);
        var cellOf = t_cellOf.AsSpan(0, unsorted.Length);
        start.Clear();
        for (var i = 0; i < unsorted.Length; i++)
        {
            var cell = _scale.Of(unsorted[i]);
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
            (_sum[at], _code[at]) = (unsorted[code], (ushort)code);
        }
    }

    /// <summary>Cells are in order already. Most hold a sum or two; where weights differ by magnitudes, sums crowd in a few.</summary>
    private void SortWithinCells()
    {
        var crowded = false;
        for (var at = 2; at <= Count; at++)
        {
            var (sum, code) = (_sum[at], _code[at]);
            if (sum >= _sum[at - 1])
            {
                continue;
            }

            var to = at;
            var least = at - MostInARow;
            for (; to > 1 && to > least && _sum[to - 1] > sum; to--)
            {
                (_sum[to], _code[to]) = (_sum[to - 1], _code[to - 1]);
            }

            (_sum[to], _code[to]) = (sum, code);
            crowded |= to == least;
        }

        for (var cell = 0; crowded && cell < _cells; cell++)
        {
            var (first, end) = (_start[cell], _start[cell + 1]);
            if (end - first > MostInARow)
            {
                _sum.AsSpan(first, end - first).Sort(_code.AsSpan(first, end - first));
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

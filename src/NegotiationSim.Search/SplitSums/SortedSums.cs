using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NegotiationSim.Search.Listed;

namespace NegotiationSim.Search.SplitSums;

/// <summary>
/// Sums in ascending order, with an index that finds the first at or above a bound in a step or two: their range is cut into as many equal cells, and
/// each cell knows where the first sum in it or after it stands. Filled anew in place. Several lists may lie side by side in the same arrays, a row each, so that a turn that goes
/// through many of them finds each in one piece of memory.
/// </summary>
internal sealed class SortedSums
{
    /// <summary>No number: larger than any sum, and finite so that its differences are numbers.</summary>
    public const double None = 1e300;

    /// <summary>So many sums in a row are looked at together: the last before a cell, and the first ones from it on.</summary>
    public const int Row = 4;

    /// <summary>A cell's number has no more bits than a place: there are as many cells as sums.</summary>
    private const int CellBits = 16;

    /// <summary>The most sums that there may be: their places are kept in 16 bits.</summary>
    public const int Most = ushort.MaxValue - 1;

    private double[] _sum = [];
    private ushort[] _code = [];
    private ushort[] _start = [];
    private Line[] _lines = new Line[1];
    private int _sumStride;
    private int _startStride;

    /// <summary>A row's count and index.</summary>
    /// <param name="Count">Its sums.</param>
    /// <param name="Least">The least of them.</param>
    /// <param name="Greatest">The greatest.</param>
    /// <param name="Scale">How its range is cut.</param>
    private readonly record struct Line(int Count, double Least, double Greatest, CellScale Scale);

    /// <summary>The least sum of a row.</summary>
    public double Least(int row = 0) => _lines[row].Least;

    /// <summary>The greatest sum of a row.</summary>
    public double Greatest(int row = 0) => _lines[row].Greatest;

    /// <summary>The sums of a row between negative infinity, at place 0, and positive infinity after the last: places count from 1.</summary>
    public ReadOnlySpan<double> Sums(int row = 0) => _sum.AsSpan(row * _sumStride, _lines[row].Count + 2);

    /// <summary>Which of the sums as they came stands at a place.</summary>
    public int CodeAt(int place, int row = 0) => _code[row * _sumStride + place];

    /// <summary>Makes room; what the rows held is lost.</summary>
    /// <param name="rows">How many lists.</param>
    /// <param name="most">How many sums each has at most.</param>
    public void Reserve(int rows, int most)
    {
        (_sumStride, _startStride) = (most + Row, most + 1);
        Room.Reserve(ref _lines, rows);
        Room.Reserve(ref _sum, rows * _sumStride);
        Room.Reserve(ref _code, rows * _sumStride);
        Room.Reserve(ref _start, rows * _startStride);
    }

    /// <summary>Fills a list of its own: there is but one row, as long as it has to be.</summary>
    /// <param name="unsorted">Finite sums, at least one and at most <see cref="Most"/>.</param>
    public void Fill(ReadOnlySpan<double> unsorted)
    {
        if (_sumStride < unsorted.Length + Row)
        {
            Reserve(1, unsorted.Length);
        }

        Fill(0, unsorted);
    }

    /// <summary>Fills a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="unsorted">Finite sums, at least one and at most as many as there is room for.</param>
    public void Fill(int row, ReadOnlySpan<double> unsorted)
    {
        var sums = _sum.AsSpan(row * _sumStride, unsorted.Length + Row);
        var codes = _code.AsSpan(row * _sumStride, unsorted.Length + Row);
        var start = _start.AsSpan(row * _startStride, unsorted.Length + 1);
        var least = VectorFold.Of<VectorFold.LeastFrom, VectorFold.GreatestBelow>(unsorted, double.NegativeInfinity, double.PositiveInfinity, out var greatest);
        var cells = unsorted.Length;
        var scale = new CellScale(least, greatest > least ? Math.Min((cells - 1) / (greatest - least), 1e100) : 0, cells - 1);
        _lines[row] = new Line(unsorted.Length, least, greatest, scale);
        CellSort.Distribute(unsorted, scale, start, sums, codes);
        CellSort.SortWithinCells(start, sums[..(unsorted.Length + 1)], codes);
        sums[0] = double.NegativeInfinity;
        sums[(unsorted.Length + 1)..].Fill(double.PositiveInfinity);
    }

    /// <summary>Asks for a row's memory.</summary>
    public void Fetch(int row)
    {
        MemoryAhead.Fetch(_lines, row);
        MemoryAhead.Fetch(_sum, row * _sumStride, _sumStride);
        MemoryAhead.Fetch(_start, row * _startStride, _startStride);
    }

    /// <summary>The first place at or above a finite bound; one past the last sum where there is none.</summary>
    public int FirstFrom(double bound, int row = 0)
    {
        var cell = row * _startStride + _lines[row].Scale.Of(bound);
        var first = row * _sumStride;
        var at = first + _start[cell];
        var end = first + _start[cell + 1];
        if (end - at > CellSort.MostInARow)
        {
            return SortedSpan.AtOrAbove(_sum, at, end, bound) - first;
        }

        // Whether the first sum of a cell is below the bound cannot be predicted by the processor; that two are below is rare.
        at += _sum[at] < bound ? 1 : 0;
        while (_sum[at] < bound)
        {
            at++;
        }

        return at - first;
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
    /// <param name="row">The row.</param>
    /// <returns>False where that cannot be told in this way: too many sums lie close together.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryNearest(ReadOnlySpan<double> numbers, double bound, out Nearest nearest, int row = 0)
    {
        var bounds = Vector256.Create(bound);
        var infinity = Vector256.Create(double.PositiveInfinity);
        var (least, second, below) = (infinity, infinity, -infinity);
        var at = Vector256<long>.Zero;
        ref var number = ref MemoryMarshal.GetReference(numbers);
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sum), row * _sumStride);
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_start), row * _startStride);
        var scale = _lines[row].Scale;
        var steps = numbers.Length;
        for (var i = 0; i < numbers.Length; i += Row)
        {
            var cells = Packed(scale.Of(bounds - Vector256.LoadUnsafe(ref number, (nuint)i)));
            for (var k = 0; k < Row; k++, cells >>= CellBits)
            {
                var wanted = bound - Unsafe.Add(ref number, i + k);
                var place = Unsafe.Add(ref start, (int)(cells & ((1 << CellBits) - 1))) - 1;

                // A call would drive all that is kept in registers to the stack and back, at every number.
                while (Unsafe.Add(ref first, place + Row - 1) < wanted)
                {
                    place += Row - 1;
                    if (--steps < 0)
                    {
                        nearest = default;
                        return false;
                    }
                }

                var one = Vector256.Create(Unsafe.Add(ref number, i + k));
                var sums = Vector256.LoadUnsafe(ref first, (nuint)(uint)place);
                var isFrom = Vector256.GreaterThanOrEqual(sums, Vector256.Create(wanted));
                var with = sums + one;
                var from = Vector256.ConditionalSelect(isFrom, with, infinity);
                at = Vector256.ConditionalSelect(Vector256.LessThan(from, least).AsInt64(), Vector256.Create(((long)place << 32) | (uint)(i + k)), at);
                second = Vector256.MinNative(second, Vector256.MaxNative(least, from));
                least = Vector256.MinNative(least, from);
                below = Vector256.MaxNative(below, Vector256.ConditionalSelect(isFrom, -infinity, with));
            }
        }

        // Each column of the rows has its least; the least of those is the answer, the second one is sought among the others.
        var best = Least(least);
        var column = BitOperations.TrailingZeroCount(Vector256.Equals(least, Vector256.Create(best)).ExtractMostSignificantBits());
        var isColumn = Vector256.Equals(Vector256.Create(0L, 1, 2, 3), Vector256.Create((long)column));
        var next = Least(Vector256.ConditionalSelect(isColumn.AsDouble(), second, least));
        var found = Vector256.Sum(at & isColumn);
        nearest = new Nearest(best < None ? best : double.PositiveInfinity, next, -Least(-below), (int)found, (int)(found >> 32) + column);

        // After the last of a row there might be one that equals it.
        return column != Row - 1;
    }

    /// <summary>The same one number after the other: slower, and always possible.</summary>
    public Nearest NearestOf(ReadOnlySpan<double> numbers, double bound, int row = 0)
    {
        var sums = Sums(row);
        var (least, second, below) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity);
        var (number, place) = (0, 0);
        for (var i = 0; i < numbers.Length; i++)
        {
            var at = FirstFrom(bound - numbers[i], row);
            below = Math.Max(below, numbers[i] + sums[at - 1]);
            var with = numbers[i] + sums[at];
            if (with >= least)
            {
                second = Math.Min(second, with);
                continue;
            }

            // The next in the row; after the last there is infinity, and nothing beyond it.
            second = Math.Min(least, at + 1 < sums.Length ? numbers[i] + sums[at + 1] : double.PositiveInfinity);
            (least, number, place) = (with, i, at);
        }

        return new Nearest(least < None ? least : double.PositiveInfinity, second, below, number, place);
    }

    /// <summary>
    /// Four cells in one number, to be taken out by shifts: to take them out of the vector by a running index would go through the stack.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Packed(Vector256<long> cells) =>
        Cell(cells.GetElement(0)) | (Cell(cells.GetElement(1)) << CellBits) | (Cell(cells.GetElement(2)) << (2 * CellBits)) | (Cell(cells.GetElement(3)) << (3 * CellBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Cell(long cell) => (ushort)cell;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Least(Vector256<double> numbers)
    {
        var two = Vector128.MinNative(numbers.GetLower(), numbers.GetUpper());
        return double.MinNative(two.GetElement(0), two.GetElement(1));
    }
}

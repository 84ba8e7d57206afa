using System.Numerics;

namespace NegotiationSim.Search.Counting;

/// <summary>
/// Points of one side that leave the couplings with the other side open in the same way. Sorted into a tree of boxes (Bentley 1975) it can be asked about
/// many points at once.
/// </summary>
/// <param name="example">An outcome that has one of the points' values on this side.</param>
/// <param name="dimensions">How many parties are looked at.</param>
internal sealed class SidePoints(ushort[] example, int dimensions)
{
    private readonly List<Box> _boxes = [];
    private readonly double[][] _at = [.. Enumerable.Range(0, dimensions).Select(_ => new double[64])];
    private long[] _weight = new long[64];
    private long[] _code = new long[64];

    public ushort[] Example => example;

    public int Count { get; private set; }

    /// <summary>Whether every point stands for one outcome.</summary>
    public bool IsPlain { get; private set; } = true;

    public IReadOnlyList<Box> Boxes => _boxes;

    public double At(int dimension, int point) => _at[dimension][point];

    public double[] All(int dimension) => _at[dimension];

    public long Weight(int point) => _weight[point];

    public long Code(int point) => _code[point];

    public void Add(ReadOnlySpan<double> sums, long weight, long code)
    {
        if (Count == _code.Length)
        {
            for (var k = 0; k < dimensions; k++)
            {
                Array.Resize(ref _at[k], 2 * Count);
            }

            Array.Resize(ref _weight, 2 * Count);
            Array.Resize(ref _code, 2 * Count);
        }

        for (var k = 0; k < dimensions; k++)
        {
            _at[k][Count] = sums[k];
        }

        _weight[Count] = weight;
        _code[Count++] = code;
        IsPlain &= weight == 1;
    }

    /// <summary>Sorts the points into boxes.</summary>
    /// <param name="leafSize">Boxes with no more points than this are not divided.</param>
    public void Sort(int leafSize)
    {
        _boxes.Clear();
        var order = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            order[i] = i;
        }

        Divide(order, new double[Count], 0, Count, leafSize);
        for (var k = 0; k < dimensions; k++)
        {
            _at[k] = [.. order.Select(i => _at[k][i])];
        }

        _weight = [.. order.Select(i => _weight[i])];
        _code = [.. order.Select(i => _code[i])];
    }

    private int Divide(int[] order, double[] keys, int start, int end, int leafSize)
    {
        var index = _boxes.Count;
        var low = new double[dimensions];
        var high = new double[dimensions];
        var widest = 0;
        UInt128 weight = 0;
        for (var k = 0; k < dimensions; k++)
        {
            var at = _at[k];
            var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var i in order.AsSpan(start, end - start))
            {
                var x = at[i];
                least = x < least ? x : least;
                most = x > most ? x : most;
            }

            (low[k], high[k]) = (least, most);
            widest = high[k] - low[k] > high[widest] - low[widest] ? k : widest;
        }

        foreach (var i in order.AsSpan(start, end - start))
        {
            weight += (ulong)_weight[i];
        }

        _boxes.Add(default);
        var children = (First: -1, Second: -1);
        if (end - start > leafSize && high[widest] > low[widest])
        {
            for (var i = start; i < end; i++)
            {
                keys[i] = _at[widest][order[i]];
            }

            // Equal keys may come in any order: which half a point is in changes no answer.
            Array.Sort(keys, order, start, end - start);
            var middle = start + (end - start) / 2;
            children = (Divide(order, keys, start, middle, leafSize), Divide(order, keys, middle, end, leafSize));
        }

        _boxes[index] = new Box(start, end, low, high, weight, children.First, children.Second);
        return index;
    }
}

/// <summary>A box of a tree: its points and how far they reach.</summary>
/// <param name="Start">Its first point.</param>
/// <param name="End">Behind its last point.</param>
/// <param name="Low">The least coordinates.</param>
/// <param name="High">The largest coordinates.</param>
/// <param name="Weight">How many outcomes its points stand for.</param>
/// <param name="First">The first half, or -1.</param>
/// <param name="Second">The second half.</param>
internal readonly record struct Box(int Start, int End, double[] Low, double[] High, BigInteger Weight, int First, int Second)
{
    public int Count => End - Start;

    public bool IsLeaf => First < 0;
}

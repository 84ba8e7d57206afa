namespace NegotiationSim.Search.Lattice;

/// <summary>Sorts keys with an item each that come as runs which are sorted already, by merging them pairwise. One per thread, reused.</summary>
internal sealed class RunMerger
{
    [ThreadStatic]
    private static RunMerger? t_merger;

    private double[] _keys = new double[64];
    private int[] _items = new int[64];
    private double[] _otherKeys = new double[64];
    private int[] _otherItems = new int[64];
    private int[] _starts = new int[16];
    private int _runs;

    public static RunMerger OfThread => t_merger ??= new RunMerger();

    public int Count { get; private set; }

    public ReadOnlySpan<double> Keys => _keys.AsSpan(0, Count);

    public ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        _runs = 0;
    }

    /// <summary>Room for the next run; the caller fills both spans, ascending by key up to rounding.</summary>
    public void AddRun(int length, out Span<double> keys, out Span<int> items)
    {
        if (_keys.Length < Count + length)
        {
            var size = Math.Max(Count + length, _keys.Length * 2);
            Array.Resize(ref _keys, size);
            Array.Resize(ref _items, size);
            _otherKeys = new double[size];
            _otherItems = new int[size];
        }

        if (_starts.Length < _runs + 2)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
        }

        keys = _keys.AsSpan(Count, length);
        items = _items.AsSpan(Count, length);
        _starts[_runs++] = Count;
        Count += length;
        _starts[_runs] = Count;
    }

    /// <summary>Merges all runs into one.</summary>
    public void Merge()
    {
        for (var run = 0; run < _runs; run++)
        {
            SortIfNeeded(_starts[run], _starts[run + 1]);
        }

        while (_runs > 1)
        {
            var merged = 0;
            for (var run = 0; run < _runs; run += 2)
            {
                var middle = _starts[run + 1];
                var end = run + 2 <= _runs ? _starts[run + 2] : middle;
                MergePair(_starts[run], middle, end);
                _starts[merged++] = _starts[run];
            }

            _starts[merged] = Count;
            _runs = merged;
            (_keys, _otherKeys) = (_otherKeys, _keys);
            (_items, _otherItems) = (_otherItems, _items);
        }
    }

    /// <summary>A run of set members is sorted by rounded keys and may come out of order by a rounding.</summary>
    private void SortIfNeeded(int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (_keys[i] < _keys[i - 1])
            {
                _keys.AsSpan(start, end - start).Sort(_items.AsSpan(start, end - start));
                return;
            }
        }
    }

    private void MergePair(int start, int middle, int end)
    {
        var i = start;
        var j = middle;
        for (var k = start; k < end; k++)
        {
            var takesFirst = j >= end || (i < middle && _keys[i] <= _keys[j]);
            var from = takesFirst ? i++ : j++;
            _otherKeys[k] = _keys[from];
            _otherItems[k] = _items[from];
        }
    }
}

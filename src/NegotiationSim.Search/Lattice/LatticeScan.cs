namespace NegotiationSim.Search.Lattice;

/// <summary>
/// Two pointers along a lattice's two sides: the prefixes whose nearest approximate sum to a bound may be the exact answer. They come by
/// class and state.
/// </summary>
internal sealed class LatticeScan
{
    private OfferLattice _lattice = null!;
    private int[] _prefix = new int[16];
    private int[] _kind = new int[16];
    private double[] _nearest = new double[16];
    private int[] _rank = new int[16];
    private int _count;

    public int Count => _count;

    public ReadOnlySpan<int> Prefixes => _prefix.AsSpan(0, _count);

    public int Class(int i) => _kind[i];

    public void Clear(OfferLattice lattice)
    {
        _lattice = lattice;
        _count = 0;
    }

    /// <summary>Keeps the candidates whose nearest sum lies within a window; both ends are known only when all were seen.</summary>
    public void Keep(double low, double high)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_nearest[i] >= low && _nearest[i] <= high)
            {
                (_prefix[kept], _kind[kept], _nearest[kept]) = (_prefix[i], _kind[i], _nearest[i]);
                kept++;
            }
        }

        _count = kept;
    }

    /// <summary>Gives a resolver the candidates of one class; the first candidate of the next class is returned.</summary>
    public int Load(int first, SuffixResolver resolver)
    {
        var layer = _lattice.Prefixes.Last;
        resolver.Begin(_lattice);
        var kind = _kind[first];
        for (; first < _count && _kind[first] == kind; first++)
        {
            var i = _prefix[first];
            resolver.Add(layer.Sum[i], layer.Members[i], layer.State[i]);
        }

        return first;
    }

    /// <summary>The candidates' places in enumeration order, ascending; a prefix of several classes comes several times.</summary>
    public ReadOnlySpan<int> Ranks()
    {
        if (_rank.Length < _count)
        {
            _rank = new int[_prefix.Length];
        }

        for (var i = 0; i < _count; i++)
        {
            _rank[i] = _lattice.Prefixes.Last.Rank[_prefix[i]];
        }

        var ranks = _rank.AsSpan(0, _count);
        ranks.Sort();
        return ranks;
    }

    /// <summary>Runs up the prefixes and down the suffixes along the sums at or just above a bound.</summary>
    public void Up(int kind, double low, ref double high)
    {
        var error = _lattice.Fold.Error;
        var layer = _lattice.Prefixes.Last;
        var depth = _lattice.Prefixes.Depth;
        var sums = _lattice.Suffixes.Sums(depth);
        var (from, surely) = (low - error, low + error);
        for (var state = 0; state < _lattice.Automaton.StateCount(depth); state++)
        {
            var (start, end) = _lattice.Suffixes.Range(depth, kind, state);
            var place = end;
            for (var i = layer.GroupStart[state]; i < layer.GroupStart[state + 1] && start < end; i++)
            {
                var key = layer.Key[i];
                while (place > start && key + sums[place - 1] >= from)
                {
                    place--;
                }

                if (place == end || key + sums[place] > high + error)
                {
                    continue;
                }

                Add(i, kind, key + sums[place]);
                var sure = place;
                while (sure < end && key + sums[sure] < surely)
                {
                    sure++;
                }

                if (sure < end)
                {
                    high = Math.Min(high, key + sums[sure] + error);
                }
            }
        }
    }

    /// <summary>Runs down the prefixes along the sums at or just below a bound, best first.</summary>
    public void Down(int kind, double low, double high, ref double reached)
    {
        var error = _lattice.Fold.Error;
        var layer = _lattice.Prefixes.Last;
        var depth = _lattice.Prefixes.Depth;
        var sums = _lattice.Suffixes.Sums(depth);
        var (to, surely) = (high + error, high - error);
        for (var state = 0; state < _lattice.Automaton.StateCount(depth); state++)
        {
            var (start, end) = _lattice.Suffixes.Range(depth, kind, state);
            var place = start - 1;
            for (var i = layer.GroupStart[state + 1] - 1; i >= layer.GroupStart[state] && start < end; i--)
            {
                var key = layer.Key[i];
                while (place + 1 < end && key + sums[place + 1] <= to)
                {
                    place++;
                }

                if (place < start || key + sums[place] < Math.Max(reached, low) - error)
                {
                    continue;
                }

                Add(i, kind, key + sums[place]);
                var sure = place;
                while (sure >= start && key + sums[sure] > surely)
                {
                    sure--;
                }

                // Below the class's own floor nothing counts as reached.
                if (sure >= start && key + sums[sure] - error >= low)
                {
                    reached = Math.Max(reached, key + sums[sure] - error);
                }
            }
        }
    }

    private void Add(int prefix, int kind, double nearest)
    {
        if (_count == _prefix.Length)
        {
            Array.Resize(ref _prefix, _count * 2);
            Array.Resize(ref _kind, _count * 2);
            Array.Resize(ref _nearest, _count * 2);
        }

        _prefix[_count] = prefix;
        _kind[_count] = kind;
        _nearest[_count++] = nearest;
    }

}

namespace NegotiationSim.Search.Lattice;

/// <summary>
/// The prefixes of a lattice whose nearest approximate sum to a bound may be the exact answer. They come by
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
        Room.Reserve(ref _rank, _count);
        for (var i = 0; i < _count; i++)
        {
            _rank[i] = _lattice.Prefixes.Last.Rank[_prefix[i]];
        }

        var ranks = _rank.AsSpan(0, _count);
        ranks.Sort();
        return ranks;
    }

    /// <summary>Notes what may be the least sum at or above a bound.</summary>
    public void Up(int kind, double low, ref double high)
    {
        var near = new NearAbove { Scan = this, Error = _lattice.Fold.Error, Low = low, High = high };
        LatticeSweep.Up(_lattice, kind, low - _lattice.Fold.Error, ref near);
        high = near.High;
    }

    /// <summary>Notes what may be the greatest sum at or below a bound.</summary>
    public void Down(int kind, double low, double high, ref double reached)
    {
        var near = new NearBelow { Scan = this, Error = _lattice.Fold.Error, Low = low, High = high, Reached = reached };
        LatticeSweep.Down(_lattice, kind, high + _lattice.Fold.Error, ref near);
        reached = near.Reached;
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

    private struct NearAbove : LatticeSweep.IVisitor
    {
        public LatticeScan Scan;
        public double Error;
        public double Low;
        public double High;

        public void Visit(int prefix, int kind, int place, double key, ReadOnlySpan<double> sums, int start, int end)
        {
            if (key + sums[place] > High + Error)
            {
                return;
            }

            Scan.Add(prefix, kind, key + sums[place]);
            var sure = place;
            while (sure < end && key + sums[sure] < Low + Error)
            {
                sure++;
            }

            if (sure < end)
            {
                High = Math.Min(High, key + sums[sure] + Error);
            }
        }
    }

    private struct NearBelow : LatticeSweep.IVisitor
    {
        public LatticeScan Scan;
        public double Error;
        public double Low;
        public double High;
        public double Reached;

        public void Visit(int prefix, int kind, int place, double key, ReadOnlySpan<double> sums, int start, int end)
        {
            if (key + sums[place] < Math.Max(Reached, Low) - Error)
            {
                return;
            }

            Scan.Add(prefix, kind, key + sums[place]);
            var sure = place;
            while (sure >= start && key + sums[sure] > High - Error)
            {
                sure--;
            }

            // Below the class's own floor nothing counts as reached.
            if (sure >= start && key + sums[sure] - Error >= Low)
            {
                Reached = Math.Max(Reached, key + sums[sure] - Error);
            }
        }
    }
}

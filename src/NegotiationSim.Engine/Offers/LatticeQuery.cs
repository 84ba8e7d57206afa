namespace NegotiationSim.Engine.Offers;

/// <summary>One question to a lattice, with the scratch that it takes: one per thread, reused from question to question.</summary>
internal sealed class LatticeQuery
{
    [ThreadStatic]
    private static LatticeQuery? t_query;

    private readonly SuffixResolver _resolver = new();
    private OfferLattice _lattice = null!;
    private double[] _floors = [];
    private int[] _prefix = new int[16];
    private int[] _kind = new int[16];
    private double[] _nearest = new double[16];
    private int _candidates;
    private double[][] _reach = [];

    public SuffixResolver Resolver => _resolver;

    public OfferLattice Lattice => _lattice;

    public int CandidateCount => _candidates;

    public static LatticeQuery Begin(OfferLattice lattice, double reservation, double discount)
    {
        var query = t_query ??= new LatticeQuery();
        query._lattice = lattice;
        if (query._floors.Length < lattice.Suffixes.Classes)
        {
            query._floors = new double[lattice.Suffixes.Classes];
        }

        lattice.FillFloors(query._floors, reservation, discount);
        return query;
    }

    /// <summary>A prefix of the middle layer near which the last search looked.</summary>
    public int Candidate(int i) => _prefix[i];

    /// <summary>The window of exact utilities of a class that count as a utility: that alone, or all that are capped to it.</summary>
    public SuffixResolver.Window EqualTo(int kind, double utility) =>
        new(kind, Math.Max(utility, _floors[kind]), _lattice.Fold.Capped && utility >= 1 ? double.PositiveInfinity : utility);

    /// <summary>The least utility at or above a bound.</summary>
    public bool Least(double bound, out double utility)
    {
        utility = double.NaN;
        if (_lattice.Fold.Capped && bound > 1)
        {
            return false;
        }

        _candidates = 0;
        var high = double.PositiveInfinity;
        for (var kind = 0; kind < _lattice.Suffixes.Classes; kind++)
        {
            ScanUp(kind, Math.Max(bound, _floors[kind]), ref high);
        }

        for (var first = 0; first < _candidates;)
        {
            var kind = _kind[first];
            var next = Load(first, double.NegativeInfinity, high + _lattice.Fold.Error);
            var window = new SuffixResolver.Window(kind, Math.Max(bound, _floors[kind]), high);
            utility = Nearer(utility, _resolver.Extreme(_lattice.Prefixes.Depth, window, least: true), least: true);
            first = next;
        }

        utility = Cap(utility);
        return !double.IsNaN(utility);
    }

    /// <summary>The greatest utility from a lower bound up to a higher one, both included.</summary>
    public bool Greatest(double low, double high, out double utility)
    {
        // All that are capped count as 1.
        var ceiling = _lattice.Fold.Capped && high >= 1 ? double.PositiveInfinity : high;
        utility = double.NaN;
        if (_lattice.Fold.Capped && low > 1)
        {
            return false;
        }

        _candidates = 0;
        var reached = low;
        for (var kind = 0; kind < _lattice.Suffixes.Classes; kind++)
        {
            ScanDown(kind, Math.Max(low, _floors[kind]), ceiling, ref reached);
        }

        for (var first = 0; first < _candidates;)
        {
            var kind = _kind[first];
            var next = Load(first, reached - _lattice.Fold.Error, double.PositiveInfinity);
            var window = new SuffixResolver.Window(kind, Math.Max(reached, _floors[kind]), ceiling);
            utility = Nearer(utility, _resolver.Extreme(_lattice.Prefixes.Depth, window, least: false), least: false);
            first = next;
        }

        utility = Cap(utility);
        return !double.IsNaN(utility);
    }

    /// <summary>Writes the first outcome, in enumeration order, of those whose utility was just found.</summary>
    public bool WriteFirst(double utility, Span<ushort> outcome)
    {
        var layer = _lattice.Prefixes.Last;
        if (_lattice.Fold.Capped && utility >= 1)
        {
            for (var place = 0; place < layer.Count; place++)
            {
                if (WriteThrough(layer.ByRank[place], utility, outcome))
                {
                    return true;
                }
            }

            return false;
        }

        // Candidates come by class and key; the first in enumeration order is wanted.
        for (var i = 0; i < _candidates; i++)
        {
            _prefix[i] = layer.Rank[_prefix[i]];
        }

        _prefix.AsSpan(0, _candidates).Sort();
        for (var i = 0; i < _candidates; i++)
        {
            if ((i == 0 || _prefix[i] != _prefix[i - 1]) && WriteThrough(layer.ByRank[_prefix[i]], utility, outcome))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether some permitted outcome through a prefix has a utility.</summary>
    public bool Reaches(int depth, double sum, double members, int state, double utility)
    {
        for (var kind = 0; kind < _lattice.Suffixes.Classes; kind++)
        {
            var window = EqualTo(kind, utility);
            if (window.Low <= window.High && _resolver.Reaches(_lattice, depth, sum, members, state, window))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many permitted outcomes are at or above a bound.</summary>
    public double Count(double bound)
    {
        CountPrefixes(bound);
        var count = _reach[0][0];
        return _lattice.Suffixes.CountsShares ? count * (double)_lattice.Layout.Space.Count : count;
    }

    /// <summary>Writes the outcome with a number, in enumeration order, of those at or above a bound.</summary>
    public bool Pick(double uniform, double bound, Span<ushort> outcome)
    {
        CountPrefixes(bound);
        var total = _reach[0][0];
        if (!(total > 0))
        {
            return false;
        }

        // Beyond 2^53 a number is as good as a whole one.
        var number = uniform * total;
        number = total <= 1L << 53 && !_lattice.Suffixes.CountsShares ? Math.Floor(number) : number;
        var prefix = 0;
        var prefixes = _lattice.Prefixes;
        for (var depth = 0; depth < prefixes.Depth; depth++)
        {
            var values = _lattice.Layout.ValueCount(depth);
            var chosen = -1;
            for (var v = 0; v < values; v++)
            {
                var child = prefixes[depth].Child[prefix * values + v];
                var count = child == PrefixLayer.None ? 0 : _reach[depth + 1][child] * _lattice.Suffixes.Unit(depth);
                if (count > 0)
                {
                    chosen = v;
                    if (number < count)
                    {
                        break;
                    }

                    number -= count;
                }
            }

            // Rounding of huge counts may leave a remainder behind the last one, which is then meant.
            outcome[depth] = (ushort)chosen;
            number /= _lattice.Suffixes.Unit(depth);
            prefix = prefixes[depth].Child[prefix * values + chosen];
        }

        PickSuffix(prefix, number, bound, outcome);
        return true;
    }

    private void PickSuffix(int prefix, double number, double bound, Span<ushort> outcome)
    {
        var layer = _lattice.Prefixes.Last;
        var (sum, members, state) = (layer.Sum[prefix], layer.Members[prefix], layer.State[prefix]);
        for (var depth = _lattice.Prefixes.Depth; depth < _lattice.Layout.ComponentCount; depth++)
        {
            var chosen = -1;
            var unit = _lattice.Suffixes.Unit(depth);
            for (var v = 0; v < _lattice.Layout.ValueCount(depth); v++)
            {
                var next = _lattice.Automaton.Next(depth, state, v);
                if (next < 0)
                {
                    continue;
                }

                var (nextSum, nextMembers) = (sum, members);
                _lattice.Fold.Step(depth, v, ref nextSum, ref nextMembers);
                var count = CountFrom(depth + 1, nextSum, nextMembers, next, bound) * unit;
                if (count > 0)
                {
                    chosen = v;
                    if (number < count)
                    {
                        break;
                    }

                    number -= count;
                }
            }

            outcome[depth] = (ushort)chosen;
            state = _lattice.Automaton.Next(depth, state, chosen);
            _lattice.Fold.Step(depth, chosen, ref sum, ref members);
            number /= unit;
        }
    }

    private double CountFrom(int depth, double sum, double members, int state, double bound)
    {
        var count = 0.0;
        for (var kind = 0; kind < _lattice.Suffixes.Classes; kind++)
        {
            if (_floors[kind] < double.PositiveInfinity && !(_lattice.Fold.Capped && bound > 1))
            {
                _resolver.Begin(_lattice);
                _resolver.Add(sum, members, state);
                count += _resolver.Count(depth, kind, Math.Max(bound, _floors[kind]));
            }
        }

        return count;
    }

    /// <summary>Counts, per prefix of every layer, the outcomes at or above a bound that run through it.</summary>
    private void CountPrefixes(double bound)
    {
        var prefixes = _lattice.Prefixes;
        if (_reach.Length <= prefixes.Depth)
        {
            Array.Resize(ref _reach, prefixes.Depth + 1);
        }

        for (var depth = prefixes.Depth; depth >= 0; depth--)
        {
            var layer = prefixes[depth];
            if (_reach[depth] is null || _reach[depth].Length < layer.Count)
            {
                _reach[depth] = new double[layer.Count];
            }

            for (var i = 0; i < layer.Count; i++)
            {
                _reach[depth][i] = depth == prefixes.Depth
                    ? CountFrom(depth, layer.Sum[i], layer.Members[i], layer.State[i], bound)
                    : SumOfChildren(layer, depth, i);
            }
        }
    }

    private double SumOfChildren(PrefixLayer layer, int depth, int prefix)
    {
        var count = 0.0;
        var values = _lattice.Layout.ValueCount(depth);
        for (var v = 0; v < values; v++)
        {
            var child = layer.Child[prefix * values + v];
            count += child == PrefixLayer.None ? 0 : _reach[depth + 1][child];
        }

        return count * _lattice.Suffixes.Unit(depth);
    }

    private bool WriteThrough(int prefix, double utility, Span<ushort> outcome)
    {
        var layer = _lattice.Prefixes.Last;
        var depth = _lattice.Prefixes.Depth;
        var (sum, members, state) = (layer.Sum[prefix], layer.Members[prefix], layer.State[prefix]);
        if (!Reaches(depth, sum, members, state, utility))
        {
            return false;
        }

        _lattice.Prefixes.WritePath(prefix, outcome);
        for (; depth < _lattice.Layout.ComponentCount; depth++)
        {
            for (ushort v = 0; ; v++)
            {
                var next = _lattice.Automaton.Next(depth, state, v);
                var (nextSum, nextMembers) = (sum, members);
                _lattice.Fold.Step(depth, v, ref nextSum, ref nextMembers);
                if (next >= 0 && Reaches(depth + 1, nextSum, nextMembers, next, utility))
                {
                    outcome[depth] = v;
                    (sum, members, state) = (nextSum, nextMembers, next);
                    break;
                }
            }
        }

        return true;
    }

    private double Cap(double utility) => _lattice.Fold.Capped ? Math.Min(1, utility) : utility;

    private static double Nearer(double first, double second, bool least) =>
        double.IsNaN(first) || (least ? second < first : second > first) ? second : first;

    /// <summary>Runs up the prefixes and down the suffixes along the sums at or just above a bound.</summary>
    private void ScanUp(int kind, double low, ref double high)
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

                AddCandidate(i, kind, key + sums[place]);
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

    /// <summary>Runs along the sums at or just below a bound.</summary>
    private void ScanDown(int kind, double low, double high, ref double reached)
    {
        var error = _lattice.Fold.Error;
        var layer = _lattice.Prefixes.Last;
        var depth = _lattice.Prefixes.Depth;
        var sums = _lattice.Suffixes.Sums(depth);
        var (to, surely) = (high + error, high - error);
        for (var state = 0; state < _lattice.Automaton.StateCount(depth); state++)
        {
            var (start, end) = _lattice.Suffixes.Range(depth, kind, state);
            var place = end - 1;
            for (var i = layer.GroupStart[state]; i < layer.GroupStart[state + 1] && start < end; i++)
            {
                var key = layer.Key[i];
                while (place >= start && key + sums[place] > to)
                {
                    place--;
                }

                if (place < start || key + sums[place] < Math.Max(reached, low) - error)
                {
                    continue;
                }

                AddCandidate(i, kind, key + sums[place]);
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

    private void AddCandidate(int prefix, int kind, double nearest)
    {
        if (_candidates == _prefix.Length)
        {
            Array.Resize(ref _prefix, _candidates * 2);
            Array.Resize(ref _kind, _candidates * 2);
            Array.Resize(ref _nearest, _candidates * 2);
        }

        _prefix[_candidates] = prefix;
        _kind[_candidates] = kind;
        _nearest[_candidates++] = nearest;
    }

    /// <summary>Gives the resolver the candidates of one class that are still near; the first candidate of the next class is returned.</summary>
    private int Load(int first, double low, double high)
    {
        var layer = _lattice.Prefixes.Last;
        _resolver.Begin(_lattice);
        var kind = _kind[first];
        for (; first < _candidates && _kind[first] == kind; first++)
        {
            if (_nearest[first] >= low && _nearest[first] <= high)
            {
                var i = _prefix[first];
                _resolver.Add(layer.Sum[i], layer.Members[i], layer.State[i]);
            }
        }

        return first;
    }
}

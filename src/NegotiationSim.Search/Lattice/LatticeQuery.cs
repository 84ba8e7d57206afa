namespace NegotiationSim.Search.Lattice;

/// <summary>One question to a lattice, with the scratch that it takes: one per thread, reused from question to question.</summary>
internal sealed class LatticeQuery
{
    [ThreadStatic]
    private static LatticeQuery? t_query;

    private readonly SuffixResolver _resolver = new();
    private OfferLattice _lattice = null!;
    private double[] _floors = [];
    private readonly LatticeScan _scan = new();
    private readonly LatticeCount _count = new();

    /// <summary>The prefixes of the middle layer through which the utility that was last found may be reached.</summary>
    public ReadOnlySpan<int> Candidates => _scan.Prefixes;

    public static LatticeQuery Begin(OfferLattice lattice, double reservation, double discount)
    {
        Abandonment.Look();
        var query = t_query ??= new LatticeQuery();
        query._lattice = lattice;
        Room.Reserve(ref query._floors, lattice.Suffixes.Classes);
        lattice.FillFloors(query._floors, reservation, discount);
        return query;
    }

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

        _scan.Clear(_lattice);
        var high = double.PositiveInfinity;
        for (var kind = 0; kind < _lattice.Suffixes.Classes; kind++)
        {
            _scan.Up(kind, Math.Max(bound, _floors[kind]), ref high);
        }

        _scan.Keep(double.NegativeInfinity, high + _lattice.Fold.Error);
        utility = Resolve(bound, high, least: true);
        return !double.IsNaN(utility);
    }

    /// <summary>Whether it takes more than so many steps to find the least utility at or above a bound, and where it is reached first.</summary>
    public bool TakesMoreThan(int steps, double bound)
    {
        _resolver.StepsLeft = steps;
        var layer = _lattice.Prefixes.Last;
        if (Least(bound, out var utility))
        {
            var ranks = _scan.Ranks();
            for (var i = 0; i < ranks.Length && _resolver.StepsLeft >= 0; i++)
            {
                var prefix = layer.ByRank[ranks[i]];
                if (Reaches(_lattice.Prefixes.Depth, layer.Sum[prefix], layer.Members[prefix], layer.State[prefix], utility))
                {
                    break;
                }
            }
        }

        var takesMore = _resolver.StepsLeft < 0;
        _resolver.StepsLeft = long.MaxValue;
        return takesMore;
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

        _scan.Clear(_lattice);
        var reached = low;
        for (var kind = 0; kind < _lattice.Suffixes.Classes; kind++)
        {
            _scan.Down(kind, Math.Max(low, _floors[kind]), ceiling, ref reached);
        }

        _scan.Keep(reached - _lattice.Fold.Error, double.PositiveInfinity);
        utility = Resolve(reached, ceiling, least: false);
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
        var ranks = _scan.Ranks();
        for (var i = 0; i < ranks.Length; i++)
        {
            if ((i == 0 || ranks[i] != ranks[i - 1]) && WriteThrough(layer.ByRank[ranks[i]], utility, outcome))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many permitted outcomes are at or above a bound.</summary>
    public double Count(double bound) => _count.Of(_lattice, _resolver, _floors, bound);

    /// <summary>Writes the outcome with a number, in enumeration order, of those at or above a bound.</summary>
    public bool Pick(double uniform, double bound, Span<ushort> outcome) => _count.Pick(_lattice, _resolver, _floors, uniform, bound, outcome);

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

    private bool WriteThrough(int prefix, double utility, Span<ushort> outcome)
    {
        Abandonment.Look();
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

    /// <summary>The least or the greatest exact utility of the candidates within a window, capped; NaN where there is none.</summary>
    private double Resolve(double low, double high, bool least)
    {
        var utility = double.NaN;
        for (var first = 0; first < _scan.Count;)
        {
            var kind = _scan.Class(first);
            first = _scan.Load(first, _resolver);
            var found = _resolver.Extreme(_lattice.Prefixes.Depth, new SuffixResolver.Window(kind, Math.Max(low, _floors[kind]), high), least);
            utility = double.IsNaN(utility) || (least ? found < utility : found > utility) ? found : utility;
        }

        return _lattice.Fold.Capped ? Math.Min(1, utility) : utility;
    }
}

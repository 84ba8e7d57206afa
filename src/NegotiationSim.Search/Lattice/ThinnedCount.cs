namespace NegotiationSim.Search.Lattice;

/// <summary>Counts and draws outcomes of a lattice whose sides were thinned: what was left out counts with its neighbour.</summary>
internal sealed class ThinnedCount
{
    private OfferLattice _lattice = null!;
    private double[] _floors = [];
    private double[] _reach = [];
    private double[] _reachNext = [];
    private double[] _reachAbove = [];

    /// <summary>How many outcomes reach a bound, as far as the lattice knows them.</summary>
    public double Of(OfferLattice lattice, double[] floors, double bound)
    {
        (_lattice, _floors) = (lattice, floors);
        var layer = _lattice.Prefixes.Last;
        var total = 0.0;
        Room.Reserve(ref _reachAbove, layer.Count);
        Weigh();
        for (var place = 0; place < layer.Count; place++)
        {
            var prefix = layer.ByRank[place];
            total += _reach[prefix] * WaysFrom(prefix, bound);
            _reachAbove[place] = total;
        }

        return _lattice.Suffixes.CountsShares ? total * (double)_lattice.Layout.Space.Count : total;
    }

    /// <summary>A prefix and a sum of an outcome that reaches a bound, drawn from all of which the lattice knows; none where there is none.</summary>
    public SumPair Pick(OfferLattice lattice, double[] floors, double uniform, double bound)
    {
        if (!(Of(lattice, floors, bound) > 0))
        {
            return SumPair.None;
        }

        var layer = _lattice.Prefixes.Last;
        var number = uniform * _reachAbove[layer.Count - 1];
        var place = Math.Min(SortedSpan.AtOrAbove(_reachAbove, 0, layer.Count, Math.BitIncrement(number)), layer.Count - 1);
        while (place > 0 && !(_reachAbove[place] > _reachAbove[place - 1]))
        {
            // Rounding at the very end.
            place--;
        }

        var prefix = layer.ByRank[place];
        number = (number - (place == 0 ? 0 : _reachAbove[place - 1])) / _reach[prefix];
        return PickFrom(prefix, number, bound);
    }

    private SumPair PickFrom(int prefix, double number, double bound)
    {
        var last = SumPair.None;
        for (var kind = 0; kind < _lattice.Suffixes.Classes; kind++)
        {
            var (start, end) = SuffixesFrom(prefix, kind, bound);
            if (start == end)
            {
                continue;
            }

            // Ways are added up from the greatest sum down: the last place with more of them than the number is the one it falls on.
            var ways = _lattice.Suffixes.WaysFrom(_lattice.Prefixes.Depth);
            var place = end - 1;
            while (place > start && ways[place] <= number)
            {
                place--;
            }

            last = new SumPair(prefix, kind, place, 0);
            if (number < ways[start])
            {
                break;
            }

            number -= ways[start];
        }

        return last;
    }

    /// <summary>Counts, per prefix of the middle layer, the outcomes that begin like it.</summary>
    private void Weigh()
    {
        var prefixes = _lattice.Prefixes;
        Room.Reserve(ref _reach, 1);
        _reach[0] = 1;
        for (var depth = 0; depth < prefixes.Depth; depth++)
        {
            var values = _lattice.Layout.ValueCount(depth);
            Room.Reserve(ref _reachNext, prefixes[depth + 1].Count);
            Array.Clear(_reachNext, 0, prefixes[depth + 1].Count);
            var layer = prefixes[depth];
            var isSparse = layer.Sparse >= 0;
            var steps = isSparse ? layer.Sparse : layer.Count * values;
            for (var i = 0; i < steps; i++)
            {
                if (layer.Child[i] is >= 0 and var child)
                {
                    _reachNext[child] += _reach[(isSparse ? layer.StepBefore[i] : i) / values] * _lattice.Suffixes.Unit(depth);
                }
            }

            (_reach, _reachNext) = (_reachNext, _reach);
        }
    }

    private double WaysFrom(int prefix, double bound)
    {
        var ways = 0.0;
        for (var kind = 0; kind < _lattice.Suffixes.Classes; kind++)
        {
            var (start, end) = SuffixesFrom(prefix, kind, bound);
            ways += start < end ? _lattice.Suffixes.WaysFrom(_lattice.Prefixes.Depth)[start] : 0;
        }

        return ways;
    }

    /// <summary>The suffixes of a class with which a prefix surely reaches a bound.</summary>
    private (int Start, int End) SuffixesFrom(int prefix, int kind, double bound)
    {
        var layer = _lattice.Prefixes.Last;
        var (start, end) = _lattice.Suffixes.Range(_lattice.Prefixes.Depth, kind, layer.State[prefix]);
        return _lattice.Fold.Capped && bound > 1
            ? (end, end)
            : (SortedSpan.AtOrAbove(_lattice.Suffixes.Sums(_lattice.Prefixes.Depth), start, end, Math.Max(bound, _floors[kind]) + _lattice.Fold.Error - layer.Key[prefix]), end);
    }
}

namespace NegotiationSim.Search.Lattice;

/// <summary>
/// Counts the outcomes at or above a bound, prefix by prefix, and so finds the one with a given number in enumeration order. Counts are
/// doubles: exact up to 2^53, and a uniform draw has no more bits than that.
/// </summary>
internal sealed class LatticeCount
{
    private OfferLattice _lattice = null!;
    private SuffixResolver _resolver = null!;
    private double[] _floors = [];
    private double[][] _reach = [];

    /// <summary>How many permitted outcomes are at or above a bound.</summary>
    public double Of(OfferLattice lattice, SuffixResolver resolver, double[] floors, double bound)
    {
        (_lattice, _resolver, _floors) = (lattice, resolver, floors);
        CountPrefixes(bound);
        var count = _reach[0][0];
        return _lattice.Suffixes.CountsShares ? count * (double)_lattice.Layout.Space.Count : count;
    }

    /// <summary>Writes the outcome with a number, in enumeration order, of those at or above a bound.</summary>
    public bool Pick(OfferLattice lattice, SuffixResolver resolver, double[] floors, double uniform, double bound, Span<ushort> outcome)
    {
        (_lattice, _resolver, _floors) = (lattice, resolver, floors);
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
                count += _resolver.Count(_lattice, depth, kind, Math.Max(bound, _floors[kind]), sum, members, state);
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
            Room.Reserve(ref _reach[depth], layer.Count);
            for (var i = 0; i < layer.Count; i++)
            {
                SuffixResolver.LookNowAndThen(i);
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
}

using NegotiationSim.Search.Offers;

namespace NegotiationSim.Search.Lattice;

/// <summary>
/// Where a walk over a lattice stands: at a utility, and within the outcomes of just that utility, which are found one by one along the prefixes
/// that are marked as leading to it.
/// </summary>
internal sealed class LatticeWalk
{
    private OfferLattice _lattice = null!;
    private OfferWalk _walk = null!;
    private LatticeQuery _query = null!;
    private int[][] _mark = [];
    private List<int> _marked = [];
    private List<int> _markedBefore = [];
    private int _generation;
    private int _depth;
    private int[] _value = [];
    private int[] _prefix = [];
    private double[] _sum = [];
    private double[] _members = [];
    private int[] _state = [];

    public bool Next(OfferLattice lattice, OfferWalk walk, Span<ushort> outcome, out double utility)
    {
        _query = LatticeQuery.Begin(lattice, walk.Reservation, walk.Discount);
        _lattice = lattice;
        _walk = walk;
        if (!walk.HasStarted)
        {
            Prepare();
        }

        while (!walk.HasStarted || !Advance(outcome))
        {
            if (!NextUtility(out var next))
            {
                utility = double.NaN;
                return false;
            }

            walk.HasStarted = true;
            walk.Utility = next;
            Mark(next);
            Enter(0, 0, 0, 0, 0);
        }

        utility = walk.Utility;
        return true;
    }

    private void Prepare()
    {
        var components = _lattice.Layout.ComponentCount;
        if (_value.Length < components + 1)
        {
            _value = new int[components + 1];
            _prefix = new int[components + 1];
            _sum = new double[components + 1];
            _members = new double[components + 1];
            _state = new int[components + 1];
            _mark = new int[components + 1][];
        }

        for (var depth = 0; depth <= _lattice.Prefixes.Depth; depth++)
        {
            Room.Reserve(ref _mark[depth], _lattice.Prefixes[depth].Count);
        }
    }

    private bool NextUtility(out double utility)
    {
        var (started, last) = (_walk.HasStarted, _walk.Utility);
        return _walk.Ascends
            ? _query.Least(started ? Math.BitIncrement(last) : _walk.Bound, out utility)
            : _query.Greatest(_walk.Bound, started ? Math.BitDecrement(last) : double.PositiveInfinity, out utility);
    }

    /// <summary>Marks every prefix through which an outcome of this utility runs, from the middle back to the root.</summary>
    private void Mark(double utility)
    {
        _generation++;
        _marked.Clear();
        var prefixes = _lattice.Prefixes;
        var depth = prefixes.Depth;
        var layer = prefixes.Last;
        if (_lattice.Fold.Capped && utility >= 1)
        {
            for (var i = 0; i < layer.Count; i++)
            {
                MarkIfReaching(layer, i, utility);
            }
        }
        else
        {
            foreach (var prefix in _query.Candidates)
            {
                MarkIfReaching(layer, prefix, utility);
            }
        }

        for (; depth > 0; depth--)
        {
            MarkParents(prefixes, depth);
        }
    }

    private void MarkIfReaching(PrefixLayer layer, int prefix, double utility)
    {
        var depth = _lattice.Prefixes.Depth;
        if (_mark[depth][prefix] != _generation && _query.Reaches(depth, layer.Sum[prefix], layer.Members[prefix], layer.State[prefix], utility))
        {
            _mark[depth][prefix] = _generation;
            _marked.Add(prefix);
        }
    }

    private void MarkParents(PrefixLayers prefixes, int depth)
    {
        var values = _lattice.Layout.ValueCount(depth - 1);
        _markedBefore.Clear();
        foreach (var prefix in _marked)
        {
            for (var step = prefixes[depth].LastStep[prefix]; step != PrefixLayer.None; step = prefixes[depth - 1].StepBefore[step])
            {
                if (_mark[depth - 1][step / values] != _generation)
                {
                    _mark[depth - 1][step / values] = _generation;
                    _markedBefore.Add(step / values);
                }
            }
        }

        (_marked, _markedBefore) = (_markedBefore, _marked);
    }

    private void Enter(int depth, int prefix, double sum, double members, int state)
    {
        _depth = depth;
        _prefix[depth] = prefix;
        _sum[depth] = sum;
        _members[depth] = members;
        _state[depth] = state;
        if (depth < _lattice.Layout.ComponentCount)
        {
            _value[depth] = _walk.Ascends ? -1 : _lattice.Layout.ValueCount(depth);
        }
    }

    /// <summary>Goes on, depth first, to the next outcome of the utility at which the walk stands.</summary>
    private bool Advance(Span<ushort> outcome)
    {
        var components = _lattice.Layout.ComponentCount;
        if (_depth == components)
        {
            _depth--;
        }

        while (_depth >= 0)
        {
            _value[_depth] += _walk.Ascends ? 1 : -1;
            if (_value[_depth] < 0 || _value[_depth] >= _lattice.Layout.ValueCount(_depth))
            {
                _depth--;
            }
            else if (TryEnterChild(_value[_depth]) && _depth == components)
            {
                for (var c = 0; c < components; c++)
                {
                    outcome[c] = (ushort)_value[c];
                }

                return true;
            }
        }

        return false;
    }

    private bool TryEnterChild(int value)
    {
        var depth = _depth;
        var prefixes = _lattice.Prefixes;
        if (depth < prefixes.Depth)
        {
            var child = prefixes[depth].Child[_prefix[depth] * _lattice.Layout.ValueCount(depth) + value];
            if (child == PrefixLayer.None || _mark[depth + 1][child] != _generation)
            {
                return false;
            }

            var layer = prefixes[depth + 1];
            Enter(depth + 1, child, layer.Sum[child], layer.Members[child], layer.State[child]);
            return true;
        }

        var state = _lattice.Automaton.Next(depth, _state[depth], value);
        var (sum, members) = (_sum[depth], _members[depth]);
        _lattice.Fold.Step(depth, value, ref sum, ref members);
        if (state < 0 || !_query.Reaches(depth + 1, sum, members, state, _walk.Utility))
        {
            return false;
        }

        Enter(depth + 1, 0, sum, members, state);
        return true;
    }
}

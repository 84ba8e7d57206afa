using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Lattice;

/// <summary>
/// What the components from one on can still add to utility, approximately: per state of the conditions and per class of final states
/// (outcomes that are kept with the same probability) the distinct sums, ascending, near-equal ones once, with how many ways there are to each.
/// </summary>
internal sealed class SuffixLayers
{
    private readonly ComponentLayout _layout;
    private readonly UtilityFold _fold;
    private readonly ConditionAutomaton _automaton;
    private RunMerger _merger = null!;
    private readonly SuffixLayer[] _layers;
    private readonly double[] _unit;

    // As of prefixes: room that a layer needs only until it is thinned is handed on to the next.
    [ThreadStatic]
    private static SuffixLayer? t_spare;

    private SuffixLayer _spare = null!;

    public SuffixLayers(ComponentLayout layout, UtilityFold fold, ConditionAutomaton automaton)
    {
        _layout = layout;
        _fold = fold;
        _automaton = automaton;
        _layers = new SuffixLayer[layout.ComponentCount + 1];

        // Counts beyond a double's range are kept as shares of the space.
        var overflows = layout.Space.Count.GetBitLength() > 900;
        _unit = new double[layout.ComponentCount];
        for (var c = 0; c < _unit.Length; c++)
        {
            _unit[c] = overflows ? 1.0 / layout.ValueCount(c) : 1;
        }

        CountsShares = overflows;
    }

    /// <summary>The first component of the suffixes of the last layer that was built.</summary>
    public int First { get; private set; }

    /// <summary>The number of sums in the last layer, over all states and classes.</summary>
    public int Count => _layers[First].Count;

    /// <summary>Counts are shares of the space, because the space has more outcomes than a double can count.</summary>
    public bool CountsShares { get; }

    public int Classes { get; private set; }

    /// <summary>What one value of a component counts: 1, or its share.</summary>
    public double Unit(int component) => _unit[component];

    /// <summary>Where the sums of a state and class stand.</summary>
    public (int Start, int End) Range(int first, int kind, int state)
    {
        var layer = _layers[first];
        var group = kind * _automaton.StateCount(first) + state;
        return (layer.GroupStart[group], layer.GroupStart[group + 1]);
    }

    public ReadOnlySpan<double> Sums(int first) => _layers[first].Sum;

    /// <summary>Per sum how many suffixes of its state and class have this sum or a larger one.</summary>
    public ReadOnlySpan<double> WaysFrom(int first) => _layers[first].WaysFrom;

    /// <summary>Starts with the empty suffix.</summary>
    /// <param name="classOf">Per final state its class.</param>
    /// <param name="classes">The number of classes.</param>
    public void Start(ReadOnlySpan<int> classOf, int classes)
    {
        First = _layout.ComponentCount;
        _merger = RunMerger.OfThread;
        _spare = t_spare ??= new SuffixLayer();
        Classes = classes;
        var states = _automaton.StateCount(First);
        var layer = At(First);
        layer.Reserve(states);
        layer.ReserveGroups(states * classes);
        layer.Count = 0;
        for (var kind = 0; kind < classes; kind++)
        {
            for (var state = 0; state < states; state++)
            {
                layer.GroupStart[kind * states + state] = layer.Count;
                if (classOf[state] == kind)
                {
                    layer.Sum[layer.Count] = _fold.ApproximateEnd(_automaton, state);
                    layer.Ways[layer.Count] = layer.WaysFrom[layer.Count] = 1;
                    layer.Count++;
                }
            }
        }

        layer.GroupStart[classes * states] = layer.Count;
    }

    /// <summary>Adds the layer of suffixes that are longer by one component.</summary>
    public void Extend()
    {
        var component = First - 1;
        var values = _layout.ValueCount(component);
        var from = At(First);
        var to = At(component);
        var states = _automaton.StateCount(component);
        to.TakeRoom(_spare);
        to.Reserve(from.Count);
        to.ReserveGroups(states * Classes);
        to.Count = 0;
        for (var kind = 0; kind < Classes; kind++)
        {
            for (var state = 0; state < states; state++)
            {
                _merger.Clear();
                for (var v = 0; v < values; v++)
                {
                    Gather(from, component, kind, _automaton.Next(component, state, v), v);
                }

                _merger.Merge();
                to.GroupStart[kind * states + state] = to.Count;
                Keep(from, to, component);
            }
        }

        to.GroupStart[Classes * states] = to.Count;
        to.GiveRoom(_spare);
        First = component;
    }

    /// <summary>Keeps at most about <paramref name="most"/> sums of the last layer, spread evenly; what is left out is counted with its neighbour.</summary>
    public void Thin(int most)
    {
        var layer = At(First);
        var total = layer.Count;
        var groups = Classes * _automaton.StateCount(First);
        var kept = 0;
        for (var group = 0; group < groups; group++)
        {
            var (start, end) = (layer.GroupStart[group], layer.GroupStart[group + 1]);
            layer.GroupStart[group] = kept;
            var firstKept = kept;
            var cells = Math.Max(2, (int)((long)most * (end - start) / total));

            // Cells are told by the sums as they were; the list is compacted behind the reader.
            var (low, width) = end > start ? (layer.Sum[start], (layer.Sum[end - 1] - layer.Sum[start]) / cells) : (0, 0);
            var cell = -1.0;
            for (var i = start; i < end; i++)
            {
                if (SuffixLayer.IsKept(layer.Sum[i], i == start || i == end - 1, low, width, ref cell))
                {
                    (layer.Sum[kept], layer.Ways[kept]) = (layer.Sum[i], layer.Ways[i]);
                    kept++;
                }
                else
                {
                    layer.Ways[kept - 1] += layer.Ways[i];
                }
            }

            layer.AddUp(firstKept, kept);
        }

        layer.GroupStart[groups] = layer.Count = kept;
        layer.GiveRoom(_spare);
    }

    private SuffixLayer At(int first) => _layers[first] ??= new SuffixLayer();

    private void Gather(SuffixLayer from, int component, int kind, int state, int value)
    {
        if (state == ConditionAutomaton.Dead)
        {
            return;
        }

        var (start, end) = Range(component + 1, kind, state);
        if (start == end)
        {
            return;
        }

        var term = _fold.Approximate(component, value);
        _merger.AddRun(end - start, out var keys, out var items);
        for (var i = start; i < end; i++)
        {
            keys[i - start] = from.Sum[i] + term;
            items[i - start] = i;
        }
    }

    private void Keep(SuffixLayer from, SuffixLayer to, int component)
    {
        to.Reserve(to.Count + _merger.Count);
        var keys = _merger.Keys;
        var items = _merger.Items;
        var first = to.Count;
        for (var i = 0; i < keys.Length; i++)
        {
            var ways = from.Ways[items[i]] * _unit[component];
            if (to.Count > first && keys[i] <= to.Sum[to.Count - 1] + _fold.Resolution)
            {
                to.Ways[to.Count - 1] += ways;
            }
            else
            {
                to.Sum[to.Count] = keys[i];
                to.Ways[to.Count++] = ways;
            }
        }

        to.AddUp(first, to.Count);
    }
}

/// <summary>
/// The distinct sums that suffixes of one length can still add, per state of the conditions and class of final states: ascending, with how many ways there are to each.
/// </summary>
internal sealed class SuffixLayer : LatticeLayer<SuffixLayer>
{
    public double[] Sum = [];
    public double[] Ways = [];
    public double[] WaysFrom = [];

    protected override int Capacity => Sum.Length;

    protected override void SwapEntries(SuffixLayer other)
    {
        (Sum, other.Sum) = (other.Sum, Sum);
        (Ways, other.Ways) = (other.Ways, Ways);
        (WaysFrom, other.WaysFrom) = (other.WaysFrom, WaysFrom);
    }

    protected override void CopyEntries(SuffixLayer from, int count)
    {
        from.Sum.AsSpan(0, count).CopyTo(Sum);
        from.Ways.AsSpan(0, count).CopyTo(Ways);
        from.WaysFrom.AsSpan(0, count).CopyTo(WaysFrom);
    }

    protected override void Resize(int room)
    {
        Array.Resize(ref Sum, room);
        Array.Resize(ref Ways, room);
        Array.Resize(ref WaysFrom, room);
    }

    public void AddUp(int start, int end)
    {
        var ways = 0.0;
        for (var i = end - 1; i >= start; i--)
        {
            ways += Ways[i];
            WaysFrom[i] = ways;
        }
    }
}

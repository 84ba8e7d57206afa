using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Lattice;

/// <summary>The prefixes of outcomes, layer by layer from the first component on, with the exact state of the utility fold.</summary>
internal sealed class PrefixLayers(ComponentLayout layout, UtilityFold fold, ConditionAutomaton automaton)
{
    private readonly PrefixLayer[] _layers = new PrefixLayer[layout.ComponentCount + 1];
    private RunMerger _merger = null!;
    private int[] _newPlace = [];

    // What a layer needs only until equal prefixes are one, or until it is thinned, is handed on from one to the next: with hundreds of components, or thousands of values, to keep it would take
    // hundreds of megabytes an actor.
    [ThreadStatic]
    private static PrefixLayer? t_spare;

    private PrefixLayer _spare = null!;

    /// <summary>The last layer that was built: how many components its prefixes set.</summary>
    public int Depth { get; private set; }

    public PrefixLayer Last => _layers[Depth];

    public PrefixLayer this[int depth] => _layers[depth];

    public void Start()
    {
        Depth = 0;
        _merger = RunMerger.OfThread;
        _spare = t_spare ??= new PrefixLayer();
        var root = Layer(0);
        root.Reserve(1);
        root.ReserveGroups(1);
        root.Count = 1;
        root.GroupStart[0] = 0;
        root.GroupStart[1] = 1;
        root.Key[0] = root.Sum[0] = root.Members[0] = 0;
        root.State[0] = root.Rank[0] = root.ByRank[0] = 0;
    }

    /// <summary>Adds the layer of prefixes that are longer by one component.</summary>
    public void Extend()
    {
        var component = Depth;
        var values = layout.ValueCount(component);
        var from = Layer(Depth);
        var to = Layer(Depth + 1);
        from.TakeChildren(_spare);
        to.TakeRoom(_spare);
        from.ReserveChildren(from.Count * values);
        from.Child.AsSpan(0, from.Count * values).Fill(PrefixLayer.None);
        var groups = automaton.StateCount(component + 1);
        to.ReserveGroups(groups);
        to.Reserve(from.Count);
        to.Count = 0;
        for (var state = 0; state < groups; state++)
        {
            to.GroupStart[state] = to.Count;
            Gather(from, component, values, state);
            _merger.Merge();
            Keep(from, to, component, values, state);
        }

        to.GroupStart[groups] = to.Count;
        Depth++;
        to.GiveRoom(_spare);
        Order(Depth);
    }

    /// <summary>Takes the last layer back.</summary>
    public void Retreat() => Depth--;

    /// <summary>Writes the first components of the first outcome, in enumeration order, that runs through a prefix of the last layer.</summary>
    public void WritePath(int prefix, Span<ushort> outcome)
    {
        for (var depth = Depth; depth > 0; depth--)
        {
            outcome[depth - 1] = (ushort)_layers[depth].Value[prefix];
            prefix = _layers[depth].Parent[prefix];
        }
    }

    /// <summary>Keeps at most about <paramref name="most"/> prefixes of the last layer, spread evenly over its utilities.</summary>
    public void Thin(int most)
    {
        var layer = Last;
        Room.Reserve(ref _newPlace, layer.Count);
        var groups = automaton.StateCount(Depth);
        var kept = 0;
        for (var group = 0; group < groups; group++)
        {
            var (start, end) = (layer.GroupStart[group], layer.GroupStart[group + 1]);
            layer.GroupStart[group] = kept;
            var cells = Math.Max(2, (int)((long)most * (end - start) / layer.Count));

            // Cells are told by the keys as they were; the list is compacted behind the reader.
            var (low, width) = end > start ? (layer.Key[start], (layer.Key[end - 1] - layer.Key[start]) / cells) : (0, 0);
            var cell = -1.0;
            for (var i = start; i < end; i++)
            {
                var keeps = PrefixLayer.IsKept(layer.Key[i], i == start || i == end - 1, low, width, ref cell);
                _newPlace[i] = keeps ? kept : PrefixLayer.None;
                if (keeps)
                {
                    (layer.Key[kept], layer.Sum[kept], layer.Members[kept], layer.State[kept]) = (layer.Key[i], layer.Sum[i], layer.Members[i], layer.State[i]);
                    kept++;
                }
            }
        }

        layer.GroupStart[groups] = layer.Count = kept;
        layer.GiveRoom(_spare);
        if (Depth > 0)
        {
            var before = _layers[Depth - 1];
            var steps = before.Count * layout.ValueCount(Depth - 1);
            for (var step = 0; step < steps; step++)
            {
                before.Child[step] = before.Child[step] == PrefixLayer.None ? PrefixLayer.None : _newPlace[before.Child[step]];
            }

            Order(Depth);
            before.GiveChildren(steps, _spare);
        }
    }

    private PrefixLayer Layer(int depth) => _layers[depth] ??= new PrefixLayer();

    /// <summary>Collects the steps that lead to a state of the conditions, a sorted run per prefix group and value.</summary>
    private void Gather(PrefixLayer from, int component, int values, int state)
    {
        _merger.Clear();
        for (var group = 0; group < automaton.StateCount(component); group++)
        {
            var (start, end) = (from.GroupStart[group], from.GroupStart[group + 1]);
            for (var v = 0; v < values && start < end; v++)
            {
                if (automaton.Next(component, group, v) != state)
                {
                    continue;
                }

                _merger.AddRun(end - start, out var keys, out var items);
                for (var i = start; i < end; i++)
                {
                    var (sum, members) = (from.Sum[i], from.Members[i]);
                    fold.Step(component, v, ref sum, ref members);
                    keys[i - start] = fold.Key(component, sum, members);
                    items[i - start] = i * values + v;
                }
            }
        }
    }

    /// <summary>Makes prefixes of the steps, equal ones once.</summary>
    private void Keep(PrefixLayer from, PrefixLayer to, int component, int values, int state)
    {
        to.Reserve(to.Count + _merger.Count);
        var keys = _merger.Keys;
        var items = _merger.Items;
        var first = to.Count;
        for (var i = 0; i < keys.Length; i++)
        {
            var (sum, members) = (from.Sum[items[i] / values], from.Members[items[i] / values]);
            fold.Step(component, items[i] % values, ref sum, ref members);
            var same = to.Count - 1;
            while (same >= first && to.Key[same] == keys[i] && !(to.Sum[same] == sum && to.Members[same] == members))
            {
                same--;
            }

            if (same < first || to.Key[same] != keys[i])
            {
                same = to.Count++;
                to.Key[same] = keys[i];
                to.Sum[same] = sum;
                to.Members[same] = members;
                to.State[same] = state;
            }

            from.Child[items[i]] = same;
        }
    }

    /// <summary>Ranks a layer's prefixes in enumeration order, which is the order in which the layer before reaches them, and lists the steps to each.</summary>
    private void Order(int depth)
    {
        var from = _layers[depth - 1];
        var to = _layers[depth];
        var values = layout.ValueCount(depth - 1);
        to.Rank.AsSpan(0, to.Count).Fill(PrefixLayer.None);
        to.LastStep.AsSpan(0, to.Count).Fill(PrefixLayer.None);
        var rank = 0;
        for (var place = 0; place < from.Count; place++)
        {
            var parent = from.ByRank[place];
            for (var v = 0; v < values; v++)
            {
                var step = parent * values + v;
                var child = from.Child[step];
                if (child == PrefixLayer.None)
                {
                    continue;
                }

                from.StepBefore[step] = to.LastStep[child];
                to.LastStep[child] = step;
                if (to.Rank[child] == PrefixLayer.None)
                {
                    to.Rank[child] = rank;
                    to.ByRank[rank++] = child;
                    to.Parent[child] = parent;
                    to.Value[child] = v;
                }
            }
        }
    }
}

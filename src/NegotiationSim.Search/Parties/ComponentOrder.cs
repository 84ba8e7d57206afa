namespace NegotiationSim.Search.Parties;

/// <summary>In which order a search sets components, which couplings are decided when, and what the components still open can add to a party's utility.</summary>
internal sealed class ComponentOrder
{
    private readonly int[] _components;
    private readonly ConditionEffect[][] _decided;
    private readonly double[] _restMost;
    private readonly double[] _restOfCouplings;
    private readonly int _parties;

    /// <param name="slice">The outcomes.</param>
    /// <param name="components">The components in the order of the search: all, or some. Couplings with others are left out.</param>
    public ComponentOrder(Slice slice, IEnumerable<int> components)
    {
        _components = [.. components];
        _parties = slice.PartyCount;
        var depthOf = new int[slice.ComponentCount];
        Array.Fill(depthOf, -1);
        for (var depth = 0; depth < _components.Length; depth++)
        {
            depthOf[_components[depth]] = depth;
        }

        var decided = slice.Couplings.Where(coupling => Array.TrueForAll(coupling.Components, c => depthOf[c] >= 0))
            .ToLookup(coupling => coupling.Components.Max(c => depthOf[c]));
        _decided = [.. _components.Select((_, depth) => decided[depth].ToArray())];
        _restMost = new double[(Depth + 1) * _parties];
        _restOfCouplings = new double[(Depth + 1) * _parties];
        for (var depth = Depth - 1; depth >= 0; depth--)
        {
            var component = slice.Components[_components[depth]];
            for (var k = 0; k < _parties; k++)
            {
                var at = depth * _parties + k;
                var ofCouplings = _decided[depth].Where(coupling => coupling.Party == k).Sum(coupling => coupling.Most);
                _restOfCouplings[at] = _restOfCouplings[at + _parties] + ofCouplings;
                _restMost[at] = _restMost[at + _parties] + component.Most(k) + ofCouplings;
            }
        }
    }

    public int Depth => _components.Length;

    public int Component(int depth) => _components[depth];

    /// <summary>The couplings of which the last component is set at a depth.</summary>
    public ConditionEffect[] Decided(int depth) => _decided[depth];

    /// <summary>Per party the most that the components from a depth on, and couplings decided there, can add.</summary>
    public ReadOnlySpan<double> RestMost(int depth) => _restMost.AsSpan(depth * _parties, _parties);

    /// <summary>Per party the most that the couplings decided from a depth on can add.</summary>
    public ReadOnlySpan<double> RestOfCouplings(int depth) => _restOfCouplings.AsSpan(depth * _parties, _parties);

    /// <summary>The components that matter most first, as weights of the parties have it; coupled ones count for what their couplings can change.</summary>
    public static int[] ByInfluence(Slice slice, ReadOnlySpan<double> weights)
    {
        var influence = new double[slice.ComponentCount];
        for (var c = 0; c < influence.Length; c++)
        {
            for (var k = 0; k < slice.PartyCount; k++)
            {
                influence[c] += weights[k] * slice.Components[c].Range(k);
            }
        }

        foreach (var coupling in slice.Couplings)
        {
            foreach (var c in coupling.Components)
            {
                influence[c] += coupling.Party >= 0 ? weights[coupling.Party] * Math.Abs(coupling.Amount) : 0;
            }
        }

        return [.. Enumerable.Range(0, influence.Length).OrderByDescending(c => influence[c]).ThenBy(c => c)];
    }

    /// <summary>The places of a component's values by weighted sum, the largest first; of equal ones the first.</summary>
    public static int[] ValuesByWeight(SliceComponent component, double[] weights)
    {
        var keys = new double[component.Count];
        var places = new int[keys.Length];
        for (var v = 0; v < keys.Length; v++)
        {
            (keys[v], places[v]) = (-component.Weighted(v, weights), v);
        }

        SortedSpan.SortStably(keys, places);
        return places;
    }
}

using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Searching;

/// <summary>In which order a search sets the components, and which couplings are decided when.</summary>
internal sealed class SearchOrder
{
    private readonly int[] _components;
    private readonly Coupling[][] _decided;

    /// <param name="slice">The outcomes.</param>
    /// <param name="components">All components, in the order of the search.</param>
    public SearchOrder(Slice slice, IEnumerable<int> components)
    {
        _components = [.. components];
        var depthOf = new int[_components.Length];
        for (var depth = 0; depth < _components.Length; depth++)
        {
            depthOf[_components[depth]] = depth;
        }

        var decided = slice.Couplings.ToLookup(coupling => coupling.Components.Max(c => depthOf[c]));
        _decided = [.. _components.Select((_, depth) => decided[depth].ToArray())];
    }

    public int Depth => _components.Length;

    public int Component(int depth) => _components[depth];

    /// <summary>The couplings of which the last component is set at a depth.</summary>
    public Coupling[] Decided(int depth) => _decided[depth];

    /// <summary>The components that matter most first, as weights of the parties have it; coupled ones count for what their couplings can change.</summary>
    public static SearchOrder ByInfluence(Slice slice, ReadOnlySpan<double> weights)
    {
        var influence = new double[slice.ComponentCount];
        for (var c = 0; c < influence.Length; c++)
        {
            for (var k = 0; k < slice.PartyCount; k++)
            {
                var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
                for (var v = 0; v < slice.Values[c].Length; v++)
                {
                    var term = slice.Terms[c][v * slice.PartyCount + k];
                    (low, high) = (Math.Min(low, term), Math.Max(high, term));
                }

                influence[c] += weights[k] * (high - low);
            }
        }

        foreach (var coupling in slice.Couplings)
        {
            foreach (var c in coupling.Components)
            {
                influence[c] += coupling.Party >= 0 ? weights[coupling.Party] * Math.Abs(coupling.Amount) : 0;
            }
        }

        return new SearchOrder(slice, Enumerable.Range(0, influence.Length).OrderByDescending(c => influence[c]).ThenBy(c => c));
    }
}

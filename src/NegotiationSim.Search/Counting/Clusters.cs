using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Counting;

/// <summary>Components and parties that have to do with each other, directly or through others. What has nothing to do with each other can be counted apart.</summary>
internal static class Clusters
{
    /// <summary>The clusters of a slice: the components with a choice, and the parties to whom they make a difference.</summary>
    public static List<(int[] Components, int[] Parties)> Of(Slice slice)
    {
        var leader = Enumerable.Range(0, slice.ComponentCount).ToArray();
        int Find(int c) => leader[c] == c ? c : leader[c] = Find(leader[c]);
        int[][] ofParty = [.. Enumerable.Range(0, slice.PartyCount).Select(k => MattersTo(slice, k).ToArray())];
        foreach (var components in ofParty.Concat(slice.Couplings.Select(coupling => coupling.Components)).Where(components => components.Length > 0))
        {
            var first = Find(components[0]);
            foreach (var c in components)
            {
                leader[Find(c)] = first;
            }
        }

        return [.. Enumerable.Range(0, slice.ComponentCount).GroupBy(Find)
            .Select(cluster => (cluster.ToArray(), Enumerable.Range(0, slice.PartyCount).Where(k => ofParty[k].Length > 0 && Find(ofParty[k][0]) == cluster.Key).ToArray()))];
    }

    /// <summary>The slice as a cluster sees it: every component outside held at its first value, one way of being so.</summary>
    public static Slice Only(Slice slice, int[] components, int[] parties) => InterchangeableValues.Restrict(
        slice with
        {
            Components = [.. slice.Components.Select((component, c) => components.Contains(c) ? component
                : new SliceComponent(component.Values[..1], [component.Interchangeable[0][..1]], component.TermsOf(0).ToArray(), component.Violations[..1]))],
            Couplings = [.. slice.Couplings.Where(coupling => coupling.Components.All(components.Contains))],
        },
        parties,
        0);

    private static IEnumerable<int> MattersTo(Slice slice, int party) => Enumerable.Range(0, slice.ComponentCount).Where(c => slice.Components[c].Range(party) > 0)
        .Concat(slice.Couplings.Where(coupling => coupling.Party == party).SelectMany(coupling => coupling.Components));
}

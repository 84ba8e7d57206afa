using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Counting;

/// <summary>Components and parties that have to do with each other, directly or through others. What has nothing to do with each other can be counted apart.</summary>
internal static class Clusters
{
    /// <summary>The clusters of a slice: the components with a choice, and the parties to whom they make a difference.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="parties">The parties that matter.</param>
    public static List<(List<int> Components, List<int> Parties)> Of(Slice slice, int[] parties)
    {
        var leader = Enumerable.Range(0, slice.ComponentCount).ToArray();
        int Find(int c) => leader[c] == c ? c : leader[c] = Find(leader[c]);
        void JoinAll(IEnumerable<int> components)
        {
            var first = -1;
            foreach (var c in components)
            {
                first = first < 0 ? Find(c) : first;
                leader[Find(c)] = first;
            }
        }

        var ofParty = parties.ToDictionary(k => k, k => MattersTo(slice, k).ToList());
        foreach (var components in ofParty.Values)
        {
            JoinAll(components);
        }

        foreach (var coupling in slice.Couplings)
        {
            JoinAll(coupling.Components);
        }

        return [.. Enumerable.Range(0, slice.ComponentCount).GroupBy(Find)
            .Select(cluster => (cluster.ToList(), parties.Where(k => ofParty[k].Count > 0 && Find(ofParty[k][0]) == cluster.Key).ToList()))];
    }

    /// <summary>The slice with every component outside a cluster held at its first value, one way of being so.</summary>
    public static Slice Only(Slice slice, List<int> components) => slice with
    {
        Values = [.. slice.Values.Select((values, c) => components.Contains(c) ? values : values[..1])],
        Twins = [.. slice.Twins.Select((twins, c) => components.Contains(c) ? twins : [twins[0][..1]])],
        Terms = [.. slice.Terms.Select((terms, c) => components.Contains(c) ? terms : terms[..slice.PartyCount])],
        Marks = [.. slice.Marks.Select((marks, c) => components.Contains(c) ? marks : marks[..1])],
        Couplings = [.. slice.Couplings.Where(coupling => coupling.Components.All(components.Contains))],
    };

    private static IEnumerable<int> MattersTo(Slice slice, int party)
    {
        for (var c = 0; c < slice.ComponentCount; c++)
        {
            if (SideBounds.Most(slice, c, party) > SideBounds.Least(slice, c, party))
            {
                yield return c;
            }
        }

        foreach (var c in slice.Couplings.Where(coupling => coupling.Party == party).SelectMany(coupling => coupling.Components))
        {
            yield return c;
        }
    }
}

using NegotiationSim.Engine.Conditions;

namespace NegotiationSim.Analysis.Spaces;

/// <summary>Lets the first of the values that nothing in a slice tells apart stand for all of them.</summary>
internal static class Twinning
{
    /// <summary>The slice with every value that has a twin before it left out.</summary>
    public static Slice Merge(Slice slice)
    {
        var first = new int[slice.ComponentCount][];
        for (var c = 0; c < first.Length; c++)
        {
            var distinct = new List<int>();
            for (var v = 0; v < slice.Values[c].Length; v++)
            {
                if (!distinct.Exists(w => AreTwins(slice, c, w, v)))
                {
                    distinct.Add(v);
                }
            }

            first[c] = [.. distinct];
        }

        var parties = slice.PartyCount;
        return slice with
        {
            Values = [.. first.Select((places, c) => places.Select(v => slice.Values[c][v]).ToArray())],
            Marks = [.. first.Select((places, c) => places.Select(v => slice.Marks[c][v]).ToArray())],
            Terms = [.. first.Select((places, c) => places.SelectMany(v => slice.Terms[c].Skip(v * parties).Take(parties)).ToArray())],
            Twins = [.. first.Select((places, c) => places
                .Select(v => Enumerable.Range(v, slice.Values[c].Length - v).Where(w => AreTwins(slice, c, v, w)).SelectMany(w => slice.Twins[c][w]).Order().ToArray()).ToArray())],
            Couplings = [.. slice.Couplings.Select(coupling => coupling with { Components = StillOpen(coupling.Components, first) })],
        };
    }

    /// <summary>The components that still have a choice; one without where none has, so that the coupling is decided somewhere.</summary>
    private static int[] StillOpen(int[] components, int[][] places)
    {
        int[] open = [.. components.Where(c => places[c].Length > 1)];
        return open.Length > 0 ? open : components[..1];
    }

    /// <summary>The slice as far as some parties' needs are concerned: what the others gain is forgotten.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="matters">Per party whether it is one of them.</param>
    public static Slice Reduce(Slice slice, bool[] matters)
    {
        var counted = Enumerable.Range(0, matters.Length).Where(k => matters[k] && slice.PartyAt(k).Say == Say.Counted)
            .Aggregate(default(Marks), (marks, k) => marks | Marks.Of(k));
        return Merge(slice with
        {
            Need = [.. slice.Need.Select((need, k) => matters[k] ? need : double.NegativeInfinity)],
            Terms = [.. slice.Terms.Select(terms => terms.Select((term, at) => matters[at % matters.Length] ? term : 0).ToArray())],
            Marks = [.. slice.Marks.Select(list => list.Select(marks => marks & counted).ToArray())],
            Couplings = [.. slice.Couplings.Where(coupling => coupling.IsVeto || !(coupling.Marks & counted).IsEmpty || (coupling.Party >= 0 && matters[coupling.Party]))],
        });
    }

    private static bool AreTwins(Slice slice, int component, int x, int y)
    {
        if (x == y)
        {
            return true;
        }

        var parties = slice.PartyCount;
        var terms = slice.Terms[component];
        return slice.Marks[component][x] == slice.Marks[component][y]
            && terms.AsSpan(x * parties, parties).SequenceEqual(terms.AsSpan(y * parties, parties))
            && Array.TrueForAll(slice.Couplings, coupling => PassesAlike(coupling.Condition, component, slice.Values[component][x], slice.Values[component][y]));
    }

    private static bool PassesAlike(ConcreteCondition condition, int component, int x, int y)
    {
        for (var leaf = 0; leaf < condition.LeafCount; leaf++)
        {
            if (condition.ComponentOf(leaf) == component && condition.Passes(leaf, x) != condition.Passes(leaf, y))
            {
                return false;
            }
        }

        return true;
    }
}

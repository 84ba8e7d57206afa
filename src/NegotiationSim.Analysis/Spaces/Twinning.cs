using NegotiationSim.Engine.Conditions;

namespace NegotiationSim.Analysis.Spaces;

/// <summary>Lets the first of the values that nothing in a slice tells apart stand for all of them.</summary>
internal static class Twinning
{
    /// <summary>The slice with every value that has a twin before it left out.</summary>
    public static Slice Merge(Slice slice)
    {
        var tests = TestsByComponent(slice);
        var parties = slice.PartyCount;
        var merged = slice with { Values = [.. slice.Values], Marks = [.. slice.Marks], Terms = [.. slice.Terms], Twins = [.. slice.Twins] };
        for (var c = 0; c < slice.ComponentCount; c++)
        {
            if (Firsts(slice, c, tests[c]) is not { } firsts)
            {
                continue;
            }

            int[] places = [.. Enumerable.Range(0, firsts.Length).Where(v => firsts[v] == v)];
            var twins = Enumerable.Range(0, firsts.Length).ToLookup(v => firsts[v]);
            merged.Values[c] = [.. places.Select(v => slice.Values[c][v])];
            merged.Marks[c] = [.. places.Select(v => slice.Marks[c][v])];
            merged.Terms[c] = Terms(slice.Terms[c], places, parties);
            merged.Twins[c] = [.. places.Select(v => twins[v].SelectMany(w => slice.Twins[c][w]).Order().ToArray())];
        }

        return merged with { Couplings = [.. slice.Couplings.Select(coupling => coupling with { Components = StillOpen(coupling.Components, merged.Values) })] };
    }

    private static double[] Terms(double[] all, int[] places, int parties)
    {
        var terms = new double[places.Length * parties];
        for (var at = 0; at < places.Length; at++)
        {
            all.AsSpan(places[at] * parties, parties).CopyTo(terms.AsSpan(at * parties));
        }

        return terms;
    }

    /// <summary>Per component the tests of couplings that look at it.</summary>
    private static List<(ConcreteCondition Condition, int Leaf)>[] TestsByComponent(Slice slice)
    {
        List<(ConcreteCondition Condition, int Leaf)>[] tests = [.. Enumerable.Range(0, slice.ComponentCount).Select(_ => new List<(ConcreteCondition Condition, int Leaf)>())];
        foreach (var coupling in slice.Couplings)
        {
            for (var leaf = 0; leaf < coupling.Condition.LeafCount; leaf++)
            {
                tests[coupling.Condition.ComponentOf(leaf)].Add((coupling.Condition, leaf));
            }
        }

        return tests;
    }

    /// <summary>Per value of a component the first one that nothing tells apart from it; null where each is told apart from all others.</summary>
    private static int[]? Firsts(Slice slice, int component, List<(ConcreteCondition Condition, int Leaf)> tests)
    {
        var firsts = new int[slice.Values[component].Length];
        var next = new int[firsts.Length];
        var heads = new Dictionary<int, int>();
        var hasTwins = false;
        for (var v = 0; v < firsts.Length; v++)
        {
            var hash = HashOf(slice, component, v, tests);
            var head = heads.GetValueOrDefault(hash, -1);
            var w = head;
            while (w >= 0 && !AreTwins(slice, component, w, v, tests))
            {
                w = next[w];
            }

            hasTwins |= w >= 0;
            firsts[v] = w >= 0 ? w : v;
            if (w < 0)
            {
                (next[v], heads[hash]) = (head, v);
            }
        }

        return hasTwins ? firsts : null;
    }

    private static int HashOf(Slice slice, int component, int v, List<(ConcreteCondition Condition, int Leaf)> tests)
    {
        var marks = slice.Marks[component][v];
        var hash = marks.A ^ (marks.B << 1) ^ (marks.C << 2) ^ (marks.D << 3);
        foreach (var term in slice.Terms[component].AsSpan(v * slice.PartyCount, slice.PartyCount))
        {
            // 0 and -0 are equal.
            hash = (hash ^ (ulong)BitConverter.DoubleToInt64Bits(term + 0.0)) * 0x9E3779B97F4A7C15;
        }

        foreach (var (condition, leaf) in tests)
        {
            hash = (hash << 1 | hash >> 63) ^ (condition.Passes(leaf, slice.Values[component][v]) ? 1UL : 0);
        }

        return (int)(hash >> 32 ^ hash);
    }

    /// <summary>The components that still have a choice; one without where none has, so that the coupling is decided somewhere.</summary>
    private static int[] StillOpen(int[] components, ushort[][] values)
    {
        int[] open = [.. components.Where(c => values[c].Length > 1)];
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
            Marks = [.. slice.Marks.Select(list => counted.IsEmpty ? NoMarks.Of(list.Length) : list.Select(marks => marks & counted).ToArray())],
            Couplings = [.. slice.Couplings.Where(coupling => coupling.IsVeto || !(coupling.Marks & counted).IsEmpty || (coupling.Party >= 0 && matters[coupling.Party]))],
        });
    }

    private static bool AreTwins(Slice slice, int component, int x, int y, List<(ConcreteCondition Condition, int Leaf)> tests)
    {
        var parties = slice.PartyCount;
        var terms = slice.Terms[component];
        return slice.Marks[component][x] == slice.Marks[component][y]
            && terms.AsSpan(x * parties, parties).SequenceEqual(terms.AsSpan(y * parties, parties))
            && tests.TrueForAll(test => test.Condition.Passes(test.Leaf, slice.Values[component][x]) == test.Condition.Passes(test.Leaf, slice.Values[component][y]));
    }
}

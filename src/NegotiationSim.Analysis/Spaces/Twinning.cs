using System.Buffers;
using System.Numerics;
using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Analysis.Spaces;

/// <summary>Lets the first of the values that nothing in a slice tells apart stand for all of them.</summary>
internal static class Twinning
{
    /// <summary>The slice with every value that has a twin before it left out.</summary>
    public static Slice Merge(Slice slice)
    {
        var tests = TestsByComponent(slice);
        var merged = slice with { Values = [.. slice.Values], Marks = [.. slice.Marks], Terms = [.. slice.Terms], Twins = [.. slice.Twins] };
        for (var c = 0; c < slice.ComponentCount; c++)
        {
            if (Firsts(slice, c, tests[c]) is not { } firsts)
            {
                continue;
            }

            MergeAt(slice, merged, c, firsts);
        }

        return merged with { Couplings = [.. slice.Couplings.Select(coupling => coupling with { Components = StillOpen(coupling.Components, merged.Values) })] };
    }

    /// <summary>Leaves out the twins of one component.</summary>
    private static void MergeAt(Slice slice, Slice merged, int component, int[] firsts)
    {
        var parties = slice.PartyCount;
        var count = 0;
        for (var v = 0; v < firsts.Length; v++)
        {
            count += firsts[v] == v ? 1 : 0;
        }

        var (values, marks, terms) = (new ushort[count], new Marks[count], new double[count * parties]);
        for (int v = 0, at = 0; v < firsts.Length; v++)
        {
            if (firsts[v] == v)
            {
                (values[at], marks[at]) = (slice.Values[component][v], slice.Marks[component][v]);
                slice.Terms[component].AsSpan(v * parties, parties).CopyTo(terms.AsSpan(at * parties));
                at++;
            }
        }

        var twins = Twins(slice.Twins[component], firsts, count);
        (merged.Values[component], merged.Marks[component], merged.Twins[component], merged.Terms[component]) = (values, marks, twins, terms);
    }

    /// <summary>Per value that is left what it stands for, ascending.</summary>
    /// <param name="lists">What each value stood for so far.</param>
    /// <param name="firsts">Per value the one that stands for it from now on.</param>
    /// <param name="count">How many are left.</param>
    private static ushort[][] Twins(ushort[][] lists, int[] firsts, int count)
    {
        var sizes = new int[firsts.Length];
        for (var v = 0; v < firsts.Length; v++)
        {
            sizes[firsts[v]] += lists[v].Length;
        }

        var twins = new ushort[count][];
        var places = new int[firsts.Length];
        var filled = new int[count];
        for (int v = 0, next = 0; v < firsts.Length; v++)
        {
            var first = firsts[v];
            if (first == v)
            {
                // A list to which nothing comes is shared with other slices.
                (places[v], twins[next]) = (next, sizes[v] == lists[v].Length ? lists[v] : new ushort[sizes[v]]);
                next++;
            }

            if (sizes[first] > lists[first].Length)
            {
                var at = places[first];
                lists[v].CopyTo(twins[at], filled[at]);
                filled[at] += lists[v].Length;
            }
        }

        for (var at = 0; at < count; at++)
        {
            if (filled[at] > 0)
            {
                Array.Sort(twins[at]);
            }
        }

        return twins;
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
        var count = slice.Values[component].Length;
        if (count == 1)
        {
            return null;
        }

        var firsts = new int[count];
        var hashes = ArrayPool<int>.Shared.Rent(count);
        var bits = 2 + BitOperations.Log2((uint)count);
        var table = ArrayPool<int>.Shared.Rent(1 << bits);
        Array.Clear(table, 0, 1 << bits);
        var hasTwins = false;
        for (var v = 0; v < count; v++)
        {
            var hash = hashes[v] = HashOf(slice, component, v, tests);
            var at = (int)((uint)hash * 0x9E3779B9u >> (32 - bits));

            // A place holds a value's number plus 1; 0: nothing.
            for (firsts[v] = v; table[at] != 0; at = (at + 1) & ((1 << bits) - 1))
            {
                var w = table[at] - 1;
                if (hashes[w] == hash && AreTwins(slice, component, w, v, tests))
                {
                    firsts[v] = w;
                    hasTwins = true;
                    break;
                }
            }

            if (firsts[v] == v)
            {
                table[at] = v + 1;
            }
        }

        ArrayPool<int>.Shared.Return(hashes);
        ArrayPool<int>.Shared.Return(table);
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
            Terms = Array.TrueForAll(matters, x => x) ? slice.Terms : Array.ConvertAll(slice.Terms, terms => Mattering(terms, matters)),
            Marks = [.. slice.Marks.Select(list => counted.IsEmpty ? NoMarks.Of(list.Length) : list.Select(marks => marks & counted).ToArray())],
            Couplings = [.. slice.Couplings.Where(coupling => coupling.IsVeto || !(coupling.Marks & counted).IsEmpty || (coupling.Party >= 0 && matters[coupling.Party]))],
        });
    }

    private static double[] Mattering(double[] terms, bool[] matters)
    {
        var left = new double[terms.Length];
        for (var k = 0; k < matters.Length; k++)
        {
            for (var at = k; matters[k] && at < terms.Length; at += matters.Length)
            {
                left[at] = terms[at];
            }
        }

        return left;
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

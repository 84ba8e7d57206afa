using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Search.Parties;

/// <summary>Lets the first of the values that nothing in a slice tells apart stand for all of them (interchangeable values: Freuder 1991).</summary>
internal static class InterchangeableValues
{
    /// <summary>The slice without the values for which an earlier one stands.</summary>
    public static Slice Merge(Slice slice)
    {
        var tests = TestsByComponent(slice);
        SliceComponent[] merged = [.. slice.Components.Select((component, c) => component.IsOpen ? Merge(component, new Likeness(component, tests[c])) : component)];
        return slice with
        {
            Components = merged,
            Couplings = [.. slice.Couplings.Select(coupling => coupling with { Components = StillOpen(coupling.Components, merged) })],
        };
    }

    /// <summary>The slice as some parties see it: the others' needs and violations no longer count.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="parties">The parties that are left, ascending.</param>
    /// <param name="fewest">How many of the counted ones among them must accept.</param>
    public static Slice Restrict(Slice slice, int[] parties, int fewest)
    {
        var counted = parties.Where(k => slice.Parties[k].Consent == Consent.Counted && slice.Parties[k].OwnLine >= 0)
            .Aggregate(default(ViolationSet), (set, k) => set | ViolationSet.Of(slice.Parties[k].OwnLine));
        double[] Of(double[] all) => [.. parties.Select(k => all[k])];
        return Merge(slice with
        {
            Parties = [.. parties.Select(k => slice.Parties[k])],
            Fewest = fewest,
            Base = Of(slice.Base),
            Need = Of(slice.Need),
            Slack = Of(slice.Slack),
            Kept = Of(slice.Kept),
            Components = [.. slice.Components.Select(component => component.With(
                parties.Length == slice.PartyCount ? component.Terms : TermsOf(component, parties),
                counted.IsEmpty ? SliceComponent.NoViolations(component.Count) : Array.ConvertAll(component.Violations, violations => violations & counted)))],
            Couplings = [.. slice.Couplings.Where(coupling => coupling.IsVeto || !(coupling.Violations & counted).IsEmpty || parties.Contains(coupling.Party))
                .Select(coupling => coupling with { Party = Array.IndexOf(parties, coupling.Party) })],
        });
    }

    private static double[] TermsOf(SliceComponent component, int[] parties)
    {
        var terms = new double[component.Count * parties.Length];
        for (var v = 0; v < component.Count; v++)
        {
            var all = component.TermsOf(v);
            for (var k = 0; k < parties.Length; k++)
            {
                terms[v * parties.Length + k] = all[parties[k]];
            }
        }

        return terms;
    }

    /// <summary>Per component the tests of couplings that look at it.</summary>
    private static List<(ConcreteCondition Condition, int Leaf)>[] TestsByComponent(Slice slice)
    {
        List<(ConcreteCondition Condition, int Leaf)>[] tests = [.. slice.Components.Select(_ => new List<(ConcreteCondition Condition, int Leaf)>())];
        foreach (var coupling in slice.Couplings)
        {
            for (var leaf = 0; leaf < coupling.Condition.LeafCount; leaf++)
            {
                tests[coupling.Condition.ComponentOf(leaf)].Add((coupling.Condition, leaf));
            }
        }

        return tests;
    }

    private static SliceComponent Merge(SliceComponent component, Likeness likeness)
    {
        // Per value that is left the place of its first one, and what it stands for.
        var groups = new Dictionary<int, int>(component.Count, likeness);
        var (firsts, values) = (new List<int>(), new List<ushort[]>());
        List<ushort>?[] grown = [];
        for (var v = 0; v < component.Count; v++)
        {
            if (groups.TryAdd(v, firsts.Count))
            {
                firsts.Add(v);
                values.Add(component.Interchangeable[v]);
                continue;
            }

            var group = groups[v];
            grown = grown.Length > 0 ? grown : new List<ushort>?[component.Count];
            (grown[group] ??= [.. values[group]]).AddRange(component.Interchangeable[v]);
        }

        if (grown.Length == 0)
        {
            return component;
        }

        for (var group = 0; group < values.Count; group++)
        {
            if (grown[group] is { } list)
            {
                list.Sort();
                values[group] = [.. list];
            }
        }

        var parties = component.Terms.Length / component.Count;
        var terms = new double[firsts.Count * parties];
        for (var at = 0; at < firsts.Count; at++)
        {
            component.TermsOf(firsts[at]).CopyTo(terms.AsSpan(at * parties));
        }

        return new SliceComponent([.. firsts.Select(v => component.Values[v])], [.. values], terms, [.. firsts.Select(v => component.Violations[v])]);
    }

    /// <summary>The components that still have a choice; one without where none has, so that the coupling is decided somewhere.</summary>
    private static int[] StillOpen(int[] components, SliceComponent[] merged)
    {
        int[] open = [.. components.Where(c => merged[c].IsOpen)];
        return open.Length > 0 ? open : components[..1];
    }

    /// <summary>Places of values are equal where nothing tells the values apart: terms, violations or tests of couplings.</summary>
    private sealed class Likeness(SliceComponent component, List<(ConcreteCondition Condition, int Leaf)> tests) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y)
        {
            if (component.Violations[x] != component.Violations[y] || !component.TermsOf(x).SequenceEqual(component.TermsOf(y)))
            {
                return false;
            }

            foreach (var (condition, leaf) in tests)
            {
                if (condition.Passes(leaf, component.Values[x]) != condition.Passes(leaf, component.Values[y]))
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(int v)
        {
            var violations = component.Violations[v];
            var hash = violations.A ^ (violations.B << 1) ^ (violations.C << 2) ^ (violations.D << 3);
            foreach (var term in component.TermsOf(v))
            {
                // 0 and -0 are equal.
                hash = (hash ^ (ulong)BitConverter.DoubleToInt64Bits(term + 0.0)) * 0x9E3779B97F4A7C15;
            }

            foreach (var (condition, leaf) in tests)
            {
                hash = (hash << 1 | hash >> 63) ^ (condition.Passes(leaf, component.Values[v]) ? 1UL : 0);
            }

            return (int)(hash >> 32 ^ hash);
        }
    }
}

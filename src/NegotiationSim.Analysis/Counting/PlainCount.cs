using System.Numerics;
using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Counting;

/// <summary>
/// How many outcomes no coupling rules out, whatever they are worth: component by component, for every way in which the couplings can still be open, the number of
/// ways to get there. Exact at any size where such ways are few.
/// </summary>
internal static class PlainCount
{
    private const int MostStates = 200_000;

    /// <summary>Counts the outcomes of a slice in which no need matters.</summary>
    public static OutcomeCount Of(Slice slice, WorkBudget budget)
    {
        Coupling[] vetoes = [.. slice.Couplings.Where(coupling => coupling.IsVeto)];
        int[] order = [.. vetoes.SelectMany(coupling => coupling.Components).Distinct()];
        var free = Enumerable.Range(0, slice.ComponentCount).Except(order)
            .Aggregate(BigInteger.One, (product, c) => product * slice.Twins[c].Sum(twins => twins.Length));
        var last = vetoes.Select(coupling => coupling.Components.Max(c => Array.IndexOf(order, c))).ToArray();
        var states = new Dictionary<string, (ushort[] Example, BigInteger Count)>
        {
            [""] = ([.. slice.Values.Select(values => values[0])], BigInteger.One),
        };
        for (var depth = 0; depth < order.Length; depth++)
        {
            var next = new Dictionary<string, (ushort[] Example, BigInteger Count)>();
            foreach (var (example, count) in states.Values)
            {
                for (var v = 0; v < slice.Values[order[depth]].Length; v++)
                {
                    ushort[] outcome = [.. example];
                    outcome[order[depth]] = slice.Values[order[depth]][v];
                    if (Enumerable.Range(0, vetoes.Length).Any(i => last[i] == depth && vetoes[i].Condition.Holds(outcome)))
                    {
                        continue;
                    }

                    var key = Open(vetoes, last, order, depth, outcome);
                    var ways = count * slice.Twins[order[depth]][v].Length;
                    next[key] = next.TryGetValue(key, out var known) ? (known.Example, known.Count + ways) : (outcome, ways);
                }
            }

            if (next.Count > MostStates || !budget.Spend(next.Count * 64L))
            {
                return new OutcomeCount(0, slice.Size);
            }

            states = next;
        }

        return OutcomeCount.Exactly(free * states.Values.Aggregate(BigInteger.Zero, (sum, state) => sum + state.Count));
    }

    /// <summary>How the couplings that are not decided are still open: which of their tests that could be made passed.</summary>
    private static string Open(Coupling[] vetoes, int[] last, int[] order, int depth, ushort[] outcome)
    {
        var key = new List<char>();
        for (var i = 0; i < vetoes.Length; i++)
        {
            if (last[i] <= depth)
            {
                continue;
            }

            var condition = vetoes[i].Condition;
            var passesAll = true;
            for (var leaf = 0; leaf < condition.LeafCount; leaf++)
            {
                var place = Array.IndexOf(order, condition.ComponentOf(leaf));
                if (place > depth)
                {
                    continue;
                }

                var passes = condition.Passes(leaf, outcome[condition.ComponentOf(leaf)]);
                passesAll &= passes;
                if (!condition.IsConjunction)
                {
                    key.Add(passes ? '1' : '0');
                }
            }

            if (condition.IsConjunction)
            {
                key.Add(passesAll ? '1' : '0');
            }
        }

        return new string([.. key]);
    }
}

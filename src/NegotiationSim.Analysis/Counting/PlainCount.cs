using System.Numerics;
using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Counting;

/// <summary>
/// How many outcomes no coupling rules out, whatever they are worth: component by component, for every way in which the couplings can still be open, the number of
/// ways to get there. Exact at any size where such ways are few.
/// </summary>
internal static class PlainCount
{
    private const int MostStates = 100_000;

    /// <summary>Counts the outcomes of a slice in which no need matters.</summary>
    public static OutcomeCount Of(Slice slice, WorkBudget budget)
    {
        Coupling[] vetoes = [.. slice.Couplings.Where(coupling => coupling.IsVeto)];
        int[] order = [.. vetoes.SelectMany(coupling => coupling.Components).Distinct()];
        var free = Enumerable.Range(0, slice.ComponentCount).Except(order)
            .Aggregate(BigInteger.One, (product, c) => product * slice.Twins[c].Sum(twins => twins.Length));
        var tests = new OpenTests(slice, vetoes, order);
        var states = new Dictionary<string, (ushort[] Example, BigInteger Count)>
        {
            [""] = ([.. slice.Values.Select(values => values[0])], BigInteger.One),
        };
        for (var depth = 0; depth < order.Length; depth++)
        {
            if (Next(slice, tests, order[depth], depth, states.Values, budget) is not { } next)
            {
                return GridBounds.Of(slice, [], 0, budget);
            }

            states = next;
        }

        return OutcomeCount.Exactly(free * states.Values.Aggregate(BigInteger.Zero, (sum, state) => sum + state.Count));
    }

    /// <summary>The ways after one more component is set; null where there are too many of them.</summary>
    private static Dictionary<string, (ushort[] Example, BigInteger Count)>? Next(
        Slice slice, OpenTests tests, int component, int depth, IEnumerable<(ushort[] Example, BigInteger Count)> states, WorkBudget budget)
    {
        var next = new Dictionary<string, (ushort[] Example, BigInteger Count)>();
        foreach (var (example, count) in states)
        {
            for (var v = 0; v < slice.Values[component].Length; v++)
            {
                if (next.Count > MostStates || !budget.Spend(64 + example.Length + 8 * tests.Cost[depth]))
                {
                    return null;
                }

                ushort[] outcome = [.. example];
                outcome[component] = slice.Values[component][v];
                if (Array.Exists(tests.Decided[depth], veto => veto.Condition.Holds(outcome)))
                {
                    continue;
                }

                var key = tests.KeyOf(depth, outcome);
                var ways = count * slice.Twins[component][v].Length;
                next[key] = next.TryGetValue(key, out var known) ? (known.Example, known.Count + ways) : (outcome, ways);
            }
        }

        return next;
    }
}

using System.Numerics;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Counting;

/// <summary>
/// How many outcomes no veto rules out, whatever they are worth: component by component, for every way in which the couplings can still be open, the number of
/// ways to get there. Exact at any size where such states are few.
/// </summary>
internal static class StateCount
{
    private const int MostStates = 100_000;

    /// <summary>Counts the outcomes of a slice in which no need matters.</summary>
    public static OutcomeCount Of(Slice slice, WorkBudget budget)
    {
        ConditionEffect[] vetoes = [.. slice.Couplings.Where(coupling => coupling.IsVeto)];
        int[] order = [.. vetoes.SelectMany(coupling => coupling.Components).Distinct()];
        var open = new OpenCouplings(slice, vetoes, order);
        var (states, counts) = (new RowSet<ulong>(open.KeyLength), new List<BigInteger>());
        var key = new ulong[open.KeyLength];
        if (open.Start(key))
        {
            states.Add(key);
            counts.Add(BigInteger.One);
        }

        for (var depth = 0; depth < order.Length; depth++)
        {
            var component = slice.Components[order[depth]];
            var (next, nextCounts) = (new RowSet<ulong>(open.KeyLength), new List<BigInteger>());
            for (var state = 0; state < states.Count; state++)
            {
                for (var v = 0; v < component.Count; v++)
                {
                    if (next.Count > MostStates || !budget.Spend(64 + slice.ComponentCount + 8 * open.Cost[depth]))
                    {
                        return GridBounds.Of(slice, budget);
                    }

                    states[state].CopyTo(key);
                    if (open.Advance(key, depth, component.Values[v]))
                    {
                        var ways = counts[state] * component.Interchangeable[v].Length;
                        if (next.Add(key, out var at))
                        {
                            nextCounts.Add(BigInteger.Zero);
                        }

                        nextCounts[at] += ways;
                    }
                }
            }

            (states, counts) = (next, nextCounts);
        }

        var free = Enumerable.Range(0, slice.ComponentCount).Except(order).Aggregate(BigInteger.One, (product, c) => product * slice.Components[c].Ways);
        return OutcomeCount.Exactly(free * counts.Aggregate(BigInteger.Zero, (sum, count) => sum + count));
    }
}

using System.Collections.Immutable;
using NegotiationSim.Analysis.Cases;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Solving;

/// <summary>For every value of every component, whether a question has an outcome with it. One outcome that is found answers for all of its values.</summary>
internal static class OptionGrid
{
    /// <summary>Which values a question's outcomes have.</summary>
    /// <param name="query">The question.</param>
    /// <param name="known">Outcomes of it that are known already.</param>
    /// <param name="budget">What may be done.</param>
    public static ImmutableArray<ImmutableArray<Existence>> Of(OutcomeQuery query, IEnumerable<ushort[]> known, WorkBudget budget)
    {
        var layout = query.Layout;
        var grid = new Existence[layout.ComponentCount][];
        var slices = SliceBuilder.Build(query, budget: budget);
        for (var c = 0; c < grid.Length; c++)
        {
            grid[c] = new Existence[layout.ValueCount(c)];
            Array.Fill(grid[c], slices is null ? Existence.Undecided : Existence.No);
        }

        foreach (var outcome in known)
        {
            Enter(grid, outcome);
        }

        foreach (var slice in slices ?? [])
        {
            new SliceGrid(slice, grid, budget).Fill(known);
        }

        return [.. grid.Select(values => values.ToImmutableArray())];
    }

    /// <summary>How an actor stands to every value.</summary>
    public static ImmutableArray<ImmutableArray<OptionStance>> StancesOf(CaseFile file, int actor, IEnumerable<ushort[]> known, WorkBudget budget)
    {
        var grid = Of(Questions.AcceptableTo(file, [actor]), known, budget);
        var outcome = new ushort[file.Layout.ComponentCount];
        bool Crosses(int component, int value)
        {
            outcome[component] = (ushort)value;
            foreach (var line in file.Of(actor).Vetoes)
            {
                if (line.Components.Length == 1 && line.Components[0] == component && line.Holds(outcome))
                {
                    return true;
                }
            }

            return false;
        }

        return [.. grid.Select((values, c) => values.Select((exists, v) => Crosses(c, v) ? OptionStance.CrossesRedLine : exists switch
        {
            Existence.Yes => OptionStance.Acceptable,
            Existence.No => OptionStance.NeverAcceptable,
            _ => OptionStance.Undecided,
        }).ToImmutableArray())];
    }

    private static void Enter(Existence[][] grid, ushort[] outcome)
    {
        for (var c = 0; c < outcome.Length; c++)
        {
            grid[c][outcome[c]] = Existence.Yes;
        }
    }
}

using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Optimization;

/// <summary>Looks for one outcome of a query: any, the ones with the largest value of a goal, or the first of these in enumeration order (1e-9 allowed).</summary>
internal static class OutcomeSearch
{
    /// <summary>What to spend on looking in enumeration order, which is not the order that finds things fast.</summary>
    private const long QuickSearch = 20_000_000;

    /// <summary>Looks for one outcome of a query.</summary>
    /// <param name="slices">The query's slices; null: too many of them to look at.</param>
    /// <param name="budget">What may be done.</param>
    public static (Existence Exists, ushort[]? Witness) Any(List<Slice>? slices, WorkBudget budget)
    {
        if (slices is null)
        {
            return (Existence.Undecided, null);
        }

        var optima = new Optima(1);
        var search = new BranchAndBound(null, optima, budget);
        foreach (var slice in slices)
        {
            search.Run(slice);
            if (optima.Points.Count > 0)
            {
                return (Existence.Yes, optima.Points[0].Outcome);
            }
        }

        return (optima.IsProven ? Existence.No : Existence.Undecided, null);
    }

    /// <summary>The optima of a goal.</summary>
    /// <param name="query">Where to look.</param>
    /// <param name="goal">What for.</param>
    /// <param name="most">How many points to keep; 1: one that is best will do.</param>
    /// <param name="budget">What may be done.</param>
    public static Optima Find(OutcomeQuery query, Goal goal, int most, WorkBudget budget) => Find(SliceBuilder.Build(query), goal, most, budget);

    /// <summary>The same over slices that are at hand.</summary>
    public static Optima Find(List<Slice>? slices, Goal goal, int most, WorkBudget budget)
    {
        var optima = new Optima(most);
        if (slices is null)
        {
            optima.GiveUp(double.PositiveInfinity);
            return optima;
        }

        var search = new BranchAndBound(goal, optima, budget);
        slices.ForEach(search.Run);
        return optima;
    }

    /// <summary>The first of the best outcomes; null when the query has no outcome.</summary>
    /// <param name="query">Where to look.</param>
    /// <param name="goal">What for; null: the first outcome there is.</param>
    /// <param name="budget">What may be done.</param>
    /// <param name="isProven">Whether the outcome is proven best and first.</param>
    public static OptimalPoint? First(OutcomeQuery query, Goal? goal, WorkBudget budget, out bool isProven)
    {
        var best = Look(query, goal, double.NegativeInfinity, budget, out isProven);
        if (best is null)
        {
            return null;
        }

        var bar = goal is null ? double.NegativeInfinity : best.Value - Optima.Tolerance;
        var quick = new WorkBudget(Math.Min(QuickSearch, budget.Left), budget.Cancel);
        if (FirstAbove(SliceBuilder.Build(query)!, goal, bar, quick, out var isFirst) is { } found && isFirst)
        {
            return found;
        }

        budget.Spend(QuickSearch);
        var outcome = best;
        for (var c = 0; c < outcome.Outcome.Length; c++)
        {
            for (ushort v = 0; v < outcome.Outcome[c]; v++)
            {
                if (budget.IsSpent)
                {
                    isProven = false;
                    return outcome;
                }

                // What comes earlier and is as good takes the place of what was found, until nothing earlier is as good.
                if (Look(query.With(c, v), goal, bar, budget, out var isSure) is { } earlier)
                {
                    outcome = earlier;
                    break;
                }

                isProven &= isSure;
            }

            query = query.With(c, outcome.Outcome[c]);
        }

        return outcome;
    }

    /// <summary>An outcome with the largest value, or where a bar is given any above it.</summary>
    private static OptimalPoint? Look(OutcomeQuery query, Goal? goal, double bar, WorkBudget budget, out bool isProven)
    {
        var slices = SliceBuilder.Build(query, budget: budget);
        if (goal is null)
        {
            var (exists, witness) = Any(slices, budget);
            isProven = exists != Existence.Undecided;
            return witness is null ? null : new OptimalPoint(witness, [], 0);
        }

        var optima = Find(slices, goal, 1, budget);
        isProven = optima.IsProven;
        return optima.Points.Count > 0 && optima.Best > bar ? optima.Points[0] : null;
    }

    /// <summary>The first outcome in enumeration order whose value is above a bar; not proven where the budget ran out.</summary>
    private static OptimalPoint? FirstAbove(List<Slice> slices, Goal? goal, double bar, WorkBudget budget, out bool isProven)
    {
        OptimalPoint? first = null;
        isProven = true;
        foreach (var slice in slices)
        {
            var optima = new Optima(1);
            new BranchAndBound(goal, optima, budget) { Above = bar }.Run(slice);
            isProven &= optima.IsProven;
            if (optima.Points.Count > 0 && (first is null || optima.Points[0].Outcome.AsSpan().SequenceCompareTo(first.Outcome) < 0))
            {
                first = optima.Points[0];
            }
        }

        return first;
    }
}

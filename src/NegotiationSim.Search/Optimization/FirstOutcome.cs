using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Optimization;

/// <summary>Looks for one outcome of a query: any, or the first in enumeration order that is good enough.</summary>
internal static class FirstOutcome
{
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

    /// <summary>The first outcome in enumeration order whose value is above a bar.</summary>
    /// <param name="slices">The query's slices.</param>
    /// <param name="goal">The goal; null: any outcome will do.</param>
    /// <param name="bar">The bar.</param>
    /// <param name="budget">What may be done.</param>
    /// <param name="isProven">False when the budget ran out.</param>
    public static OptimalPoint? Above(List<Slice> slices, Goal? goal, double bar, WorkBudget budget, out bool isProven)
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

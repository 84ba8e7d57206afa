using NegotiationSim.Engine.Utilities;

namespace NegotiationSim.Engine.Offers;

/// <summary>
/// An offer that suits the others: the greedy solution of the multiple-choice knapsack (Sinha &amp; Zoltners 1979). From its best permitted
/// outcome the actor changes one component at a time. First it takes the change with the largest gain in the others' mean estimated
/// utility per own utility given up, until that change would fall below the target; then, of those that stay at or above the target, the one
/// with the largest gain, until none gains. Ties: less own loss, then the lower component, then the lower value. A change that
/// loses nothing comes before all that do.
/// </summary>
public static class ConcessionLadder
{
    /// <summary>Finds the offer. False when nothing is permitted or the best permitted outcome is below the target.</summary>
    /// <param name="search">What the actor may offer.</param>
    /// <param name="estimate">Per component and value (<see cref="ComponentLayout.Offset"/>) what it adds to the others' mean estimated utility.</param>
    /// <param name="target">The least own utility that is offered.</param>
    /// <param name="reservation">The no-deal value.</param>
    /// <param name="outcome">Receives the offer.</param>
    /// <param name="utility">Receives its own utility.</param>
    /// <param name="discount">What utilities are worth in this round.</param>
    public static bool Offer(
        OfferSearch search, ReadOnlySpan<double> estimate, double target, double reservation, Span<ushort> outcome, out double utility, double discount = 1)
    {
        if (!search.Best(reservation, outcome, out utility, discount) || utility < target)
        {
            return false;
        }

        return Climb(search, estimate, target, reservation, outcome, ref utility, default(NoFilter), discount);
    }

    /// <summary>Climbs from a text that the actor may sign. False when somebody must be asked about a rung first.</summary>
    /// <param name="search">What the actor may offer.</param>
    /// <param name="estimate">As for <see cref="Offer"/>.</param>
    /// <param name="target">The least own utility that is offered.</param>
    /// <param name="reservation">The no-deal value.</param>
    /// <param name="outcome">Where to start; receives the offer.</param>
    /// <param name="utility">Its own utility.</param>
    /// <param name="filter">Texts that are off the table.</param>
    /// <param name="discount">What utilities are worth in this round.</param>
    public static bool Climb<TFilter>(
        OfferSearch search, ReadOnlySpan<double> estimate, double target, double reservation, Span<ushort> outcome, ref double utility, TFilter filter, double discount)
        where TFilter : ITextFilter
    {
        // Up the ladder by gain per loss while the best rung is within reach, then whatever still fits.
        foreach (var byRatio in (ReadOnlySpan<bool>)[true, false])
        {
            while (Choose(search, estimate, byRatio ? double.NegativeInfinity : target, reservation, discount, outcome, utility, byRatio, filter)
                is { Component: >= 0 } step && step.Utility >= target)
            {
                outcome[step.Component] = step.Value;
                utility = step.Utility;
                if (filter.MustAskAbout(outcome))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// The rung to take, none: component -1. What most changes cost is known well enough from the terms to pass them over; those that could be the
    /// one are decided by the utility function itself.
    /// </summary>
    private static Step Choose<TFilter>(
        OfferSearch search, ReadOnlySpan<double> estimate, double floor, double reservation, double discount, Span<ushort> outcome, double utility, bool byRatio, TFilter filter)
        where TFilter : ITextFilter
    {
        var layout = search.Table.Layout;
        var permitted = search.Permitted;
        Span<double> before = stackalloc double[layout.IssueCount + 1];
        search.Table.AddUp(outcome, before);
        var best = new Step(-1, 0, double.NaN, 0, 0);
        var leastOfBest = double.NegativeInfinity;
        for (var c = 0; c < layout.ComponentCount; c++)
        {
            var current = outcome[c];
            var values = estimate.Slice(layout.Offset(c), layout.ValueCount(c));
            var terms = permitted.AllTerms(c);
            var slack = permitted.SlackOf(c);
            for (ushort v = 0; v < values.Length; v++)
            {
                var gain = values[v] - values[current];
                if (!(gain > 0))
                {
                    continue;
                }

                // Loss and worth within bounds: a change that can be no better than the best so far, or falls below the floor for sure, is out.
                var loss = terms[current] - terms[v];
                if (utility - loss + slack < floor || Worth(gain, loss - slack, byRatio) < leastOfBest || !permitted.IsAllowed(c, v))
                {
                    continue;
                }

                outcome[c] = v;
                var changed = search.Table.EvaluateFrom(layout.IssueOf(c), before, outcome);
                var step = new Step(c, v, changed, gain, utility - changed);
                if (changed >= floor && (best.Component < 0 || step.Precedes(best, byRatio)) && search.PermitsChange(outcome, reservation, discount)
                    && !filter.Excludes(outcome))
                {
                    best = step;
                    leastOfBest = Worth(gain, step.Loss, byRatio);
                }
            }

            outcome[c] = current;
        }

        return best;
    }

    /// <summary>What a change is chosen by: gain per loss, infinite where nothing is lost; or gain alone.</summary>
    private static double Worth(double gain, double loss, bool byRatio) =>
        !byRatio ? gain : loss > 0 ? gain / loss : double.PositiveInfinity;

    private readonly struct NoFilter : ITextFilter
    {
        public bool Excludes(ReadOnlySpan<ushort> text) => false;

        public bool MustAskAbout(ReadOnlySpan<ushort> text) => false;
    }

    /// <summary>A change of one component, with the own utility it leads to, what the others gain and what it costs.</summary>
    private readonly record struct Step(int Component, ushort Value, double Utility, double Gain, double Loss)
    {
        /// <summary>Whether this change is taken before another of a higher component or value.</summary>
        public bool Precedes(Step other, bool byRatio)
        {
            if (!byRatio)
            {
                return Gain > other.Gain || (Gain == other.Gain && Loss < other.Loss);
            }

            var (ratio, otherRatio) = (Worth(Gain, Loss, byRatio), Worth(other.Gain, other.Loss, byRatio));
            return ratio > otherRatio || (ratio == otherRatio && Loss < other.Loss);
        }
    }
}

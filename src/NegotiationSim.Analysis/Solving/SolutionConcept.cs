using NegotiationSim.Scenarios.Arithmetic;
using NegotiationSim.Search.Optimization;

namespace NegotiationSim.Analysis.Solving;

/// <summary>
/// A bargaining solution as goals in order of rank: outcomes that are best by the first one, of those the ones that are best by the second, and so on. What is left
/// is cut down to what nobody can improve on without hurting another.
/// </summary>
/// <param name="Goals">The goals; together they rise with everybody's utility, so that what is best by all is on the frontier.</param>
/// <param name="ValueOf">The figure that is shown for an outcome's utilities.</param>
/// <param name="ValueOfGoal">The figure that belongs to a value of the first goal.</param>
internal sealed record SolutionConcept(IReadOnlyList<Goal> Goals, Func<double[], double> ValueOf, Func<double, double> ValueOfGoal)
{
    /// <summary>The goals that take the place of all where the first one is 0 at best and so says nothing; null: none do.</summary>
    public IReadOnlyList<Goal>? GoalsAtZero { get; init; }

    /// <summary>
    /// The largest product of gains. Whoever cannot gain is left out of it, and counts only where the others' products are equal; where the product is nothing even
    /// so, the egalitarian solution.
    /// </summary>
    public static SolutionConcept Nash(double[] disagreement, double[] span)
    {
        bool[] gaining = [.. span.Select(s => s > 0)];
        var isAnybodyStuck = gaining.Contains(false);
        var egalitarian = Egalitarian(disagreement, span).Goals;
        IReadOnlyList<Goal> product = !isAnybodyStuck ? [new ProductOfGains(disagreement, gaining)]
            : [new ProductOfGains(disagreement, gaining), new WeightedSum([.. gaining.Select(isIn => isIn ? 0.0 : 1.0)])];
        return new SolutionConcept(
            gaining.Contains(true) ? product : egalitarian,
            utilities => utilities.Zip(disagreement, (own, least) => Math.Max(0, own - least)).Aggregate(1.0, (all, gain) => all * gain),
            mean => isAnybodyStuck ? 0 : PortableMath.Pow(mean, span.Length))
        {
            GoalsAtZero = gaining.Contains(true) ? egalitarian : null,
        };
    }

    /// <summary>The largest smallest share, then the largest second smallest and so on; whoever has no way to go is left out.</summary>
    public static SolutionConcept KalaiSmorodinsky(double[] disagreement, double[] span)
    {
        var shares = new SmallestGains(disagreement, span);
        return new SolutionConcept([.. Leximin(disagreement, span, 0)], utilities => shares.Value(utilities), share => share);
    }

    /// <summary>The largest smallest gain, then the largest second smallest and so on.</summary>
    public static SolutionConcept Egalitarian(double[] disagreement, double[] span)
    {
        double[] ones = [.. span.Select(_ => 1.0)];
        var gains = new SmallestGains(disagreement, ones);

        // Whoever cannot gain at all has the smallest gain, and that is nothing in every outcome.
        var stuck = span.Count(s => s <= 0);
        return new SolutionConcept([.. Leximin(disagreement, ones, stuck)], utilities => gains.Value(utilities), gain => stuck > 0 ? 0 : gain);
    }

    /// <summary>The largest sum of utilities.</summary>
    public static SolutionConcept Utilitarian(int parties)
    {
        var sum = new WeightedSum([.. Enumerable.Repeat(1.0, parties)]);
        return new SolutionConcept([sum], utilities => sum.Value(utilities), total => total);
    }

    /// <summary>
    /// One smallest gain, two smallest gains and so on; at last the sum of all, in which losses count, so that outcomes that differ in nothing but losses are told apart.
    /// </summary>
    private static IEnumerable<Goal> Leximin(double[] disagreement, double[] scale, int known)
    {
        var parties = scale.Count(s => s > 0);
        for (var many = known + 1; many <= parties; many++)
        {
            yield return new SmallestGains(disagreement, scale, many);
        }

        yield return new WeightedSum([.. scale.Select(s => s > 0 ? 1 / s : 1)]);
    }
}

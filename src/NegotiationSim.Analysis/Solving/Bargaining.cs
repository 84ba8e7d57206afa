using NegotiationSim.Analysis.Cases;
using NegotiationSim.Analysis.Searching;
using NegotiationSim.Analysis.Spaces;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Solving;

/// <summary>The bargaining solutions over the zone, or where that is empty over all feasible outcomes.</summary>
internal sealed class Bargaining(CaseFile file, AnalysisOptions options, CancellationToken cancel)
{
    private readonly int[] _actors = [.. file.Consent.All];

    /// <summary>Works out all four.</summary>
    /// <param name="worst">Per actor of the scenario the utility of its worst feasible outcome.</param>
    /// <param name="isUnconstrained">Whether the zone is empty.</param>
    public BargainingSolutions Solve(IReadOnlyList<double> worst, bool isUnconstrained)
    {
        var question = isUnconstrained ? Question.Unconstrained(file, _actors) : Question.Zone(file);
        var slices = SliceBuilder.Build(question);
        double[] disagreement = [.. _actors.Select(actor => isUnconstrained ? worst[actor] : Math.Max(file.Of(actor).NoDeal, worst[actor]))];
        if (slices is { Count: 0 })
        {
            return Nothing(isUnconstrained);
        }

        var (ideal, isIdealProven) = IdealPoint(slices);
        if (ideal.Any(double.IsNegativeInfinity) && isIdealProven)
        {
            return Nothing(isUnconstrained);
        }

        double[] span = [.. ideal.Zip(disagreement, (best, least) => best - least < Optima.Tolerance ? 0 : best - least)];
        var ones = Enumerable.Repeat(1.0, _actors.Length).ToArray();
        Goal[] goals = [new ProductOfGains(disagreement), new SmallestGain(disagreement, span), new SmallestGain(disagreement, ones), new WeightedSum(ones)];
        var found = new BargainingSolution[goals.Length];
        options.ForAll(goals.Length, i => found[i] = Find(slices, goals[i]));
        return new BargainingSolutions
        {
            Unconstrained = isUnconstrained,
            Disagreement = [.. disagreement],
            IdealPoint = [.. ideal],
            Nash = found[0],
            KalaiSmorodinsky = isIdealProven ? found[1] : found[1] with { IsProven = false },
            Egalitarian = found[2],
            Utilitarian = found[3],
        };
    }

    private (double[] Ideal, bool IsProven) IdealPoint(List<Slice>? slices)
    {
        var ideal = new double[_actors.Length];
        var isProven = true;
        for (var k = 0; k < ideal.Length; k++)
        {
            var weights = new double[ideal.Length];
            weights[k] = 1;
            var best = BestOutcome.Find(slices, new WeightedSum(weights), 1, new WorkBudget(options.Budget / 4, cancel));
            ideal[k] = best.Best;
            isProven &= best.IsProven;
        }

        return (ideal, isProven);
    }

    private BargainingSolution Find(List<Slice>? slices, Goal goal)
    {
        var optima = BestOutcome.Find(slices, goal, options.MostPoints, new WorkBudget(options.Budget / 4, cancel));
        optima.Points.Sort((x, y) => x.Outcome.AsSpan().SequenceCompareTo(y.Outcome));
        return new BargainingSolution
        {
            Points = [.. optima.Points.Select(point => new SolutionPoint(new Outcome([.. point.Outcome]), [.. point.Utilities], point.Value))],
            Bound = optima.IsProven ? optima.Best : Math.Max(optima.Bound, optima.Best),
            IsProven = optima.IsProven,
            IsComplete = optima.IsProven && !optima.IsOverfull,
        };
    }

    private static BargainingSolutions Nothing(bool isUnconstrained)
    {
        var none = new BargainingSolution { Points = [], Bound = double.NaN, IsProven = true, IsComplete = true };
        return new BargainingSolutions
        {
            Unconstrained = isUnconstrained, Disagreement = [], IdealPoint = [],
            Nash = none, KalaiSmorodinsky = none, Egalitarian = none, Utilitarian = none,
        };
    }
}

using NegotiationSim.Analysis.Cases;
using NegotiationSim.Search.Optimization;
using NegotiationSim.Search.Parties;

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
        var question = isUnconstrained ? Questions.Unconstrained(file, _actors) : Questions.Zone(file);
        var slices = SliceBuilder.Build(question);
        double[] disagreement = [.. _actors.Select(actor => isUnconstrained ? worst[actor] : Math.Max(file.Of(actor).NoDeal, worst[actor]))];
        if (slices is { Count: 0 })
        {
            return Nothing(isUnconstrained);
        }

        var (ideal, reachable, isIdealProven) = IdealPoint(slices);
        if (ideal.Any(double.IsNegativeInfinity) && isIdealProven)
        {
            return Nothing(isUnconstrained);
        }

        double[] span = [.. reachable.Zip(disagreement, (best, least) => best - least < Optima.Tolerance ? 0 : best - least)];
        SolutionConcept[] concepts =
        [
            SolutionConcept.Nash(disagreement, span), SolutionConcept.KalaiSmorodinsky(disagreement, span),
            SolutionConcept.Egalitarian(disagreement, span), SolutionConcept.Utilitarian(span.Length),
        ];
        var found = new BargainingSolution[concepts.Length];
        options.ForAll(concepts.Length, i => found[i] = new RankedSearch(slices, options, new WorkBudget(options.Budget / 6, cancel)).Find(concepts[i]));
        return new BargainingSolutions
        {
            Unconstrained = isUnconstrained,
            Disagreement = [.. disagreement],
            IdealPoint = [.. ideal],
            Nash = found[0],
            KalaiSmorodinsky = isIdealProven ? found[1] : found[1] with { IsProven = false, Bound = 1 },
            Egalitarian = found[2],
            Utilitarian = found[3],
        };
    }

    /// <summary>The best utilities that were found, and what they are proven not to exceed.</summary>
    private (double[] Ideal, double[] Reachable, bool IsProven) IdealPoint(List<Slice>? slices)
    {
        var ideal = new double[_actors.Length];
        var reachable = new double[_actors.Length];
        var isProven = true;
        for (var k = 0; k < ideal.Length; k++)
        {
            var weights = new double[ideal.Length];
            weights[k] = 1;
            var best = OutcomeSearch.Find(slices, new WeightedSum(weights), 1, new WorkBudget(options.Budget / 8 / ideal.Length, cancel));
            ideal[k] = best.Best;
            reachable[k] = best.IsProven ? best.Best : Math.Max(best.Best, best.Bound);
            isProven &= best.IsProven;
        }

        return (ideal, reachable, isProven);
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

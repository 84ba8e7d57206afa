using NegotiationSim.Analysis.Cases;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Optimization;
using NegotiationSim.Search.Pareto;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Solving;

/// <summary>The Pareto frontier over the zone, or where that is empty over all feasible outcomes. Too large to be found, it is bounded, and points that are known to be on it are listed.</summary>
internal sealed class Frontier(CaseFile file, AnalysisOptions options, CancellationToken cancel)
{
    private const int SupportedPoints = 100;

    private static readonly int[] s_primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];

    private readonly int[] _actors = [.. file.Consent.All];

    /// <summary>Works it out.</summary>
    /// <param name="isUnconstrained">Whether the zone is empty.</param>
    /// <param name="most">At most so many outcomes there are to look at.</param>
    /// <param name="solutions">The solutions over the same outcomes.</param>
    public ParetoFrontier Find(bool isUnconstrained, System.Numerics.BigInteger most, BargainingSolutions solutions)
    {
        var slices = SliceBuilder.Build(isUnconstrained ? Questions.Unconstrained(file, _actors) : Questions.Zone(file));
        var budget = new WorkBudget(options.Budget / 8, cancel);
        var candidates = new List<ushort[]>();
        foreach (var slice in slices ?? [])
        {
            if (new ParetoSearch(slice).Find(budget) is not { } outcomes)
            {
                slices = null;
                break;
            }

            candidates.AddRange(outcomes);
        }

        if (slices is not null && Filter(candidates, budget) is { } points)
        {
            return new ParetoFrontier { Count = OutcomeCount.Exactly(points.Count), Points = [.. Listed(points, solutions)], Unconstrained = isUnconstrained };
        }

        var known = Known(solutions);
        AddSupported(known, isUnconstrained);
        return new ParetoFrontier
        {
            Count = new OutcomeCount(known.Count, System.Numerics.BigInteger.Max(known.Count, most)), Points = [.. Listed(known, solutions)], Unconstrained = isUnconstrained,
        };
    }

    /// <summary>The points that no other dominates, equal ones once; null when the budget runs out.</summary>
    private List<UtilityPoint>? Filter(List<ushort[]> outcomes, WorkBudget budget)
    {
        var points = outcomes.ConvertAll(outcome => (Outcome: outcome, Utilities: (double[])[.. _actors.Select(actor => file.Of(actor).Utility.Evaluate(outcome))]));
        var kept = new List<(ushort[] Outcome, double[] Utilities)>();
        var dominance = new Dominance(_actors.Length, Optima.Tolerance);
        foreach (var point in points.OrderByDescending(point => point.Utilities.Sum()))
        {
            var by = dominance.Guess(point.Utilities);
            by = by < 0 ? dominance.NoWorseThan(point.Utilities, 0, budget) : by;
            if (by < 0)
            {
                dominance.Add(point.Utilities);
                kept.Add(point);
            }
            else if (point.Outcome.AsSpan().SequenceCompareTo(kept[by].Outcome) < 0 && Optima.AreEqual(point.Utilities, kept[by].Utilities))
            {
                kept[by] = (point.Outcome, kept[by].Utilities);
            }

            if (budget.IsSpent)
            {
                return null;
            }
        }

        return kept.ConvertAll(point => Point(point.Outcome));
    }

    private UtilityPoint Point(ushort[] outcome) => new(new Outcome([.. outcome]), [.. _actors.Select(actor => file.Of(actor).Utility.Evaluate(outcome))]);

    /// <summary>Points that are on the frontier for sure: those of the solutions that are proven.</summary>
    private static List<UtilityPoint> Known(BargainingSolutions solutions)
    {
        var known = new List<UtilityPoint>();
        foreach (var point in solutions.All.Where(solution => solution.IsProven).SelectMany(solution => solution.Points))
        {
            if (!known.Exists(other => Optima.AreEqual(other.Utilities.AsSpan(), point.Utilities.AsSpan())))
            {
                known.Add(new UtilityPoint(point.Terms, point.Utilities));
            }
        }

        return known;
    }

    /// <summary>Adds points that are best for some weights of the parties: each is on the frontier, since every weight is above 0.</summary>
    private void AddSupported(List<UtilityPoint> known, bool isUnconstrained)
    {
        var slices = SliceBuilder.Build(isUnconstrained ? Questions.Unconstrained(file, _actors) : Questions.Zone(file));
        var budget = new WorkBudget(options.Budget / 16, cancel);
        for (var n = 1; n <= SupportedPoints && slices is not null && !budget.IsSpent; n++)
        {
            // Weyl's sequence spreads the weights evenly, the same ones every time.
            double[] weights = [.. _actors.Select((_, k) => 0.02 + n * Math.Sqrt(s_primes[k % s_primes.Length] + k / s_primes.Length) % 1)];
            var best = OutcomeSearch.Find(slices, new WeightedSum(weights), 1, budget);
            if (best.IsProven && best.Points.Count > 0 && !known.Exists(point => Optima.AreEqual(point.Utilities.AsSpan(), best.Points[0].Utilities)))
            {
                known.Add(Point(best.Points[0].Outcome));
            }
        }
    }

    private IEnumerable<UtilityPoint> Listed(List<UtilityPoint> points, BargainingSolutions solutions)
    {
        IEnumerable<UtilityPoint> listed = points;
        if (points.Count > options.MostPoints)
        {
            var goal = new ProductOfGains([.. solutions.Disagreement], [.. _actors.Select(_ => true)]);
            listed = points.OrderByDescending(point => goal.Value(point.Utilities.AsSpan())).Take(options.MostPoints);
        }

        return listed.Order(Comparer<UtilityPoint>.Create(static (x, y) => y.Utilities.AsSpan().SequenceCompareTo(x.Utilities.AsSpan())));
    }
}

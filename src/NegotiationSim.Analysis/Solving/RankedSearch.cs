using NegotiationSim.Scenarios;
using NegotiationSim.Search.Optimization;
using NegotiationSim.Search.Pareto;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Solving;

/// <summary>Finds the outcomes that are best by the goals of a solution in turn, in a space of any size: each goal is searched for among those that are best by the ones before.</summary>
/// <param name="slices">The outcomes; null: there are too many slices of them.</param>
/// <param name="options">How many points are listed.</param>
/// <param name="budget">What may be done.</param>
internal sealed class RankedSearch(List<Slice>? slices, AnalysisOptions options, WorkBudget budget)
{
    /// <summary>As long as the next goal still chooses among them, more points than this are not kept.</summary>
    private const int MostInBetween = 64;

    private readonly List<ValueFloor> _floors = [];
    private List<OptimalPoint> _points = [];

    /// <summary>The points of a solution.</summary>
    public BargainingSolution Find(SolutionConcept concept)
    {
        var (isProven, isComplete, first) = Search(concept.Goals, concept.GoalsAtZero is not null);
        var bound = first is null ? double.NaN : Math.Max(first.Bound, first.Best);
        if (isProven && concept.GoalsAtZero is { } others && first is { Best: 0 })
        {
            (isProven, isComplete, _) = Search(others, zeroSaysNothing: false);
        }

        if (!isProven && _points.Count > 0)
        {
            _points = [Improved(Best(_points, concept.Goals)[0])];
        }

        _points = Efficient(_points);
        _points.Sort((x, y) => x.Outcome.AsSpan().SequenceCompareTo(y.Outcome));
        SolutionPoint[] points = [.. _points.Select(point => new SolutionPoint(new Outcome([.. point.Outcome]), [.. point.Utilities], concept.ValueOf(point.Utilities)))];
        var largest = points.Length == 0 ? double.NaN : points.Max(point => point.Value);
        return new BargainingSolution
        {
            Points = [.. points],
            Bound = isProven ? largest : points.Length == 0 ? concept.ValueOfGoal(bound) : Math.Max(largest, concept.ValueOfGoal(bound)),
            IsProven = isProven,
            IsComplete = isProven && isComplete,
        };
    }

    /// <summary>Searches for what is best by one goal after the other.</summary>
    /// <param name="goals">The goals.</param>
    /// <param name="zeroSaysNothing">Whether to stop where the first goal is 0 at best.</param>
    /// <returns>Whether the optimum is proven, whether all optima were found, and what the first goal found.</returns>
    private (bool IsProven, bool IsComplete, Optima? First) Search(IReadOnlyList<Goal> goals, bool zeroSaysNothing)
    {
        Optima? first = null;
        for (var i = 0; i < goals.Count; i++)
        {
            var one = Run(goals[i], new Optima(1), budget.Share(2));
            first ??= one;
            if (one.Points.Count > 0)
            {
                _points = [.. one.Points];
            }

            if (!one.IsProven || one.Points.Count == 0 || (zeroSaysNothing && i == 0 && one.Best == 0))
            {
                return (one.IsProven, one.IsProven, first);
            }

            var isLast = i == goals.Count - 1;
            var all = Run(goals[i], new Optima(isLast ? options.MostPoints : Math.Min(MostInBetween, options.MostPoints)), budget.Share(2));
            _points = all.Points;
            if (all is { IsProven: true, IsOverfull: false })
            {
                _points = Best(_points, goals.Skip(i + 1));
                return (true, true, first);
            }

            _floors.Add(new ValueFloor(goals[i], one.Best - Optima.Tolerance));
        }

        return (true, false, first);
    }

    private Optima Run(Goal goal, Optima optima, WorkBudget share)
    {
        var before = share.Left;
        optima.Seed(_points, goal);
        if (slices is null)
        {
            optima.GiveUp(double.PositiveInfinity);
            return optima;
        }

        var search = new BranchAndBound(goal, optima, share) { Floors = [.. _floors] };
        slices.ForEach(search.Run);
        budget.Spend(before - share.Left);
        return optima;
    }

    /// <summary>Of some points those that are best by one goal after the other.</summary>
    private static List<OptimalPoint> Best(List<OptimalPoint> points, IEnumerable<Goal> goals)
    {
        foreach (var goal in goals)
        {
            if (points.Count < 2)
            {
                break;
            }

            var best = points.Max(point => goal.Value(point.Utilities));
            points = points.FindAll(point => goal.Value(point.Utilities) > best - Optima.Tolerance);
        }

        return points;
    }

    /// <summary>The points that no other of them dominates.</summary>
    private static List<OptimalPoint> Efficient(List<OptimalPoint> points) =>
        points.Count < 2 ? points : points.FindAll(point => !points.Exists(other => Dominance.Dominates(other.Utilities, point.Utilities)));

    /// <summary>The point itself, or where somebody can have more without another's having less a better one: as far as the budget goes.</summary>
    private OptimalPoint Improved(OptimalPoint point)
    {
        var share = budget.Renewed().Share(4);
        _floors.Clear();
        for (var k = 0; k < point.Utilities.Length; k++)
        {
            var own = new double[point.Utilities.Length];
            own[k] = 1;
            _floors.Add(new ValueFloor(new WeightedSum(own), point.Utilities[k] - Optima.Tolerance / 2));
        }

        _points = [point];
        return Run(new WeightedSum([.. point.Utilities.Select(_ => 1.0)]), new Optima(1), share).Points[0];
    }
}

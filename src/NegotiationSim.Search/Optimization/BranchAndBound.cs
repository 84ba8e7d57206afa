using NegotiationSim.Search.Parties;

namespace NegotiationSim.Search.Optimization;

/// <summary>
/// Branch and bound over the outcomes of slices: components are set one after the other, and what cannot meet the query's demands or beat what has been found
/// is left aside. Bounds are the parties' best remaining utilities one by one, and lines over all of them (<see cref="LinearBounds"/>).
/// </summary>
internal sealed class BranchAndBound
{
    private const double Rounding = LinearBounds.Rounding;

    private readonly Goal? _wholeGoal;
    private readonly Optima _optima;
    private readonly WorkBudget _budget;
    private Slice _slice = null!;
    private Goal? _goal;
    private ComponentOrder _order = null!;
    private SlicePath _path = null!;
    private LinearBound[] _demands = [];
    private LinearBound[] _lines = [];
    private ValueFloor[] _floors = [];
    private LinearBound[][] _floorLines = [];
    private double[] _upper = [];
    private int[][] _tryOrder = [];
    private long[] _nodeCost = [];
    private bool[] _isCapped = [];
    private bool _isDone;

    /// <param name="goal">What to look for; null: any outcome will do.</param>
    /// <param name="optima">Takes in what is found.</param>
    /// <param name="budget">What may be done.</param>
    public BranchAndBound(Goal? goal, Optima optima, WorkBudget budget) => (_wholeGoal, _optima, _budget) = (goal, optima, budget);

    /// <summary>What outcomes must be worth in other goals.</summary>
    public IReadOnlyList<ValueFloor> Floors { get; init; } = [];

    /// <summary>Look in enumeration order for the first outcome whose value is above this; null: for the best outcomes.</summary>
    public double? Above { get; init; }

    /// <summary>Looks through a slice, for what is better than what has been found so far or as good.</summary>
    public void Run(Slice slice)
    {
        _slice = slice;
        _goal = _wholeGoal?.In(slice);
        _floors = [.. Floors.Select(floor => floor with { Goal = floor.Goal.In(slice) })];
        _isCapped = [.. Enumerable.Range(0, slice.PartyCount).Select(slice.IsCapped)];
        _optima.Enter(slice, _goal, _floors);
        if (!_budget.Spend(8 * slice.Cells))
        {
            _optima.GiveUp(_goal?.Value(Highest()) ?? 0);
            return;
        }

        var bounds = new LinearBounds(slice);
        _budget.Spend(bounds.Cost * (2 + _floors.Length));
        var climb = new HillClimb(slice, _goal, bounds.Range);
        if (Above is null)
        {
            TakeAll(climb, [bounds.Balanced()]);
        }

        var demands = _isDone ? [] : bounds.Demands();
        if (_isDone || (demands.Count > 0 && demands[0].Bound < -Rounding))
        {
            return;
        }

        var lines = _goal is null ? [] : bounds.For(_goal, withNeeds: demands.Count > 0);
        var rootBound = _goal is null ? 0 : _goal.FromBound(lines[0].Bound);
        if (_goal is not null && rootBound < (Above ?? _optima.Bar) - Rounding)
        {
            return;
        }

        Prepare(bounds, demands, lines);
        if (Above is null)
        {
            TakeAll(climb, bounds.Vertices);
        }

        if (!_isDone && !Descend(0))
        {
            _optima.GiveUp(rootBound);
        }
    }

    /// <summary>The most that each party could have, whatever the others get.</summary>
    private double[] Highest() => [.. _isCapped.Select((isCapped, k) => isCapped ? Math.Min(1, _slice.RangeOf(k).High) : _slice.RangeOf(k).High)];

    private void Prepare(LinearBounds bounds, List<Line> demands, List<Line> lines)
    {
        var main = lines.Count > 0 ? lines[0].Weights : demands.Count > 0 ? demands[0].Weights : bounds.BalancedWeights;
        _order = new ComponentOrder(_slice, Above is null ? ComponentOrder.ByInfluence(_slice, main) : Enumerable.Range(0, _slice.ComponentCount));
        _path = new SlicePath(_slice, _order);
        _upper = new double[_slice.PartyCount];
        LinearBound[] Bounds(IEnumerable<Line> all) => [.. all.Select(line => new LinearBound(line, _slice, _order))];
        _demands = LinearBound.Demands(demands, _slice, _order);
        _lines = Bounds(lines);
        _floorLines = [.. _floors.Select(floor => Bounds(bounds.For(floor.Goal, withNeeds: demands.Count > 0).Take(2)))];
        _nodeCost = [.. Enumerable.Range(0, _order.Depth).Select(depth => (_slice.PartyCount + 1) * (2L + _lines.Length + 4L * _floors.Length)
            + 12 * _order.Decided(depth).Sum(coupling => (long)coupling.Condition.LeafCount))];
        _tryOrder = [.. Enumerable.Range(0, _order.Depth).Select(depth => _slice.Components[_order.Component(depth)])
            .Select(component => Above is null ? ComponentOrder.ValuesByWeight(component, main) : [.. Enumerable.Range(0, component.Count)])];
    }

    /// <summary>Looks through everything that starts with what is set so far; false when the budget ran out on the way.</summary>
    private bool Descend(int depth)
    {
        if (depth == _order.Depth)
        {
            Take(_path.Outcome);
            return true;
        }

        foreach (var place in _tryOrder[depth])
        {
            if (!_budget.Spend(_nodeCost[depth]))
            {
                return false;
            }

            if (_path.TrySet(depth, place) && MayBeWanted(depth + 1) && !Descend(depth + 1))
            {
                return false;
            }

            if (_isDone)
            {
                return true;
            }
        }

        return true;
    }

    /// <summary>Whether something may follow that meets all demands and is as good as what is looked for.</summary>
    private bool MayBeWanted(int depth)
    {
        ReadOnlySpan<double> sums = _path.Sums(depth);
        if (!_path.MayBeAccepted(depth, _upper) || !LinearBound.CanMeet(_demands, sums, depth))
        {
            return false;
        }

        for (var k = 0; k < _upper.Length; k++)
        {
            if (_isCapped[k])
            {
                _upper[k] = Math.Min(1, _upper[k]);
            }
        }

        for (var i = 0; i < _floors.Length; i++)
        {
            if (!CanReach(_floors[i].Goal, _floors[i].Above, _floorLines[i], sums, depth))
            {
                return false;
            }
        }

        return _goal is null || (Above is null && double.IsNegativeInfinity(_optima.Best)) || CanReach(_goal, Above ?? _optima.Bar, _lines, sums, depth);
    }

    private bool CanReach(Goal goal, double bar, LinearBound[] lines, ReadOnlySpan<double> sums, int depth)
    {
        foreach (var line in lines)
        {
            if (goal.FromBound(line.Of(sums, depth)) < bar - Rounding)
            {
                return false;
            }
        }

        return goal.Value(_upper) >= bar - Rounding;
    }

    private void TakeAll(HillClimb climb, List<int[]> starts)
    {
        var before = climb.Work;
        foreach (var outcome in climb.From(starts))
        {
            Take(outcome);
        }

        _budget.Spend(climb.Work - before);
    }

    private void Take(ReadOnlySpan<ushort> outcome)
    {
        if (_slice.Admits(outcome))
        {
            _optima.Add(outcome);
            _isDone = _goal is null || (Above is { } bar && _optima.Best > bar);
        }
    }
}

using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Searching;

/// <summary>
/// Branch and bound over the outcomes of slices: components are set one after the other, and what cannot meet the question's demands or beat what has been found
/// is left aside. Bounds are the parties' best remaining utilities one by one, and lines over all of them (<see cref="LotteryBounds"/>).
/// </summary>
internal sealed class OutcomeSearch
{
    private const double Rounding = 1e-12;

    private readonly Goal? _wholeGoal;
    private readonly Optima _optima;
    private readonly WorkBudget _budget;
    private Slice _slice = null!;
    private Goal? _goal;
    private SearchOrder _order = null!;
    private int _parties;
    private Cut[] _feasibility = [];
    private Cut[] _lines = [];
    private Floor[] _floors = [];
    private Cut[][] _floorLines = [];
    private double[] _restMost = [];
    private double[] _sums = [];
    private double[] _upper = [];
    private Marks[] _marks = [];
    private ushort[] _outcome = [];
    private int[][] _tryOrder = [];
    private long[] _nodeCost = [];
    private bool[] _isCapped = [];
    private bool _isDone;

    /// <param name="goal">What to look for; null: any outcome will do.</param>
    /// <param name="optima">Takes in what is found.</param>
    /// <param name="budget">What may be done.</param>
    public OutcomeSearch(Goal? goal, Optima optima, WorkBudget budget) => (_wholeGoal, _optima, _budget) = (goal, optima, budget);

    /// <summary>What outcomes must be worth in other goals.</summary>
    public IReadOnlyList<Floor> Floors { get; init; } = [];

    /// <summary>Look in enumeration order for the first outcome whose value is above this; null: for the best outcomes.</summary>
    public double? Above { get; init; }

    /// <summary>Looks through a slice, for what is better than what has been found so far or as good.</summary>
    public void Run(Slice slice)
    {
        _slice = slice;
        _parties = slice.PartyCount;
        _goal = _wholeGoal?.In(slice);
        _floors = [.. Floors.Select(floor => floor with { Goal = floor.Goal.In(slice) })];
        _optima.Enter(slice, _goal, _floors);
        if (!_budget.Spend(8 * slice.Cells))
        {
            _optima.GiveUp(_goal?.Value(Highest()) ?? 0);
            return;
        }

        var bounds = new LotteryBounds(slice);
        _budget.Spend(bounds.Cost * (2 + _floors.Length));
        var climb = new HillClimb(slice, _goal, bounds.Range);
        if (Above is null)
        {
            TakeAll(climb.From([bounds.Balanced()]));
            _budget.Spend(climb.Work);
            if (_isDone)
            {
                return;
            }
        }

        var demands = bounds.Demands();
        if (demands.Count > 0 && demands[0].Bound < -Rounding)
        {
            return;
        }

        var lines = _goal is null ? [] : bounds.For(_goal, withNeeds: demands.Count > 0);
        var rootBound = _goal is null ? 0 : _goal.FromBound(lines[0].Bound);
        if (_goal is not null && IsHopeless(rootBound))
        {
            return;
        }

        double[] main = lines.Count > 0 ? lines[0].Weights : demands.Count > 0 ? demands[0].Weights : [.. bounds.Range.Select(range => 1 / range)];
        _order = Above is null ? SearchOrder.ByInfluence(slice, main) : new SearchOrder(slice, Enumerable.Range(0, slice.ComponentCount));
        _feasibility = [.. demands.Take(3).Select(line => new Cut(line.Weights, line.Constant, slice, _order))];
        _lines = [.. lines.Select(line => new Cut(line.Weights, line.Constant, slice, _order))];
        _floorLines = [.. _floors.Select(floor => bounds.For(floor.Goal, withNeeds: demands.Count > 0).Take(2)
            .Select(line => new Cut(line.Weights, line.Constant, slice, _order)).ToArray())];
        Prepare(main);
        if (Above is null)
        {
            var before = climb.Work;
            TakeAll(climb.From(bounds.Vertices));
            _budget.Spend(climb.Work - before);
        }

        if (!_isDone && !Descend(0))
        {
            _optima.GiveUp(rootBound);
        }
    }

    /// <summary>The most that each party could have if it were alone in the world.</summary>
    private double[] Highest() => [.. Enumerable.Range(0, _parties).Select(k => _slice.IsCapped(k) ? Math.Min(1, _slice.RangeOf(k).High) : _slice.RangeOf(k).High)];

    private void Prepare(double[] main)
    {
        var depths = _order.Depth;
        _restMost = new double[(depths + 1) * _parties];
        _sums = new double[(depths + 1) * _parties];
        _upper = new double[_parties];
        _isCapped = [.. Enumerable.Range(0, _parties).Select(_slice.IsCapped)];
        _marks = new Marks[depths + 1];
        // A coupling may also look at components without a choice, before their turn.
        _outcome = [.. _slice.Values.Select(values => values[0])];
        _slice.Base.CopyTo(_sums, 0);
        _marks[0] = _slice.BaseMarks;
        _tryOrder = new int[depths][];
        _nodeCost = [.. Enumerable.Range(0, depths).Select(depth =>
            (_parties + 1) * (2L + _lines.Length + 4L * _floors.Length) + 12 * _order.Decided(depth).Sum(coupling => (long)coupling.Condition.LeafCount))];
        for (var depth = depths - 1; depth >= 0; depth--)
        {
            var component = _order.Component(depth);
            var terms = _slice.Terms[component];
            for (var k = 0; k < _parties; k++)
            {
                var most = double.NegativeInfinity;
                for (var at = k; at < terms.Length; at += _parties)
                {
                    most = Math.Max(most, terms[at]);
                }

                _restMost[depth * _parties + k] = _restMost[(depth + 1) * _parties + k] + most;
            }

            foreach (var coupling in _order.Decided(depth))
            {
                if (coupling.Party >= 0)
                {
                    _restMost[depth * _parties + coupling.Party] += Math.Max(0, coupling.Amount);
                }
            }

            _tryOrder[depth] = Above is not null ? [.. Enumerable.Range(0, _slice.Values[component].Length)] : Promise.Order(_slice.Values[component].Length, terms, main);
        }
    }

    /// <summary>Looks through everything that starts with what is set so far; false when the budget ran out on the way.</summary>
    private bool Descend(int depth)
    {
        if (depth == _order.Depth)
        {
            Take(_outcome);
            return true;
        }

        var component = _order.Component(depth);
        foreach (var v in _tryOrder[depth])
        {
            if (!_budget.Spend(_nodeCost[depth]))
            {
                return false;
            }

            if (Set(depth, component, v) && !Descend(depth + 1))
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

    /// <summary>Sets a component; false when nothing that is looked for can follow.</summary>
    private bool Set(int depth, int component, int v)
    {
        var sums = _sums.AsSpan(depth * _parties, _parties);
        var next = _sums.AsSpan((depth + 1) * _parties, _parties);
        var terms = _slice.Terms[component].AsSpan(v * _parties, _parties);
        for (var k = 0; k < next.Length; k++)
        {
            next[k] = sums[k] + terms[k];
        }

        _outcome[component] = _slice.Values[component][v];
        _marks[depth + 1] = _marks[depth] | _slice.Marks[component][v];
        foreach (var coupling in _order.Decided(depth))
        {
            if (coupling.Condition.Holds(_outcome))
            {
                if (coupling.IsVeto)
                {
                    return false;
                }

                _marks[depth + 1] |= coupling.Marks;
                if (coupling.Party >= 0)
                {
                    next[coupling.Party] += coupling.Amount;
                }
            }
        }

        return CanMeetDemands(depth + 1, next) && CanBeGood(depth + 1, next);
    }

    private bool CanMeetDemands(int depth, ReadOnlySpan<double> sums)
    {
        var rest = _restMost.AsSpan(depth * _parties, _parties);
        var accepting = 0;
        for (var k = 0; k < sums.Length; k++)
        {
            _upper[k] = sums[k] + rest[k];
            var isWithin = _upper[k] >= _slice.Need[k] - _slice.Slack[k];
            switch (_slice.PartyAt(k).Say)
            {
                case Say.Needed when !isWithin:
                    return false;
                case Say.Counted when isWithin && !_marks[depth].Has(k):
                    accepting++;
                    break;
            }
        }

        if (accepting < _slice.Question.Fewest)
        {
            return false;
        }

        foreach (var cut in _feasibility)
        {
            if (cut.Bound(sums, depth) < -Rounding)
            {
                return false;
            }
        }

        return true;
    }

    private bool CanBeGood(int depth, ReadOnlySpan<double> sums)
    {
        for (var k = 0; k < _upper.Length; k++)
        {
            if (_isCapped[k])
            {
                _upper[k] = Math.Min(1, _upper[k]);
            }
        }

        for (var i = 0; i < _floors.Length; i++)
        {
            if (!CanReach(_floors[i].Goal, _floors[i].Above, _floorLines[i], depth, sums))
            {
                return false;
            }
        }

        return _goal is null || (Above is null && double.IsNegativeInfinity(_optima.Best)) || CanReach(_goal, Above ?? _optima.Bar, _lines, depth, sums);
    }

    private bool CanReach(Goal goal, double bar, Cut[] lines, int depth, ReadOnlySpan<double> sums)
    {
        foreach (var line in lines)
        {
            if (goal.FromBound(line.Bound(sums, depth)) < bar - Rounding)
            {
                return false;
            }
        }

        return goal.Value(_upper) >= bar - Rounding;
    }

    private bool IsHopeless(double bound) => bound < (Above ?? _optima.Bar) - Rounding;

    private void TakeAll(IEnumerable<ushort[]> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            Take(outcome);
        }
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

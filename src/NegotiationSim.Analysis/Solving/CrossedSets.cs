using NegotiationSim.Analysis.Searching;
using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Solving;

/// <summary>
/// The smallest sets of marks that outcomes of a slice bear: branch and bound that leaves aside whatever already bears a set that was found. Called with growing
/// limits it finds the sets by size.
/// </summary>
internal sealed class CrossedSets
{
    private readonly Slice _slice;
    private readonly Marks _given;
    private readonly int _parties;
    private readonly List<Cut> _demands;
    private readonly SearchOrder _order;
    private readonly int[][] _tryOrder;
    private readonly double[] _couplingMost;
    private readonly double[] _sums;
    private readonly List<int>[][] _alive;
    private readonly Marks[] _marks;
    private readonly ushort[] _outcome;
    private readonly KnownSets _known;
    /// <summary>With more values than this a component's are all tried: comparing each with each would take longer.</summary>
    private const int MostCompared = 512;

    private WorkBudget _budget = null!;
    private int _limit;

    /// <param name="slice">Outcomes of parties that are needed; what they cross is marked.</param>
    /// <param name="given">What every outcome bears from the start.</param>
    public CrossedSets(Slice slice, Marks given)
    {
        _slice = slice;
        _given = given;
        _parties = slice.PartyCount;
        var lines = new LotteryBounds(slice).Demands();
        IsExhausted = lines.Count > 0 && lines[0].Bound < -1e-12;
        double[] main = lines.Count > 0 ? lines[0].Weights : new double[_parties];
        _order = Order(slice, main);
        _demands = [.. lines.Take(3).Select(line => new Cut(line.Weights, line.Constant, slice, _order))];
        _tryOrder = [.. Enumerable.Range(0, _order.Depth).Select(depth => TryOrder(_order.Component(depth), main))];
        _couplingMost = new double[(_order.Depth + 1) * _parties];
        _sums = new double[(_order.Depth + 1) * _parties];
        _marks = new Marks[_order.Depth + 1];
        // A coupling may also look at components without a choice, before their turn.
        _outcome = [.. slice.Values.Select(values => values[0])];
        for (var depth = _order.Depth - 1; depth >= 0; depth--)
        {
            for (var k = 0; k < _parties; k++)
            {
                _couplingMost[depth * _parties + k] = _couplingMost[(depth + 1) * _parties + k]
                    + _order.Decided(depth).Where(coupling => coupling.Party == k).Sum(coupling => Math.Max(0, coupling.Amount));
            }
        }

        _known = new KnownSets(Markable());
        _alive = [.. Enumerable.Range(0, _order.Depth + 1).Select(depth => _tryOrder.Select((values, at) => at < depth ? [] : values.ToList()).ToArray())];
    }

    /// <summary>Whether no larger limit can bring anything new.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Adds the sets of up to a size; false when the budget ran out.</summary>
    /// <param name="found">Sets that were found so far, none a part of another; those that are found now are added.</param>
    /// <param name="limit">The size.</param>
    /// <param name="budget">What may be done.</param>
    public bool Find(List<Marks> found, int limit, WorkBudget budget)
    {
        (_limit, _budget) = (limit, budget);
        _slice.Base.CopyTo(_sums, 0);
        _marks[0] = _given | _slice.BaseMarks;
        IsExhausted = true;
        for (var at = 0; at < _tryOrder.Length; at++)
        {
            _alive[0][at].Clear();
            _alive[0][at].AddRange(_tryOrder[at]);
        }

        _known.Begin(found, _marks[0]);
        return _known.IsRuledOut(0) || !IsWithinLimit(_marks[0]) || Descend(0);
    }

    /// <summary>Per depth what the components from there on can mark.</summary>
    private Marks[] Markable()
    {
        var within = new Marks[_order.Depth + 1];
        for (var depth = _order.Depth - 1; depth >= 0; depth--)
        {
            within[depth] = _slice.Marks[_order.Component(depth)].Concat(_order.Decided(depth).Select(coupling => coupling.Marks))
                .Aggregate(within[depth + 1], (all, marks) => all | marks);
        }

        return within;
    }

    /// <summary>Components with few marks are no choice; those that mark most come first, then those that matter most.</summary>
    private static SearchOrder Order(Slice slice, double[] main)
    {
        var byInfluence = SearchOrder.ByInfluence(slice, main);
        var marked = slice.Marks.Select(list => list.Aggregate(default(Marks), (all, marks) => all | marks).Count).ToArray();
        return new SearchOrder(slice, Enumerable.Range(0, byInfluence.Depth).Select(byInfluence.Component).OrderByDescending(c => marked[c]).ToArray());
    }

    /// <summary>The values worth trying, those that mark least first: not those that mark as much as another and are worth no more to anybody.</summary>
    private int[] TryOrder(int component, double[] main)
    {
        var terms = _slice.Terms[component];
        var marks = _slice.Marks[component];
        var isCoupled = Array.Exists(_slice.Couplings, coupling => coupling.Components.Contains(component));
        bool IsNoBetter(int v, int w)
        {
            for (var k = 0; k < _parties; k++)
            {
                if (double.IsFinite(_slice.Need[k]) && terms[v * _parties + k] > terms[w * _parties + k])
                {
                    return false;
                }
            }

            return marks[v].Covers(marks[w]);
        }

        var kept = new List<int>();
        for (var v = 0; v < marks.Length; v++)
        {
            if (isCoupled || marks.Length > MostCompared || !Enumerable.Range(0, marks.Length).Any(w => w != v && IsNoBetter(v, w) && (!IsNoBetter(w, v) || w < v)))
            {
                kept.Add(v);
            }
        }

        return [.. kept.OrderBy(v => marks[v].Count).ThenByDescending(v => Enumerable.Range(0, _parties).Sum(k => main[k] * terms[v * _parties + k]))];
    }

    private bool Descend(int depth)
    {
        if (depth == _order.Depth)
        {
            if (_slice.Admits(_outcome))
            {
                _known.Add(_marks[depth], _marks);
            }

            return true;
        }

        var component = _order.Component(depth);
        foreach (var v in _alive[depth][depth])
        {
            if (!_budget.Spend((_parties + 1) * 5L))
            {
                IsExhausted = false;
                return false;
            }

            if (Set(depth, component, v) && !Descend(depth + 1))
            {
                return false;
            }

            // What was found on the way may be all that there is to this prefix.
            if (_known.IsRuledOut(depth))
            {
                return true;
            }
        }

        return true;
    }

    private bool Set(int depth, int component, int v)
    {
        var next = _sums.AsSpan((depth + 1) * _parties, _parties);
        for (var k = 0; k < next.Length; k++)
        {
            next[k] = _sums[depth * _parties + k] + _slice.Terms[component][v * _parties + k];
        }

        _outcome[component] = _slice.Values[component][v];
        var marks = _marks[depth] | _slice.Marks[component][v];
        foreach (var coupling in _order.Decided(depth))
        {
            if (coupling.Condition.Holds(_outcome))
            {
                if (coupling.IsVeto)
                {
                    return false;
                }

                marks |= coupling.Marks;
                if (coupling.Party >= 0)
                {
                    next[coupling.Party] += coupling.Amount;
                }
            }
        }

        _marks[depth + 1] = marks;
        foreach (var cut in _demands)
        {
            if (cut.Bound(next, depth + 1) < -1e-12)
            {
                return false;
            }
        }

        if (!IsWithinLimit(marks))
        {
            return false;
        }

        _budget.Spend(_known.CountAt(depth));
        _known.Descend(depth + 1, marks);
        return !_known.IsRuledOut(depth + 1) && LookAhead(depth + 1, marks, next);
    }

    /// <summary>
    /// Which values of the components still open can lead to a new set; false when a component has none, or when with those that are left a party cannot have
    /// what it needs.
    /// </summary>
    private bool LookAhead(int depth, in Marks marks, ReadOnlySpan<double> sums)
    {
        Span<double> most = stackalloc double[_parties];
        for (var k = 0; k < _parties; k++)
        {
            most[k] = sums[k] + _couplingMost[depth * _parties + k];
        }

        Span<double> best = stackalloc double[_parties];
        for (var at = depth; at < _order.Depth; at++)
        {
            var component = _order.Component(at);
            var alive = _alive[depth][at];
            alive.Clear();
            best.Fill(double.NegativeInfinity);
            _budget.Spend(_alive[depth - 1][at].Count * (_parties + 4L + _known.CountAt(depth) / 2));
            foreach (var v in _alive[depth - 1][at])
            {
                ref readonly var more = ref _slice.Marks[component][v];
                if (!more.IsEmpty && (_known.RulesOut(depth, more) || !IsWithinLimit(marks | more)))
                {
                    continue;
                }

                alive.Add(v);
                for (var k = 0; k < _parties; k++)
                {
                    best[k] = Math.Max(best[k], _slice.Terms[component][v * _parties + k]);
                }
            }

            if (alive.Count == 0)
            {
                return false;
            }

            for (var k = 0; k < _parties; k++)
            {
                most[k] += best[k];
            }
        }

        for (var k = 0; k < _parties; k++)
        {
            if (most[k] < _slice.Need[k] - _slice.Slack[k])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a prefix with these marks is within the limit; notes where it is not.</summary>
    private bool IsWithinLimit(in Marks marks)
    {
        if (marks.Count <= _limit)
        {
            return true;
        }

        IsExhausted = false;
        return false;
    }
}

using NegotiationSim.Search.Optimization;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Solving;

/// <summary>
/// The smallest sets of violations that outcomes of a slice have: branch and bound that leaves aside whatever already has a set that was found. Called with growing
/// limits it finds the sets by size.
/// </summary>
internal sealed class CrossedSets
{
    private const double Rounding = LinearBounds.Rounding;

    /// <summary>With more values than this a component's are all tried: comparing each with each would take longer.</summary>
    private const int MostCompared = 512;

    private readonly Slice _slice;
    private readonly ViolationSet _given;
    private readonly int _parties;
    private readonly LinearBound[] _demands;
    private readonly ComponentOrder _order;
    private readonly SlicePath _path;
    private readonly int[][] _tryOrder;
    private readonly List<int>[][] _alive;
    private readonly KnownSets _known;
    private WorkBudget _budget = null!;
    private int _limit;

    /// <param name="slice">Outcomes of parties that are needed; what they cross is a violation.</param>
    /// <param name="given">What every outcome violates from the start.</param>
    public CrossedSets(Slice slice, ViolationSet given)
    {
        _slice = slice;
        _given = given;
        _parties = slice.PartyCount;
        var lines = new LinearBounds(slice).Demands();
        IsExhausted = lines.Count > 0 && lines[0].Bound < -Rounding;
        var main = lines.Count > 0 ? lines[0].Weights : new double[_parties];

        // Components with few violations are no choice; those with most come first, then those that matter most.
        _order = new ComponentOrder(slice, ComponentOrder.ByInfluence(slice, main).OrderByDescending(c => Union(slice.Components[c].Violations).Count));
        _path = new SlicePath(slice, _order);
        _demands = LinearBound.Demands(lines, slice, _order);
        _tryOrder = [.. Enumerable.Range(0, _order.Depth).Select(depth => TryOrder(_order.Component(depth), main))];
        _known = new KnownSets(Possible());
        _alive = [.. Enumerable.Range(0, _order.Depth + 1).Select(depth => _tryOrder.Select((values, at) => at < depth ? [] : values.ToList()).ToArray())];
    }

    /// <summary>Whether no larger limit can bring anything new.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Adds the sets of up to a size; false when the budget ran out.</summary>
    /// <param name="found">Sets that were found so far, none a part of another; those that are found now are added.</param>
    /// <param name="limit">The size.</param>
    /// <param name="budget">What may be done.</param>
    public bool Find(List<ViolationSet> found, int limit, WorkBudget budget)
    {
        (_limit, _budget) = (limit, budget);
        _path.Violations(0) = _given | _slice.BaseViolations;
        IsExhausted = true;
        for (var at = 0; at < _tryOrder.Length; at++)
        {
            _alive[0][at].Clear();
            _alive[0][at].AddRange(_tryOrder[at]);
        }

        _known.Begin(found, _path.Violations(0));
        return _known.IsRuledOut(0) || !IsWithinLimit(_path.Violations(0)) || Descend(0);
    }

    /// <summary>Per depth what the components from there on can violate.</summary>
    private ViolationSet[] Possible()
    {
        var within = new ViolationSet[_order.Depth + 1];
        for (var depth = _order.Depth - 1; depth >= 0; depth--)
        {
            within[depth] = within[depth + 1] | Union(_slice.Components[_order.Component(depth)].Violations) | Union(_order.Decided(depth).Select(coupling => coupling.Violations));
        }

        return within;
    }

    private static ViolationSet Union(IEnumerable<ViolationSet> sets) => sets.Aggregate(default(ViolationSet), (all, set) => all | set);

    /// <summary>The values worth trying, those that violate least first: not those that violate as much as another and are worth no more to anybody.</summary>
    private int[] TryOrder(int c, double[] main)
    {
        var component = _slice.Components[c];
        var violations = component.Violations;
        var isCoupled = Array.Exists(_slice.Couplings, coupling => coupling.Components.Contains(c));
        bool IsNoBetter(int v, int w)
        {
            for (var k = 0; k < _parties; k++)
            {
                if (double.IsFinite(_slice.Need[k]) && component.TermsOf(v)[k] > component.TermsOf(w)[k])
                {
                    return false;
                }
            }

            return violations[v].Covers(violations[w]);
        }

        var kept = Enumerable.Range(0, component.Count).Where(v => isCoupled || component.Count > MostCompared
            || !Enumerable.Range(0, component.Count).Any(w => w != v && IsNoBetter(v, w) && (!IsNoBetter(w, v) || w < v)));
        return [.. kept.OrderBy(v => violations[v].Count).ThenByDescending(v => component.Weighted(v, main))];
    }

    private bool Descend(int depth)
    {
        if (depth == _order.Depth)
        {
            if (_slice.Admits(_path.Outcome))
            {
                _known.Add(_path.Violations(depth), _path.AllViolations);
            }

            return true;
        }

        foreach (var v in _alive[depth][depth])
        {
            if (!_budget.Spend((_parties + 1) * 5L))
            {
                IsExhausted = false;
                return false;
            }

            if (Set(depth, v) && !Descend(depth + 1))
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

    private bool Set(int depth, int place)
    {
        if (!_path.TrySet(depth, place) || !LinearBound.CanMeet(_demands, _path.Sums(depth + 1), depth + 1))
        {
            return false;
        }

        var violations = _path.Violations(depth + 1);
        if (!IsWithinLimit(violations))
        {
            return false;
        }

        _budget.Spend(_known.CountAt(depth));
        _known.Descend(depth + 1, violations);
        return !_known.IsRuledOut(depth + 1) && LookAhead(depth + 1, violations);
    }

    /// <summary>
    /// Which values of the components still open can lead to a new set (forward checking); false when a component has none, or when with those that are left a party
    /// cannot have what it needs.
    /// </summary>
    private bool LookAhead(int depth, in ViolationSet violations)
    {
        Span<double> most = stackalloc double[_parties];
        Span<double> best = stackalloc double[_parties];
        for (var k = 0; k < _parties; k++)
        {
            most[k] = _path.Sums(depth)[k] + _order.RestOfCouplings(depth)[k];
        }

        for (var at = depth; at < _order.Depth; at++)
        {
            best.Fill(double.NegativeInfinity);
            if (!LookAt(depth, at, violations, best))
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

    /// <summary>The same for one component; false when it has no value.</summary>
    private bool LookAt(int depth, int at, in ViolationSet violations, Span<double> best)
    {
        var component = _slice.Components[_order.Component(at)];
        var alive = _alive[depth][at];
        alive.Clear();
        _budget.Spend(_alive[depth - 1][at].Count * (_parties + 4L + _known.CountAt(depth) / 2));
        foreach (var v in _alive[depth - 1][at])
        {
            ref readonly var more = ref component.Violations[v];
            if (!more.IsEmpty && (_known.RulesOut(depth, more) || !IsWithinLimit(violations | more)))
            {
                continue;
            }

            alive.Add(v);
            var terms = component.TermsOf(v);
            for (var k = 0; k < best.Length; k++)
            {
                best[k] = Math.Max(best[k], terms[k]);
            }
        }

        return alive.Count > 0;
    }

    /// <summary>Whether a prefix with these violations is within the limit; notes where it is not.</summary>
    private bool IsWithinLimit(in ViolationSet violations)
    {
        if (violations.Count <= _limit)
        {
            return true;
        }

        IsExhausted = false;
        return false;
    }
}

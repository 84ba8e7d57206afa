using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Extremes;

/// <summary>
/// The best outcome, or the worst, of those that <see cref="PermittedValues"/> leaves, by branch and bound over conditions: every component has its best value, and where a
/// condition then holds that must not, one of the tests by which it does has to come out otherwise: a branch for each. Needs no room for the states of many conditions, and
/// takes time in the number of conditions that matter, not of values.
/// </summary>
/// <param name="layout">The components.</param>
/// <param name="sign">1 for the best, -1 for the worst.</param>
internal sealed class ConditionBranching(ComponentLayout layout, int sign)
{
    /// <summary>After so many nodes what was found is good enough: a permitted outcome, perhaps not the very best.</summary>
    private const int MostNodes = 1 << 17;

    private readonly List<Restriction> _restrictions = [];
    private readonly int[] _order = new int[layout.TableLength];
    private readonly double[] _keys = new double[Enumerable.Range(0, layout.ComponentCount).Max(layout.ValueCount)];
    private readonly int[] _rank = new int[layout.ComponentCount];
    private readonly ushort[] _candidate = new ushort[layout.ComponentCount];
    private readonly ushort[] _outcome = new ushort[layout.ComponentCount];
    private PermittedValues _values = null!;
    private UtilityTable _table = null!;
    private bool?[] _decided = [];
    private double _utility;
    private int _nodesLeft;

    /// <summary>A test of a component that has to come out in one way.</summary>
    private readonly record struct Restriction(ConcreteCondition Condition, int Leaf, int Component, bool Passes);

    /// <summary>Finds it. False where there is none.</summary>
    /// <param name="values">What is left to choose from.</param>
    /// <param name="table">The utility function.</param>
    /// <param name="outcome">Receives the outcome.</param>
    /// <param name="utility">Receives its utility; NaN where there is none.</param>
    public bool Find(PermittedValues values, UtilityTable table, Span<ushort> outcome, out double utility)
    {
        (_values, _table, _utility, _nodesLeft) = (values, table, double.NaN, MostNodes);
        _restrictions.Clear();
        _decided = new bool?[values.Couplings.Length];
        if (values.IsPossible)
        {
            var sum = values.Base;
            for (var c = 0; c < layout.ComponentCount; c++)
            {
                sum += Order(c);
            }

            Visit(sum);
        }

        utility = _utility;
        _outcome.CopyTo(outcome);
        return !double.IsNaN(utility);
    }

    /// <summary>Puts a component's values in order, sets it to the best one and returns what that adds.</summary>
    private double Order(int component)
    {
        var terms = _values.Terms(component);
        var keys = _keys.AsSpan(0, terms.Length);
        var order = _order.AsSpan(layout.Offset(component), terms.Length);
        for (var k = 0; k < terms.Length; k++)
        {
            (keys[k], order[k]) = (-sign * terms[k], k);
        }

        SortedSpan.SortStably(keys, order);
        _rank[component] = 0;
        Set(component);
        return TermOf(component);
    }

    private int PlaceOf(int component) => _order[layout.Offset(component) + _rank[component]];

    private double TermOf(int component) => _values.Terms(component)[PlaceOf(component)];

    private void Set(int component) => _candidate[component] = _values.Values(component)[PlaceOf(component)];

    /// <summary>Looks for the best outcome within the restrictions.</summary>
    /// <param name="sum">What the components add at their best.</param>
    private void Visit(double sum)
    {
        if (--_nodesLeft < 0 || !IsPromising(sum))
        {
            return;
        }

        Abandonment.Look();
        var couplings = _values.Couplings;
        for (var i = 0; i < couplings.Length; i++)
        {
            // What forbids must not hold; what adds an amount must be as the bound has it, or be decided otherwise.
            var holds = couplings[i].Holds(_candidate);
            var isAsWanted = couplings[i].Amount == 0 || holds == (!couplings[i].Forbids && sign * couplings[i].Amount > 0);
            if (!isAsWanted && _decided[i] is null)
            {
                Branch(i, holds, sum);
                return;
            }
        }

        var utility = _table.Evaluate(_candidate);
        if (double.IsNaN(_utility) || sign * utility > sign * _utility || (utility == _utility && _candidate.AsSpan().SequenceCompareTo(_outcome) < 0))
        {
            _utility = utility;
            _candidate.CopyTo(_outcome, 0);
        }
    }

    private bool IsPromising(double sum)
    {
        var most = sign * sum;
        var couplings = _values.Couplings;
        for (var i = 0; i < couplings.Length; i++)
        {
            var amount = couplings[i].Forbids ? 0 : sign * couplings[i].Amount;
            most += _decided[i] is { } holds ? (holds ? amount : 0) : Math.Max(0, amount);
        }

        return double.IsNaN(_utility) || most > sign * _utility;
    }

    private void Branch(int index, bool holds, double sum)
    {
        var coupling = _values.Couplings[index];
        var tests = new List<int>();
        AddReasons(coupling.Condition, coupling.Node, holds, tests);
        var first = _restrictions.Count;
        var components = tests.ConvertAll(coupling.Condition.ComponentOf);
        int[] ranks = [.. components.Select(c => _rank[c])];
        foreach (var leaf in tests)
        {
            var component = coupling.Condition.ComponentOf(leaf);
            var passes = coupling.Condition.Passes(leaf, _candidate[component]);
            var (rank, term) = (_rank[component], TermOf(component));

            // In this branch the test comes out otherwise; in those that follow it stays as it is.
            _restrictions.Add(new Restriction(coupling.Condition, leaf, component, !passes));
            if (TryMove(component))
            {
                Visit(sum - term + TermOf(component));
            }

            _restrictions[^1] = _restrictions[^1] with { Passes = passes };
            _rank[component] = rank;
            Set(component);
        }

        if (!coupling.Forbids)
        {
            _decided[index] = holds;
            Visit(sum);
            _decided[index] = null;
        }

        _restrictions.RemoveRange(first, _restrictions.Count - first);
        for (var k = 0; k < ranks.Length; k++)
        {
            _rank[components[k]] = ranks[k];
            Set(components[k]);
        }
    }

    /// <summary>Goes on to the best value of a component that all restrictions allow; false where there is none.</summary>
    private bool TryMove(int component)
    {
        for (; _rank[component] < _values.Count(component); _rank[component]++)
        {
            Set(component);
            var isAllowed = true;
            foreach (var restriction in _restrictions)
            {
                isAllowed &= restriction.Component != component || restriction.Condition.Passes(restriction.Leaf, _candidate[component]) == restriction.Passes;
            }

            if (isAllowed)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tests that together make a node hold, or not hold, whatever the others say.</summary>
    private void AddReasons(ConcreteCondition condition, int node, bool holds, List<int> tests)
    {
        var tree = condition.Tree;
        switch (tree.KindOf(node))
        {
            case ConditionNode.Leaf:
                tests.Add(tree.LeafOf(node));
                return;
            case ConditionNode.Not:
                AddReasons(condition, node + 1, !holds, tests);
                return;
        }

        // All hold, or none does: each part is a reason. Else one part suffices.
        var isEachAReason = holds == (tree.KindOf(node) == ConditionNode.All);
        for (var child = node + 1; child < tree.EndOf(node); child = tree.EndOf(child))
        {
            if (isEachAReason || condition.HoldsAt(child, _candidate) == holds)
            {
                AddReasons(condition, child, holds, tests);
                if (!isEachAReason)
                {
                    return;
                }
            }
        }
    }
}

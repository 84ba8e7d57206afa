using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Extremes;

/// <summary>Which values are left in each component, and what conditions say as far as those decide them.</summary>
internal sealed class RemainingValues(ComponentLayout layout)
{
    private readonly bool[] _isLeft = new bool[layout.TableLength];

    /// <summary>Leaves all values.</summary>
    public void Fill() => Array.Fill(_isLeft, true);

    /// <summary>Leaves what others leave.</summary>
    public void CopyFrom(RemainingValues other) => other._isLeft.CopyTo(_isLeft, 0);

    public bool IsLeft(int component, int value) => _isLeft[layout.Offset(component) + value];

    public void TakeOut(int component, int value) => _isLeft[layout.Offset(component) + value] = false;

    /// <summary>Sets every component to its first value that is left; false where one has none.</summary>
    public bool WriteFirst(Span<ushort> outcome)
    {
        for (var c = 0; c < layout.ComponentCount; c++)
        {
            var first = _isLeft.AsSpan(layout.Offset(c), layout.ValueCount(c)).IndexOf(true);
            if (first < 0)
            {
                return false;
            }

            outcome[c] = (ushort)first;
        }

        return true;
    }

    /// <summary>Whether a node holds for all outcomes that are left (true), for none (false), or depends; then on which components.</summary>
    public bool? Decide(ConcreteCondition condition, int node, out int first, out int last)
    {
        var tree = condition.Tree;
        (first, last) = (int.MaxValue, -1);
        switch (tree.KindOf(node))
        {
            case ConditionNode.Leaf:
                var component = tree.ComponentOf(tree.LeafOf(node));
                var verdict = DecideLeaf(condition, tree.LeafOf(node));
                (first, last) = verdict is null ? (component, component) : (first, last);
                return verdict;
            case ConditionNode.Not:
                return !Decide(condition, node + 1, out first, out last);
            default:
                var all = tree.KindOf(node) == ConditionNode.All;
                bool? result = all;
                for (var child = node + 1; child < tree.EndOf(node); child = tree.EndOf(child))
                {
                    var part = Decide(condition, child, out var partFirst, out var partLast);
                    if (part == !all)
                    {
                        (first, last) = (int.MaxValue, -1);
                        return !all;
                    }

                    if (part is null)
                    {
                        result = null;
                        first = Math.Min(first, partFirst);
                        last = Math.Max(last, partLast);
                    }
                }

                return result;
        }
    }

    /// <summary>The same for a test.</summary>
    public bool? DecideLeaf(ConcreteCondition condition, int leaf)
    {
        var component = condition.ComponentOf(leaf);
        bool some = false, every = true;
        for (var v = 0; v < layout.ValueCount(component); v++)
        {
            if (IsLeft(component, v))
            {
                var passes = condition.Passes(leaf, v);
                some |= passes;
                every &= passes;
            }
        }

        return every ? true : some ? null : false;
    }
}

/// <summary>A condition that more than one component decides: it forbids, or it adds an amount.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Node">The node of its tree that counts.</param>
/// <param name="Last">The last component that it looks at.</param>
/// <param name="Amount">What it adds where it holds; NaN: it forbids.</param>
internal readonly record struct ValueCoupling(ConcreteCondition Condition, int Node, int Last, double Amount)
{
    public bool Forbids => double.IsNaN(Amount);

    public bool Holds(ReadOnlySpan<ushort> outcome) => Condition.HoldsAt(Node, outcome);
}

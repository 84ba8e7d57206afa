using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Conditions;

internal enum ConditionNode : byte
{
    Leaf,
    All,
    Any,
    Not,
}

/// <summary>The shape of a condition, in preorder: a node's first child follows it, the next one stands where the first one ends.</summary>
internal sealed class ConditionTree
{
    private readonly List<ConditionNode> _kind = [];
    private readonly List<int> _end = [];
    private readonly List<int> _leaf = [];
    private readonly List<Condition> _test = [];
    private readonly List<int> _component = [];
    private readonly List<int> _tableOffset = [0];
    private readonly bool[][] _allowed;
    private readonly int[] _components;

    public ConditionTree(Condition condition, OutcomeSpace space)
    {
        Add(condition, space);
        _allowed = [.. _test.Select(test => test is ValueTest value ? value.Allowed.ToArray() : [])];
        _components = [.. _component.Distinct().Order()];
        IsConstant = _test.All(test => test is not ThresholdTest { Limit.IsConstant: false });
        IsConjunction = _kind[0] == ConditionNode.Leaf || (_kind[0] == ConditionNode.All && _kind.Skip(1).All(kind => kind == ConditionNode.Leaf));
    }

    public bool IsConstant { get; }

    /// <summary>A single test, or all of several.</summary>
    public bool IsConjunction { get; }

    public ReadOnlySpan<int> Components => _components;

    public int NodeCount => _kind.Count;

    public int LeafCount => _test.Count;

    public int TableLength => _tableOffset[^1];

    public ConditionNode KindOf(int node) => _kind[node];

    public int EndOf(int node) => _end[node];

    public int LeafOf(int node) => _leaf[node];

    public int ComponentOf(int leaf) => _component[leaf];

    public int TableOffset(int leaf) => _tableOffset[leaf];

    public ThresholdTest? ThresholdOf(int leaf) => _test[leaf] as ThresholdTest;

    public ReadOnlySpan<bool> AllowedOf(int leaf) => _allowed[leaf];

    private void Add(Condition condition, OutcomeSpace space)
    {
        var node = _kind.Count;
        _kind.Add(default);
        _end.Add(0);
        _leaf.Add(-1);
        switch (condition)
        {
            case AllOf all:
                _kind[node] = ConditionNode.All;
                foreach (var part in all.Parts)
                {
                    Add(part, space);
                }

                break;
            case AnyOf any:
                _kind[node] = ConditionNode.Any;
                foreach (var part in any.Parts)
                {
                    Add(part, space);
                }

                break;
            case Negation negation:
                _kind[node] = ConditionNode.Not;
                Add(negation.Part, space);
                break;
            case ValueTest value:
                AddLeaf(node, value, value.Component, space);
                break;
            case ThresholdTest threshold:
                AddLeaf(node, threshold, threshold.Component, space);
                break;
            default:
                throw new ArgumentException($"Unknown condition {condition.GetType().Name}.", nameof(condition));
        }

        _end[node] = _kind.Count;
    }

    private void AddLeaf(int node, Condition test, int component, OutcomeSpace space)
    {
        _kind[node] = ConditionNode.Leaf;
        _leaf[node] = _test.Count;
        _test.Add(test);
        _component.Add(component);
        _tableOffset.Add(_tableOffset[^1] + space.Components[component].ValueCount);
    }
}

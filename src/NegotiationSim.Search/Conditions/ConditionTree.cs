using NegotiationSim.Scenarios;

namespace NegotiationSim.Search.Conditions;

internal enum ConditionNode : byte
{
    Leaf,
    All,
    Any,
    Not,
}

/// <summary>
/// The shape of a condition, in preorder: a node's first child follows it, the next one stands where the first one ends. It never changes, so the
/// conditions of all replicas share one.
/// </summary>
internal sealed class ConditionTree
{
    private readonly ConditionNode[] _kind;
    private readonly int[] _end;
    private readonly int[] _leaf;
    private readonly int[] _component;
    private readonly int[] _tableOffset;
    private readonly ThresholdTest?[] _threshold;
    private readonly bool[][] _allowed;
    private readonly int[] _components;

    public ConditionTree(Condition condition, OutcomeSpace space)
    {
        var shape = new Shape(space);
        shape.Add(condition);
        _kind = [.. shape.Kind];
        _end = [.. shape.End];
        _leaf = [.. shape.Leaf];
        _component = [.. shape.Component];
        _tableOffset = [.. shape.TableOffset];
        _threshold = [.. shape.Test.Select(test => test as ThresholdTest)];
        _allowed = [.. shape.Test.Select(test => test is ValueTest value ? value.Allowed.ToArray() : [])];
        _components = [.. _component.Distinct().Order()];
        IsConstant = _threshold.All(test => test is not { Limit.IsConstant: false });
        IsConjunction = _kind[0] == ConditionNode.Leaf || (_kind[0] == ConditionNode.All && _kind.Skip(1).All(kind => kind == ConditionNode.Leaf));
    }

    public bool IsConstant { get; }

    /// <summary>A single test, or all of several.</summary>
    public bool IsConjunction { get; }

    public ReadOnlySpan<int> Components => _components;

    public int NodeCount => _kind.Length;

    public int LeafCount => _component.Length;

    public int TableLength => _tableOffset[^1];

    public ConditionNode KindOf(int node) => _kind[node];

    public int EndOf(int node) => _end[node];

    public int LeafOf(int node) => _leaf[node];

    public int ComponentOf(int leaf) => _component[leaf];

    /// <summary>The component of every test.</summary>
    public ReadOnlySpan<int> ComponentOfLeaves => _component;

    /// <summary>Where the table of every test begins, and at last where that of the last one ends.</summary>
    public ReadOnlySpan<int> TableOffsets => _tableOffset;

    public int TableOffset(int leaf) => _tableOffset[leaf];

    public ThresholdTest? ThresholdOf(int leaf) => _threshold[leaf];

    public ReadOnlySpan<bool> AllowedOf(int leaf) => _allowed[leaf];

    /// <summary>The tree while it grows.</summary>
    private sealed class Shape(OutcomeSpace space)
    {
        public List<ConditionNode> Kind { get; } = [];

        public List<int> End { get; } = [];

        public List<int> Leaf { get; } = [];

        public List<Condition> Test { get; } = [];

        public List<int> Component { get; } = [];

        public List<int> TableOffset { get; } = [0];

        public void Add(Condition condition)
        {
            var node = Kind.Count;
            Kind.Add(default);
            End.Add(0);
            Leaf.Add(-1);
            switch (condition)
            {
                case AllOf all:
                    Kind[node] = ConditionNode.All;
                    foreach (var part in all.Parts)
                    {
                        Add(part);
                    }

                    break;
                case AnyOf any:
                    Kind[node] = ConditionNode.Any;
                    foreach (var part in any.Parts)
                    {
                        Add(part);
                    }

                    break;
                case Negation negation:
                    Kind[node] = ConditionNode.Not;
                    Add(negation.Part);
                    break;
                case ValueTest value:
                    AddLeaf(node, value, value.Component);
                    break;
                case ThresholdTest threshold:
                    AddLeaf(node, threshold, threshold.Component);
                    break;
                default:
                    throw new ArgumentException($"Unknown condition {condition.GetType().Name}.", nameof(condition));
            }

            End[node] = Kind.Count;
        }

        private void AddLeaf(int node, Condition test, int component)
        {
            Kind[node] = ConditionNode.Leaf;
            Leaf[node] = Test.Count;
            Test.Add(test);
            Component.Add(component);
            TableOffset.Add(TableOffset[^1] + space.Components[component].ValueCount);
        }
    }
}

using System.Collections.Immutable;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Conditions;

/// <summary>
/// A condition whose uncertain limits have been given their values in one replica: a flat tree of tests, each a table over one
/// component's values. Reading is safe from many threads; <see cref="Refill"/> and <see cref="SetLimit"/> are not.
/// </summary>
public sealed class ConcreteCondition
{
    /// <summary>Limits allow this much, so that positions that were computed compare as a reader expects.</summary>
    public const double LimitTolerance = 1e-9;

    private readonly ConditionTree _tree;
    private readonly bool[] _passes;
    private readonly double[] _limit;
    private int[]? _matches;
    private int _matchCount;
    private bool _isMoved;

    /// <summary>A condition of a shape that others share.</summary>
    internal ConcreteCondition(ConditionTree tree, Func<Quantity, double> value)
    {
        _tree = tree;
        _passes = new bool[tree.TableLength];
        _limit = new double[tree.LeafCount];
        for (var leaf = 0; leaf < tree.LeafCount; leaf++)
        {
            _limit[leaf] = tree.ThresholdOf(leaf) is { } test ? value(test.Limit) : double.NaN;
            FillLeaf(leaf);
        }
    }

    private ConcreteCondition(ConcreteCondition other)
    {
        _tree = other._tree;
        _passes = [.. other._passes];
        _limit = [.. other._limit];
    }

    /// <summary>No limit is uncertain, so the condition is the same in every replica as long as nobody sets a limit.</summary>
    public bool IsConstant => _tree.IsConstant;

    /// <summary>The components that the condition looks at, ascending.</summary>
    public ReadOnlySpan<int> Components => _tree.Components;

    /// <summary>How many tests it has; they are numbered in the order of the text.</summary>
    public int LeafCount => _tree.LeafCount;

    /// <summary>It is a single test, or holds exactly when all of its tests pass.</summary>
    public bool IsConjunction => _tree.IsConjunction;

    /// <summary>The component that a test looks at.</summary>
    public int ComponentOf(int leaf) => _tree.ComponentOf(leaf);

    internal ConditionTree Tree => _tree;

    /// <summary>Counts how often a limit has moved, so that what was derived from the condition knows when it is stale.</summary>
    internal int Version { get; private set; }

    /// <summary>Compiles a condition; <paramref name="value"/> gives uncertain limits their values.</summary>
    public static ConcreteCondition Compile(Condition condition, OutcomeSpace space, Func<Quantity, double> value) =>
        new(new ConditionTree(condition, space), value);

    /// <summary>Gives the limits their values in another replica, in place.</summary>
    public void Refill(Func<Quantity, double> value)
    {
        if (IsConstant && !_isMoved)
        {
            return;
        }

        for (var leaf = 0; leaf < LeafCount; leaf++)
        {
            if (_tree.ThresholdOf(leaf) is { } test)
            {
                Change(leaf, value(test.Limit));
            }
        }

        _isMoved = false;
    }

    /// <summary>The limit that a test compares with; NaN where the test has none.</summary>
    public double Limit(int leaf) => _limit[leaf];

    /// <summary>Moves the limit of a test that has one.</summary>
    public void SetLimit(int leaf, double limit)
    {
        if (_tree.ThresholdOf(leaf) is null)
        {
            throw new ArgumentException("This test has no limit.", nameof(leaf));
        }

        Change(leaf, limit);
        _isMoved = true;
    }

    /// <summary>Whether the outcome meets the condition.</summary>
    public bool Holds(ReadOnlySpan<ushort> outcome)
    {
        if (!_tree.IsConjunction)
        {
            return Holds(0, outcome);
        }

        var components = _tree.ComponentOfLeaves;
        var offsets = _tree.TableOffsets;
        var passes = _passes;
        for (var leaf = 0; leaf < components.Length; leaf++)
        {
            if (!passes[offsets[leaf] + outcome[components[leaf]]])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the outcome meets the part of the condition that stands at a node of its tree.</summary>
    internal bool HoldsAt(int node, ReadOnlySpan<ushort> outcome) => node == 0 ? Holds(outcome) : Holds(node, outcome);

    /// <summary>Whether a value passes a test of its component.</summary>
    public bool Passes(int leaf, int value) => _passes[_tree.TableOffset(leaf) + value];

    /// <summary>The places in the enumeration of all outcomes that meet the condition; only for spaces that may be listed.</summary>
    internal ReadOnlySpan<int> Matches(ComponentLayout layout)
    {
        var matches = _matches;
        if (matches is null || _matchCount < 0)
        {
            // Filled first and published last: two threads that race here list the same. Only a condition whose limits move,
            // and which is therefore not shared, is listed again in place.
            matches ??= new int[layout.Listed];
            var count = List(layout, matches);
            _matchCount = count;
            Volatile.Write(ref _matches, matches);
            return matches.AsSpan(0, count);
        }

        return matches.AsSpan(0, _matchCount);
    }

    /// <summary>How many values its tests look at.</summary>
    internal int TableLength => _passes.Length;

    /// <summary>Whether another condition of the same shape passes the same values.</summary>
    internal bool ForbidsTheSame(ConcreteCondition other) => _passes.AsSpan().SequenceEqual(other._passes);

    /// <summary>A condition like this one that does not change with it.</summary>
    internal ConcreteCondition Copy() => new(this);

    /// <summary>The condition with its limits worked in: every test says which values pass.</summary>
    internal Condition ToCondition() => ToCondition(0);

    private Condition ToCondition(int node)
    {
        if (_tree.KindOf(node) == ConditionNode.Leaf)
        {
            var leaf = _tree.LeafOf(node);
            return new ValueTest(_tree.ComponentOf(leaf), [.. _passes.AsSpan(_tree.TableOffset(leaf), _tree.TableOffset(leaf + 1) - _tree.TableOffset(leaf))]);
        }

        var parts = ImmutableArray.CreateBuilder<Condition>();
        for (var child = node + 1; child < _tree.EndOf(node); child = _tree.EndOf(child))
        {
            parts.Add(ToCondition(child));
        }

        return _tree.KindOf(node) switch
        {
            ConditionNode.Not => new Negation(parts[0]),
            ConditionNode.All => new AllOf(parts.ToImmutable()),
            _ => new AnyOf(parts.ToImmutable()),
        };
    }

    private int List(ComponentLayout layout, int[] matches)
    {
        Span<ushort> outcome = stackalloc ushort[layout.ComponentCount];
        outcome.Clear();
        var count = 0;
        for (var index = 0; index < layout.Listed; index++)
        {
            if (Holds(outcome))
            {
                matches[count++] = index;
            }

            for (var c = layout.ComponentCount - 1; c >= 0 && ++outcome[c] == layout.ValueCount(c); c--)
            {
                outcome[c] = 0;
            }
        }

        return count;
    }

    private void Change(int leaf, double limit)
    {
        // Most limits stay as they are from replica to replica; what was listed then stays valid.
        if (_limit[leaf] != limit)
        {
            _limit[leaf] = limit;
            FillLeaf(leaf);
            Version++;
            _matchCount = -1;
        }
    }

    private void FillLeaf(int leaf)
    {
        var table = _passes.AsSpan(_tree.TableOffset(leaf), _tree.TableOffset(leaf + 1) - _tree.TableOffset(leaf));
        if (_tree.ThresholdOf(leaf) is not { } test)
        {
            _tree.AllowedOf(leaf).CopyTo(table);
            return;
        }

        var limit = _limit[leaf];
        for (var v = 0; v < table.Length; v++)
        {
            var x = test.Scale[v];
            var compares = test.Comparison switch
            {
                Comparison.AtLeast => x >= limit - LimitTolerance,
                Comparison.AtMost => x <= limit + LimitTolerance,
                Comparison.Above => x > limit + LimitTolerance,
                Comparison.Below => x < limit - LimitTolerance,
                _ => throw new InvalidOperationException($"Unknown comparison {test.Comparison}."),
            };

            // NaN stands for open, which fails whether or not the test is negated.
            table[v] = !double.IsNaN(x) && compares != test.Negated;
        }
    }

    private bool Holds(int node, ReadOnlySpan<ushort> outcome)
    {
        switch (_tree.KindOf(node))
        {
            case ConditionNode.Leaf:
                var leaf = _tree.LeafOf(node);
                return Passes(leaf, outcome[_tree.ComponentOf(leaf)]);
            case ConditionNode.Not:
                return !Holds(node + 1, outcome);
            default:
                var all = _tree.KindOf(node) == ConditionNode.All;
                for (var child = node + 1; child < _tree.EndOf(node); child = _tree.EndOf(child))
                {
                    if (Holds(child, outcome) != all)
                    {
                        return !all;
                    }
                }

                return all;
        }
    }
}

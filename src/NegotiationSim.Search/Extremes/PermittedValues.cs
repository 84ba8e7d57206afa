using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Extremes;

/// <summary>
/// What an actor may still put into each component, with what it adds to utility approximately. A veto on one component takes values out; one that no remaining value can meet
/// is dropped; a bonus on one component goes into its terms. What is left couples components: most red lines name one issue, so that is little or nothing.
/// </summary>
internal sealed class PermittedValues
{
    private readonly ComponentLayout _layout;
    private readonly bool[] _allowed;
    private readonly double[] _term;
    private readonly bool[] _hasAmount;
    private readonly double[] _slack;
    private readonly ushort[] _values;
    private readonly double[] _terms;
    private readonly int[] _count;
    private readonly bool[] _isCoupled;
    private readonly List<Coupling> _couplings = [];
    private readonly ushort[] _probe;
    private readonly UtilityFold _fold;
    private readonly FirstOfSame _met = new();

    public PermittedValues(ComponentLayout layout)
    {
        _layout = layout;
        _fold = new UtilityFold(layout);
        _allowed = new bool[layout.TableLength];
        _term = new double[layout.TableLength];
        _hasAmount = new bool[layout.ComponentCount];
        _slack = new double[layout.ComponentCount];
        _values = new ushort[layout.TableLength];
        _terms = new double[layout.TableLength];
        _count = new int[layout.ComponentCount];
        _isCoupled = new bool[layout.ComponentCount];
        _probe = new ushort[layout.ComponentCount];
    }

    /// <summary>A condition that more than one component decides: it forbids, or it adds an amount.</summary>
    /// <param name="Condition">The condition.</param>
    /// <param name="Node">The node of its tree that counts.</param>
    /// <param name="Last">The last component that it looks at.</param>
    /// <param name="Amount">What it adds where it holds; NaN: it forbids.</param>
    public readonly record struct Coupling(ConcreteCondition Condition, int Node, int Last, double Amount)
    {
        public bool Forbids => double.IsNaN(Amount);

        public bool Holds(ReadOnlySpan<ushort> outcome) => Condition.HoldsAt(Node, outcome);
    }

    public int Components => _layout.ComponentCount;

    /// <summary>What every outcome gets whatever its values.</summary>
    public double Base { get; private set; }

    /// <summary>How far an approximate sum may be off.</summary>
    public double Error => _fold.Error;

    /// <summary>By how much a change of one component may move utility otherwise than by the difference of its terms.</summary>
    public double SlackOf(int component) => _slack[component];

    /// <summary>What a value adds approximately.</summary>
    public ReadOnlySpan<double> AllTerms(int component) => _term.AsSpan(_layout.Offset(component), _layout.ValueCount(component));

    /// <summary>Whether a value is left.</summary>
    public bool IsAllowed(int component, int value) => _allowed[_layout.Offset(component) + value];

    /// <summary>Whether a condition that couples components forbids an outcome of values that are left.</summary>
    public bool IsForbidden(ReadOnlySpan<ushort> outcome)
    {
        foreach (ref readonly var coupling in Couplings)
        {
            if (coupling.Forbids && coupling.Holds(outcome))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any value is left in every component.</summary>
    public bool IsPossible { get; private set; }

    public ReadOnlySpan<Coupling> Couplings => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_couplings);

    /// <summary>Whether some condition ties the component to others.</summary>
    public bool IsCoupled(int component) => _isCoupled[component];

    /// <summary>How many values are left in a component. Of values that are worth just the same, and that no condition tells apart, the first is left.</summary>
    public int Count(int component) => _count[component];

    /// <summary>The values that are left, ascending.</summary>
    public ReadOnlySpan<ushort> Values(int component) => _values.AsSpan(_layout.Offset(component), _count[component]);

    /// <summary>What each of <see cref="Values"/> adds, within <see cref="UtilityFold.Error"/> for a whole outcome.</summary>
    public ReadOnlySpan<double> Terms(int component) => _terms.AsSpan(_layout.Offset(component), _count[component]);

    /// <summary>Sets every component to a value that is left, so that a condition may be asked before all components that do not matter to it any more are set.</summary>
    public void WriteAny(Span<ushort> outcome)
    {
        for (var c = 0; c < Components; c++)
        {
            outcome[c] = Values(c)[0];
        }
    }

    /// <summary>Sets every component to the value that adds least, left or not; of equal ones the first.</summary>
    public void WriteLeast(Span<ushort> outcome)
    {
        for (var c = 0; c < Components; c++)
        {
            var terms = AllTerms(c);
            var least = 0;
            for (var v = 1; v < terms.Length; v++)
            {
                least = terms[v] < terms[least] ? v : least;
            }

            outcome[c] = (ushort)least;
        }
    }

    /// <summary>Whether an outcome of what is left may be worth so much that a table caps it.</summary>
    public bool MayBeCapped(UtilityTable table)
    {
        if (!table.Capped || !IsPossible)
        {
            return false;
        }

        var most = Base;
        for (var c = 0; c < Components; c++)
        {
            var greatest = double.NegativeInfinity;
            foreach (var term in Terms(c))
            {
                greatest = Math.Max(greatest, term);
            }

            most += greatest;
        }

        foreach (ref readonly var coupling in Couplings)
        {
            most += coupling.Forbids ? 0 : Math.Max(0, coupling.Amount);
        }

        return most >= 1 - Error;
    }

    public void Build(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes)
    {
        Abandonment.Look();
        _fold.Build(table);
        Start();
        for (var c = 0; c < _layout.ComponentCount; c++)
        {
            for (var v = 0; v < _layout.ValueCount(c); v++)
            {
                _term[_layout.Offset(c) + v] = _fold.Approximate(c, v);
            }
        }

        foreach (var condition in infeasible)
        {
            Forbid(condition, 0);
        }

        foreach (var condition in vetoes)
        {
            Forbid(condition, 0);
        }

        foreach (var linkage in table.Linkages)
        {
            _couplings.Add(new Coupling(linkage.Condition, 0, -1, linkage.Amount));
        }

        foreach (var cost in table.Costs)
        {
            _couplings.Add(new Coupling(cost.Condition, 0, -1, -cost.Amount));
        }

        while (IsPossible && Simplify())
        {
            // What has gone may decide more.
        }

        for (var c = 0; c < _layout.ComponentCount && IsPossible; c++)
        {
            List(c);
        }

        for (var c = 0; c < _layout.ComponentCount; c++)
        {
            _slack[c] = table.Capped ? double.PositiveInfinity : 2 * _fold.Error;
            foreach (ref readonly var coupling in Couplings)
            {
                _slack[c] += !coupling.Forbids && coupling.Condition.Components.Contains(c) ? Math.Abs(coupling.Amount) : 0;
            }
        }
    }

    private void Start()
    {
        _couplings.Clear();
        Base = 0;
        IsPossible = true;
        Array.Fill(_allowed, true);
        Array.Clear(_hasAmount);
        Array.Clear(_isCoupled);
    }

    /// <summary>A forbidden "any of" forbids each of its parts.</summary>
    private void Forbid(ConcreteCondition condition, int node)
    {
        var tree = condition.Tree;
        if (tree.KindOf(node) != ConditionNode.Any)
        {
            _couplings.Add(new Coupling(condition, node, -1, double.NaN));
            return;
        }

        for (var child = node + 1; child < tree.EndOf(node); child = tree.EndOf(child))
        {
            Forbid(condition, child);
        }
    }

    /// <summary>Works off conditions that the remaining values decide, or that one component decides; true when values have gone, so that more may be decided.</summary>
    private bool Simplify()
    {
        var changed = false;
        var kept = 0;
        Array.Clear(_isCoupled);
        for (var k = 0; k < _couplings.Count; k++)
        {
            var coupling = _couplings[k];
            switch (Decide(coupling.Condition, coupling.Node, out var first, out var last))
            {
                case true when coupling.Forbids:
                    IsPossible = false;
                    break;
                case true:
                    Base += coupling.Amount;
                    break;
                case false:
                    break;
                default:
                    if (first == last && IsDecidedBy(coupling, first))
                    {
                        changed |= Apply(coupling, first);
                        break;
                    }

                    _couplings[kept++] = coupling with { Last = last };
                    Couple(coupling.Condition, coupling.Node);
                    break;
            }
        }

        _couplings.RemoveRange(kept, _couplings.Count - kept);
        return changed;
    }

    /// <summary>Whether a node holds for all outcomes that are left (true), for none (false), or depends; then on which components.</summary>
    private bool? Decide(ConcreteCondition condition, int node, out int first, out int last)
    {
        var tree = condition.Tree;
        (first, last) = (int.MaxValue, -1);
        switch (tree.KindOf(node))
        {
            case ConditionNode.Leaf:
                var leaf = tree.LeafOf(node);
                var component = tree.ComponentOf(leaf);
                var verdict = DecideLeaf(condition, leaf, component);
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

    private bool? DecideLeaf(ConcreteCondition condition, int leaf, int component)
    {
        bool some = false, every = true;
        for (var v = 0; v < _layout.ValueCount(component); v++)
        {
            if (_allowed[_layout.Offset(component) + v])
            {
                var passes = condition.Passes(leaf, v);
                some |= passes;
                every &= passes;
            }
        }

        return every ? true : some ? null : false;
    }

    /// <summary>A condition that varies with one component only is decided by it, the others standing at any value that is left.</summary>
    private bool IsDecidedBy(Coupling coupling, int component)
    {
        for (var c = 0; c < _layout.ComponentCount; c++)
        {
            var value = 0;
            while (value < _layout.ValueCount(c) && !_allowed[_layout.Offset(c) + value])
            {
                value++;
            }

            if (value == _layout.ValueCount(c))
            {
                IsPossible = false;
                return false;
            }

            _probe[c] = (ushort)value;
        }

        return component >= 0;
    }

    private bool Apply(Coupling coupling, int component)
    {
        var changed = false;
        for (var v = 0; v < _layout.ValueCount(component); v++)
        {
            _probe[component] = (ushort)v;
            var at = _layout.Offset(component) + v;
            if (!_allowed[at] || !coupling.Holds(_probe))
            {
                continue;
            }

            if (coupling.Forbids)
            {
                _allowed[at] = false;
                changed = true;
            }
            else
            {
                _term[at] += coupling.Amount;
                _hasAmount[component] = true;
            }
        }

        return changed;
    }

    private void Couple(ConcreteCondition condition, int node)
    {
        var tree = condition.Tree;
        for (var inner = node; inner < tree.EndOf(node); inner++)
        {
            if (tree.KindOf(inner) == ConditionNode.Leaf)
            {
                var leaf = tree.LeafOf(inner);
                var component = tree.ComponentOf(leaf);
                _isCoupled[component] |= DecideLeaf(condition, leaf, component) is null;
            }
        }
    }

    private void List(int component)
    {
        var offset = _layout.Offset(component);
        var merges = !_isCoupled[component] && !_hasAmount[component];
        var usesTable = merges && _layout.ValueCount(component) > FirstOfSame.Few && _fold.IsTerm(component);
        if (usesTable)
        {
            _met.Start(_layout.ValueCount(component));
        }

        var count = 0;
        for (var v = 0; v < _layout.ValueCount(component); v++)
        {
            if (_allowed[offset + v] && !(usesTable ? !_met.Add(_fold.Table.Term(component, v)) : merges && IsLikeAnEarlierOne(component, offset, count, v)))
            {
                _values[offset + count] = (ushort)v;
                _terms[offset + count++] = _term[offset + v];
            }
        }

        _count[component] = count;
        IsPossible &= count > 0;
    }

    private bool IsLikeAnEarlierOne(int component, int offset, int count, int value)
    {
        for (var k = 0; k < count; k++)
        {
            if (_fold.IsSame(component, _values[offset + k], value))
            {
                return true;
            }
        }

        return false;
    }
}

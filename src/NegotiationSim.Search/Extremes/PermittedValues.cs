using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Extremes;

/// <summary>
/// What an actor may still put into each component, with what it adds to utility approximately. A veto on one component takes values out; one that no remaining value can meet
/// is dropped; a bonus on one component goes into its terms. What is left couples components: most red lines name one issue, so that is little or nothing.
/// </summary>
internal sealed class PermittedValues(ComponentLayout layout)
{
    /// <summary>With so few values comparing each with each is faster than a table.</summary>
    private const int FewValues = 32;

    private readonly RemainingValues _left = new(layout);
    private readonly double[] _term = new double[layout.TableLength];
    private readonly bool[] _hasAmount = new bool[layout.ComponentCount];
    private readonly double[] _slack = new double[layout.ComponentCount];
    private readonly ushort[] _values = new ushort[layout.TableLength];
    private readonly double[] _terms = new double[layout.TableLength];
    private readonly int[] _count = new int[layout.ComponentCount];
    private readonly bool[] _isCoupled = new bool[layout.ComponentCount];
    private readonly List<ValueCoupling> _couplings = [];
    private readonly ushort[] _probe = new ushort[layout.ComponentCount];
    private readonly UtilityFold _ownFold = new(layout);
    private readonly HashSet<double> _met = [];
    private UtilityFold _fold = null!;

    public int Components => layout.ComponentCount;

    /// <summary>What every outcome gets whatever its values.</summary>
    public double Base { get; private set; }

    /// <summary>How far an approximate sum may be off.</summary>
    public double Error => _fold.Error;

    /// <summary>By how much a change of one component may move utility otherwise than by the difference of its terms.</summary>
    public double SlackOf(int component) => _slack[component];

    /// <summary>What a value adds approximately.</summary>
    public ReadOnlySpan<double> AllTerms(int component) => _term.AsSpan(layout.Offset(component), layout.ValueCount(component));

    /// <summary>Whether a value is left.</summary>
    public bool IsAllowed(int component, int value) => _left.IsLeft(component, value);

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

    public ReadOnlySpan<ValueCoupling> Couplings => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_couplings);

    /// <summary>Whether some condition ties the component to others.</summary>
    public bool IsCoupled(int component) => _isCoupled[component];

    /// <summary>How many values are left in a component. Of values that are worth just the same, and that no condition tells apart, the first is left.</summary>
    public int Count(int component) => _count[component];

    /// <summary>The values that are left, ascending.</summary>
    public ReadOnlySpan<ushort> Values(int component) => _values.AsSpan(layout.Offset(component), _count[component]);

    /// <summary>What each of <see cref="Values"/> adds, within <see cref="UtilityFold.Error"/> for a whole outcome.</summary>
    public ReadOnlySpan<double> Terms(int component) => _terms.AsSpan(layout.Offset(component), _count[component]);

    /// <summary>Sets every component to a value that is left, so that a condition may be asked before all components that do not matter to it any more are set.</summary>
    public void WriteAny(Span<ushort> outcome)
    {
        for (var c = 0; c < Components; c++)
        {
            outcome[c] = Values(c)[0];
        }
    }

    public void Build(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes)
    {
        Abandonment.Look();
        _fold = _ownFold;
        _fold.Build(table);
        Start();
        for (var c = 0; c < layout.ComponentCount; c++)
        {
            for (var v = 0; v < layout.ValueCount(c); v++)
            {
                _term[layout.Offset(c) + v] = _fold.Approximate(c, v);
            }
        }

        AddConditions(table, infeasible, vetoes);
        Settle(table);
    }

    /// <summary>Builds what is left under more vetoes than something else was built with, and which stays as it is for as long as this is used.</summary>
    /// <param name="basis">What is left without them.</param>
    /// <param name="table">The utility function, the same.</param>
    /// <param name="more">The vetoes that come on top.</param>
    public void BuildOn(PermittedValues basis, UtilityTable table, ReadOnlySpan<ConcreteCondition> more)
    {
        Abandonment.Look();
        _fold = basis._fold;
        (Base, IsPossible) = (basis.Base, basis.IsPossible);
        _left.CopyFrom(basis._left);
        basis._term.CopyTo(_term, 0);
        basis._hasAmount.CopyTo(_hasAmount, 0);
        _couplings.Clear();
        _couplings.AddRange(basis._couplings);
        foreach (var condition in more)
        {
            Forbid(condition, 0);
        }

        Settle(table);
    }

    private void Settle(UtilityTable table)
    {
        while (IsPossible && Simplify())
        {
            // What has gone may decide more.
        }

        for (var c = 0; c < layout.ComponentCount && IsPossible; c++)
        {
            List(c);
        }

        for (var c = 0; c < layout.ComponentCount; c++)
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
        _left.Fill();
        Array.Clear(_hasAmount);
        Array.Clear(_isCoupled);
    }

    private void AddConditions(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes)
    {
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
            _couplings.Add(new ValueCoupling(linkage.Condition, 0, -1, linkage.Amount));
        }

        foreach (var cost in table.Costs)
        {
            _couplings.Add(new ValueCoupling(cost.Condition, 0, -1, -cost.Amount));
        }
    }

    /// <summary>A forbidden "any of" forbids each of its parts.</summary>
    private void Forbid(ConcreteCondition condition, int node)
    {
        var tree = condition.Tree;
        if (tree.KindOf(node) != ConditionNode.Any)
        {
            _couplings.Add(new ValueCoupling(condition, node, -1, double.NaN));
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
            switch (_left.Decide(coupling.Condition, coupling.Node, out var first, out var last))
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
                    if (first == last && IsProbed())
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

    /// <summary>A condition that varies with one component only is decided by it, the others standing at any value that is left. False where one has none.</summary>
    private bool IsProbed() => IsPossible &= _left.WriteFirst(_probe);

    private bool Apply(ValueCoupling coupling, int component)
    {
        var changed = false;
        for (var v = 0; v < layout.ValueCount(component); v++)
        {
            _probe[component] = (ushort)v;
            var at = layout.Offset(component) + v;
            if (!IsAllowed(component, v) || !coupling.Holds(_probe))
            {
                continue;
            }

            if (coupling.Forbids)
            {
                _left.TakeOut(component, v);
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
                _isCoupled[tree.ComponentOf(leaf)] |= _left.DecideLeaf(condition, leaf) is null;
            }
        }
    }

    private void List(int component)
    {
        // Values that add the very same to the exact sum are one, unless a condition may tell them apart.
        var offset = layout.Offset(component);
        var merges = !_isCoupled[component] && !_hasAmount[component];
        var usesTable = merges && layout.ValueCount(component) > FewValues && _fold.IsTerm(component);
        _met.Clear();
        var count = 0;
        for (var v = 0; v < layout.ValueCount(component); v++)
        {
            if (IsAllowed(component, v) && !(usesTable ? !_met.Add(_fold.Table.Term(component, v)) : merges && IsLikeAnEarlierOne(component, offset, count, v)))
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

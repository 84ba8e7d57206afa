using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Extremes;
using NegotiationSim.Search.Lattice;
using NegotiationSim.Search.SplitSums;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Offers;

/// <summary>
/// The offers of an actor where they are too many to list. The questions of every turn, the best and the cheapest at a target, are answered from the values that
/// are left in each component; whatever that cannot tell, a commitment problem, a draw or a walk goes to <see cref="OfferLattice"/>, which is built when it is first needed.
/// All give the same answers.
/// </summary>
internal sealed class LargeSpace(ComponentLayout layout) : OfferIndex
{
    private readonly PermittedValues _feasible = new(layout);
    private readonly ExtremeOutcome _top = new(layout, 1);
    private readonly ExtremeOutcome _bottom = new(layout, -1);
    private readonly ushort[] _scratch = new ushort[layout.ComponentCount];
    private readonly ushort[] _bestText = new ushort[layout.ComponentCount];
    private readonly ConditionList _infeasible = new();
    private readonly ConditionList _vetoes = new();
    private HalvedOutcomes? _halves;
    private OfferLattice? _lattice;
    private UtilityTable _table = null!;
    private ConsentRule? _consent;
    private bool _isPlain;
    private bool _isLatticeBuilt;
    private bool? _hasHalves;
    private double _worst;
    private double _low;
    private bool _isTopPrepared;
    private double _tooFarDown;
    private bool? _leavesOut;
    private bool _isBestKnown;
    private double _best;
    private double _standsAbove;

    public override PermittedValues Permitted { get; } = new(layout);

    public override bool IsExact => Lattice.IsExact;

    public override double WorstFeasible => double.IsNaN(_worst) ? _worst = FindWorst() : _worst;

    private OfferLattice Lattice
    {
        get
        {
            if (!_isLatticeBuilt)
            {
                _lattice ??= new OfferLattice(layout);
                _lattice.Build(_table, _infeasible.Span, _vetoes.Span, _consent);
                _isLatticeBuilt = true;
            }

            return _lattice!;
        }
    }

    public override void Build(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent)
    {
        Begin(table, infeasible, vetoes, consent);
        Permitted.Build(table, infeasible, vetoes);

        // Where utility may be capped, outcomes that differ are worth the same.
        _isPlain = consent is null && !MayBeCapped(Permitted);
    }

    public override void BuildOn(
        OfferIndex basis, UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, int more, ConsentRule? consent)
    {
        Begin(table, infeasible, vetoes, consent);
        Permitted.BuildOn(basis.Permitted, table, vetoes[^more..]);
        _isPlain = consent is null && !MayBeCapped(Permitted);
    }

    private void Begin(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent)
    {
        _table = table;
        _consent = consent;
        _isLatticeBuilt = _isTopPrepared = _isBestKnown = false;
        _hasHalves = _leavesOut = null;
        _worst = _low = double.NaN;
        _tooFarDown = double.NegativeInfinity;
        _infeasible.Set(infeasible);
        _vetoes.Set(vetoes);
    }

    public override bool Best(double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        if (_isPlain && Top().Find(outcome, out utility))
        {
            return !double.IsNaN(utility);
        }

        if (LeavesOutcomesOut())
        {
            utility = BestWithoutStates();
            _bestText.CopyTo(outcome);
            return !double.IsNaN(utility);
        }

        return Lattice.Best(reservation, discount, outcome, out utility);
    }

    public override bool Cheapest(double target, double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        _standsAbove = Math.BitDecrement(target);
        if (_isPlain && !Permitted.IsPossible)
        {
            utility = double.NaN;
            return false;
        }

        if (_isPlain && _hasHalves is null && target > _tooFarDown)
        {
            if (Top().Cheapest(target, outcome, out utility))
            {
                _standsAbove = _top.GreatestBelow + 2 * Permitted.Error;
                return !double.IsNaN(utility);
            }

            _tooFarDown = target;
        }

        if (_isPlain && HasHalves() && _halves!.Cheapest(target, outcome, out utility))
        {
            _standsAbove = _halves.ClearBelow;
            return !double.IsNaN(utility);
        }

        if (Lattice.Cheapest(target, reservation, discount, outcome, out utility))
        {
            return true;
        }

        if (LeavesOutcomesOut() && BestWithoutStates() >= target)
        {
            _bestText.CopyTo(outcome);
            utility = _best;
            return true;
        }

        return false;
    }

    public override double StandsAbove(double utility) => _standsAbove;

    /// <summary>Whether the outcome of the least values, which is often the worst, is feasible and worth no more than a bound. Then the worst is worth no more either.</summary>
    public override bool IsAnyAtOrBelow(double bound)
    {
        if (double.IsNaN(_low))
        {
            WriteLeast(_scratch);
            _low = _infeasible.AnyHolds(_scratch) ? double.PositiveInfinity : _table.Evaluate(_scratch);
        }

        return _low <= bound;
    }

    public override double Count(double bound, double reservation, double discount) => Lattice.Count(bound, reservation, discount);

    public override bool Pick(double uniform, double bound, double reservation, double discount, Span<ushort> outcome, out double utility) =>
        Lattice.Pick(uniform, bound, reservation, discount, outcome, out utility);

    public override bool Next(OfferWalk walk, Span<ushort> outcome, out double utility) => Lattice.Next(walk, outcome, out utility);

    /// <summary>
    /// Where conditions have more states than the lattice keeps, it leaves outcomes out, at worst all that are permitted. Then the best one is found without states (<see cref="ConditionBranching"/>), so that no actor leaves for want
    /// of an outcome that is there.
    /// </summary>
    private double BestWithoutStates()
    {
        if (!_isBestKnown)
        {
            new ConditionBranching(layout, 1).Find(Permitted, _table, _bestText, out _best);
            _isBestKnown = true;
        }

        return _best;
    }

    private bool LeavesOutcomesOut()
    {
        if (_isPlain && _leavesOut is null)
        {
            _lattice ??= new OfferLattice(layout);
            _lattice.BuildConditions(_table, _infeasible.Span, _vetoes.Span, _consent);
            _leavesOut = !_lattice.Automaton.IsComplete;
        }

        return _isPlain && _leavesOut!.Value;
    }

    private ExtremeOutcome Top()
    {
        if (!_isTopPrepared)
        {
            _top.Prepare(Permitted, _table);
            _isTopPrepared = true;
        }

        return _top;
    }

    private bool HasHalves()
    {
        if (_hasHalves is null)
        {
            _halves ??= new HalvedOutcomes(layout);
            _hasHalves = _halves.TryBuild(Permitted, _table, Permitted.Error);
        }

        return _hasHalves.Value;
    }

    private double FindWorst()
    {
        var values = Permitted;
        if (_vetoes.Count > 0)
        {
            _feasible.Build(_table, _infeasible.Span, []);
            values = _feasible;
        }

        if (!MayBeCapped(values))
        {
            _bottom.Prepare(values, _table);
            if (_bottom.Find(_scratch, out var worst))
            {
                return double.IsNaN(worst) ? double.PositiveInfinity : worst;
            }
        }

        return Lattice.WorstFeasible;
    }

    /// <summary>Sets every component to the value that adds least, permitted or not; of equal ones the first.</summary>
    private void WriteLeast(Span<ushort> outcome)
    {
        for (var c = 0; c < outcome.Length; c++)
        {
            var terms = Permitted.AllTerms(c);
            var least = 0;
            for (var v = 1; v < terms.Length; v++)
            {
                least = terms[v] < terms[least] ? v : least;
            }

            outcome[c] = (ushort)least;
        }
    }

    /// <summary>Whether an outcome of some values may be worth so much that the table caps it.</summary>
    private bool MayBeCapped(PermittedValues values)
    {
        if (!_table.Capped || !values.IsPossible)
        {
            return false;
        }

        var most = values.Base;
        for (var c = 0; c < values.Components; c++)
        {
            var greatest = double.NegativeInfinity;
            foreach (var term in values.Terms(c))
            {
                greatest = Math.Max(greatest, term);
            }

            most += greatest;
        }

        foreach (ref readonly var coupling in values.Couplings)
        {
            most += coupling.Forbids ? 0 : Math.Max(0, coupling.Amount);
        }

        return most >= 1 - Permitted.Error;
    }
}

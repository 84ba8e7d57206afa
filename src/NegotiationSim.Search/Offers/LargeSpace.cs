using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Offers;

/// <summary>
/// The offers of an actor where they are too many to list. The questions of every turn, the best and the cheapest at a target, are answered from the values that
/// are left in each component; whatever that cannot tell, a commitment problem, a draw or a walk goes to <see cref="OfferLattice"/>, which is built when it is first needed.
/// All give the same answers.
/// </summary>
internal sealed class LargeSpace
{
    private readonly ComponentLayout _layout;
    private readonly PermittedValues _permitted;
    private readonly PermittedValues _feasible;
    private readonly ExtremeOutcome _top;
    private readonly ExtremeOutcome _bottom;
    private readonly ushort[] _scratch;
    private readonly ushort[] _anotherText;
    private HalvedOutcomes? _halves;
    private OfferLattice? _lattice;
    private UtilityTable _table = null!;
    private ConcreteCondition[] _infeasible = [];
    private ConcreteCondition[] _vetoes = [];
    private int _infeasibleCount;
    private int _vetoCount;
    private ConsentRule? _consent;
    private bool _isPlain;
    private bool _isLatticeBuilt;
    private Halves _halvesAre;
    private double _worst;
    private double _low;
    private bool _isTopPrepared;
    private double _tooFarDown;
    private bool _isAnotherKnown;
    private double _another;

    private enum Halves : byte
    {
        NotBuilt,
        Built,
        TooLarge,
    }

    public LargeSpace(ComponentLayout layout)
    {
        _layout = layout;
        _permitted = new PermittedValues(layout);
        _feasible = new PermittedValues(layout);
        _top = new ExtremeOutcome(layout, 1);
        _bottom = new ExtremeOutcome(layout, -1);
        _scratch = new ushort[layout.ComponentCount];
        _anotherText = new ushort[layout.ComponentCount];
    }

    /// <summary>What is left in each component, and what it is worth.</summary>
    public PermittedValues Permitted => _permitted;

    public OfferLattice Lattice
    {
        get
        {
            if (!_isLatticeBuilt)
            {
                _lattice ??= new OfferLattice(_layout);
                _lattice.Build(_table, _infeasible.AsSpan(0, _infeasibleCount), _vetoes.AsSpan(0, _vetoCount), _consent);
                _isLatticeBuilt = true;
            }

            return _lattice!;
        }
    }

    public double WorstFeasible
    {
        get
        {
            if (double.IsNaN(_worst))
            {
                _worst = FindWorst();
            }

            return _worst;
        }
    }

    /// <summary>Whether the outcome of the least values, which is often the worst, is feasible and worth no more than a bound. Then the worst is worth no more either.</summary>
    public bool IsAnyAtOrBelow(double bound)
    {
        if (double.IsNaN(_low))
        {
            _low = LowOutcome();
        }

        return _low <= bound;
    }

    public void Build(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent)
    {
        _table = table;
        _consent = consent;
        _isLatticeBuilt = false;
        _halvesAre = Halves.NotBuilt;
        _worst = _low = double.NaN;
        _isTopPrepared = _isAnotherKnown = false;
        _tooFarDown = double.NegativeInfinity;
        Keep(infeasible, ref _infeasible, out _infeasibleCount);
        Keep(vetoes, ref _vetoes, out _vetoCount);
        _permitted.Build(table, infeasible, vetoes);

        // Where utility may be capped, outcomes that differ are worth the same.
        _isPlain = consent is null && !MayBeCapped(_permitted);
    }

    public bool Best(double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        if (_isPlain && Top().Find(outcome, out utility))
        {
            return !double.IsNaN(utility);
        }

        var isFound = Lattice.Best(reservation, discount, outcome, out utility);
        if (KnowsAnother() && !(isFound && utility >= _another))
        {
            _anotherText.CopyTo(outcome);
            utility = _another;
            return true;
        }

        return isFound;
    }

    public bool Cheapest(double target, double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        ClearBelow = Math.BitDecrement(target);
        if (_isPlain && !_permitted.IsPossible)
        {
            utility = double.NaN;
            return false;
        }

        if (_isPlain && _halvesAre == Halves.NotBuilt && target > _tooFarDown)
        {
            if (Top().Cheapest(target, outcome, out utility))
            {
                ClearBelow = _top.GreatestBelow + 2 * _permitted.Error;
                return !double.IsNaN(utility);
            }

            _tooFarDown = target;
        }

        if (_isPlain && HasHalves() && _halves!.Cheapest(target, outcome, out utility))
        {
            ClearBelow = _halves.ClearBelow;
            return !double.IsNaN(utility);
        }

        if (Lattice.Cheapest(target, reservation, discount, outcome, out utility))
        {
            return true;
        }

        if (KnowsAnother() && _another >= target)
        {
            _anotherText.CopyTo(outcome);
            utility = _another;
            return true;
        }

        return false;
    }

    /// <summary>
    /// Where conditions have more states than the lattice keeps, it leaves outcomes out, at worst all that are permitted. Then branch and bound looks for a good one with more patience, so that no actor leaves for want
    /// of an outcome that is there.
    /// </summary>
    private bool KnowsAnother()
    {
        if (!_isPlain || Lattice.Automaton.IsComplete)
        {
            return false;
        }

        if (!_isAnotherKnown)
        {
            Top().Find(_anotherText, out _another, ExtremeOutcome.PatientSteps);
            _isAnotherKnown = true;
        }

        return !double.IsNaN(_another);
    }

    /// <summary>The answer of the last <see cref="Cheapest"/> is the one for every target above this and up to its utility.</summary>
    public double ClearBelow { get; private set; }

    private ExtremeOutcome Top()
    {
        if (!_isTopPrepared)
        {
            _top.Prepare(_permitted, _table);
            _isTopPrepared = true;
        }

        return _top;
    }

    private bool HasHalves()
    {
        if (_halvesAre == Halves.NotBuilt)
        {
            _halves ??= new HalvedOutcomes(_layout);
            _halvesAre = _halves.TryBuild(_permitted, _table, _permitted.Error) ? Halves.Built : Halves.TooLarge;
        }

        return _halvesAre == Halves.Built;
    }

    private double LowOutcome()
    {
        for (var c = 0; c < _scratch.Length; c++)
        {
            var terms = _permitted.AllTerms(c);
            var least = 0;
            for (var v = 1; v < terms.Length; v++)
            {
                least = terms[v] < terms[least] ? v : least;
            }

            _scratch[c] = (ushort)least;
        }

        foreach (var condition in _infeasible.AsSpan(0, _infeasibleCount))
        {
            if (condition.Holds(_scratch))
            {
                return double.PositiveInfinity;
            }
        }

        return _table.Evaluate(_scratch);
    }

    private double FindWorst()
    {
        var values = _permitted;
        if (_vetoCount > 0)
        {
            _feasible.Build(_table, _infeasible.AsSpan(0, _infeasibleCount), []);
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

    private bool MayBeCapped(PermittedValues values)
    {
        if (!_table.Capped || !values.IsPossible)
        {
            return false;
        }

        var most = values.Base;
        for (var c = 0; c < values.Components; c++)
        {
            var terms = values.Terms(c);
            var greatest = terms[0];
            foreach (var term in terms)
            {
                greatest = Math.Max(greatest, term);
            }

            most += greatest;
        }

        foreach (ref readonly var coupling in values.Couplings)
        {
            most += coupling.Forbids ? 0 : Math.Max(0, coupling.Amount);
        }

        return most >= 1 - _permitted.Error;
    }

    private static void Keep(ReadOnlySpan<ConcreteCondition> conditions, ref ConcreteCondition[] kept, out int count)
    {
        count = conditions.Length;
        if (kept.Length < count)
        {
            kept = new ConcreteCondition[count];
        }

        conditions.CopyTo(kept);
    }
}

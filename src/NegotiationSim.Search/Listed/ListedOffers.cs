using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Extremes;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Listed;

/// <summary>
/// The permitted outcomes of a small space, listed in enumeration order with their utilities (NaN where not permitted), unsorted:
/// a query is one pass over a few hundred doubles, which is cheaper than sorting what is drawn anew for every replica.
/// </summary>
internal sealed class ListedOffers : OfferIndex
{
    private readonly ComponentLayout _layout;
    private readonly double[] _utility;
    private readonly OutcomeList _lister;
    private double[]? _kept;
    private PermittedValues? _permitted;
    private bool _isPermittedKnown;
    private UtilityTable _table = null!;
    private readonly ConditionList _forbidden = new();
    private ConsentRule? _consent;
    private double _worst;

    [ThreadStatic]
    private static double[]? t_allowed;

    public ListedOffers(ComponentLayout layout)
    {
        _layout = layout;
        _lister = new OutcomeList(layout);
        _utility = new double[_lister.Length];
    }

    public override bool IsExact => true;

    public override double WorstFeasible => _worst;

    public override PermittedValues Permitted
    {
        get
        {
            if (!_isPermittedKnown)
            {
                _permitted ??= new PermittedValues(_layout);
                _permitted.Build(_table, _forbidden.Span, []);
                _isPermittedKnown = true;
            }

            return _permitted!;
        }
    }

    public override void Build(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent)
    {
        (_table, _consent, _isPermittedKnown) = (table, consent, false);
        _forbidden.Set(infeasible, vetoes);
        _lister.Fill(table, _utility);
        _lister.Forbid(infeasible, _utility);
        _worst = OutcomeScan.Least(_utility);
        _lister.Forbid(vetoes, _utility);
        if (consent is not null)
        {
            ListTrust(consent);
        }
    }

    public override bool Best(double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        var offers = Signable(reservation, discount);
        utility = OutcomeScan.Greatest(offers);
        return Found(offers, utility, outcome);
    }

    public override bool Cheapest(double target, double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        var offers = Signable(reservation, discount);
        utility = OutcomeScan.AtOrAbove(offers, target, out _);
        return Found(offers, utility, outcome);
    }

    public override double StandsAbove(double utility) => OutcomeScan.Below(_utility, utility);

    public override bool IsAnyAtOrBelow(double bound) => _worst <= bound;

    public override double Count(double bound, double reservation, double discount)
    {
        var count = 0;
        foreach (var utility in Signable(reservation, discount))
        {
            count += utility >= bound ? 1 : 0;
        }

        return count;
    }

    public override bool Pick(double uniform, double bound, double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        var left = Math.Floor(uniform * Count(bound, reservation, discount));
        var offers = Signable(reservation, discount);
        for (var i = 0; i < offers.Length; i++)
        {
            if (offers[i] >= bound && left-- <= 0)
            {
                _layout.Decode(i, outcome);
                utility = offers[i];
                return true;
            }
        }

        utility = double.NaN;
        return false;
    }

    public override bool Next(OfferWalk walk, Span<ushort> outcome, out double utility)
    {
        var offers = Signable(walk.Reservation, walk.Discount);
        return walk.Ascends ? Up(walk, offers, outcome, out utility) : Down(walk, offers, outcome, out utility);
    }

    private bool Up(OfferWalk walk, ReadOnlySpan<double> offers, Span<ushort> outcome, out double utility)
    {
        utility = walk.Utility;
        var index = walk.HasStarted ? OutcomeScan.First(offers, utility, walk.Index + 1) : -1;
        if (index < 0)
        {
            utility = OutcomeScan.AtOrAbove(offers, walk.HasStarted ? Math.BitIncrement(utility) : walk.Bound, out _);
            index = OutcomeScan.First(offers, utility);
        }

        return Stand(walk, index, utility, outcome);
    }

    private bool Down(OfferWalk walk, ReadOnlySpan<double> offers, Span<ushort> outcome, out double utility)
    {
        utility = walk.Utility;
        var index = walk.HasStarted ? OutcomeScan.Last(offers, utility, walk.Index) : -1;
        if (index < 0)
        {
            utility = walk.HasStarted ? OutcomeScan.Below(offers, utility) : OutcomeScan.Greatest(offers);
            index = utility >= walk.Bound ? OutcomeScan.Last(offers, utility, offers.Length) : -1;
        }

        return Stand(walk, index, utility, outcome);
    }

    private bool Stand(OfferWalk walk, int index, double utility, Span<ushort> outcome)
    {
        if (index < 0)
        {
            return false;
        }

        walk.HasStarted = true;
        walk.Utility = utility;
        walk.Index = index;
        _layout.Decode(index, outcome);
        return true;
    }

    private bool Found(ReadOnlySpan<double> offers, double utility, Span<ushort> outcome)
    {
        var index = OutcomeScan.First(offers, utility);
        if (index < 0)
        {
            return false;
        }

        _layout.Decode(index, outcome);
        return true;
    }

    /// <summary>The list with what the consent rule forbids at this no-deal value taken out.</summary>
    private ReadOnlySpan<double> Signable(double reservation, double discount)
    {
        if (_consent is null)
        {
            return _utility;
        }

        Room.Reserve(ref t_allowed, _utility.Length);
        var allowed = t_allowed.AsSpan(0, _utility.Length);
        for (var i = 0; i < allowed.Length; i++)
        {
            allowed[i] = _consent.Allows(_kept![i], _utility[i], reservation, discount) ? _utility[i] : double.NaN;
        }

        return allowed;
    }

    private void ListTrust(ConsentRule consent)
    {
        _kept ??= new double[_utility.Length];
        Array.Fill(_kept, consent.Enforcement);
        foreach (var term in consent.EnforcementBy)
        {
            foreach (var index in term.Condition.Matches(_layout))
            {
                _kept[index] += term.Amount;
            }
        }

        for (var i = 0; i < _kept.Length; i++)
        {
            _kept[i] = consent.Kept(Math.Clamp(_kept[i], 0, ConsentRule.MostEnforcement));
        }
    }
}

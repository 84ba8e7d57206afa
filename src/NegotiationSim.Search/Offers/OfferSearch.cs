using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Extremes;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Offers;

/// <summary>
/// What one actor may offer. Permitted is an outcome that is feasible, meets no veto (the actor's held red lines, refused texts)
/// and, under a <see cref="ConsentRule"/>, is worth signing. Outcomes are never listed beyond a small space: larger ones are searched by
/// meeting in the middle (<see cref="LargeSpace"/>), and the answer is the one that enumeration would give, to the last bit.
/// Build in place as often as needed. It remembers its last answers, so one search belongs to one thread at a time.
/// </summary>
/// <remarks>
/// A no-deal value and a discount are given per query, because they move from round to round; only a consent rule asks for them.
/// Utilities are undiscounted throughout.
/// </remarks>
public sealed class OfferSearch
{
    /// <summary>Up to this many outcomes a list is quicker to fill and search than anything clever.</summary>
    public const int ListedUpTo = 1024;

    private UtilityTable? _table;
    private ConsentRule? _consent;
    private readonly ConditionList _forbidden = new();
    private OfferIndex? _listed;
    private OfferIndex? _large;
    private OfferIndex? _index;
    private Found _best;
    private Found _cheapest;
    private ushort[] _bestText = [];
    private ushort[] _cheapestText = [];

    /// <summary>An answer that still stands: the text is the cheapest at or above every target above <paramref name="Above"/> and up to its utility.</summary>
    private record struct Found(bool IsKnown, double Utility, double Above);

    /// <summary>The utility function that the search was built on.</summary>
    public UtilityTable Table => _table ?? throw new InvalidOperationException("Build the search first.");

    /// <summary>
    /// Every answer is exactly the one that enumeration would give. False where the space is beyond that: then answers are still permitted
    /// and at or above what was asked for, but may not be the very cheapest.
    /// </summary>
    public bool IsExact => Index.IsExact;

    internal OfferIndex Index => _index ?? throw new InvalidOperationException("Build the search first.");

    /// <summary>Builds the search, or builds it anew in place.</summary>
    /// <param name="table">The actor's utility function, sealed; it must not change before the next build.</param>
    /// <param name="infeasible">Packages that are never on the table; likewise unchanged.</param>
    /// <param name="vetoes">What the actor never stands by; likewise unchanged.</param>
    /// <param name="consent">The commitment problem, for an actor with <c>trust</c>.</param>
    public void Build(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent = null) =>
        Build(table, infeasible, vetoes, consent, table.Layout.Listed is >= 0 and <= ListedUpTo);

    /// <summary>Builds the search on another one, which must stay as it is meanwhile: the same utility under more vetoes.</summary>
    /// <param name="basis">The other search.</param>
    /// <param name="infeasible">As it was built with.</param>
    /// <param name="vetoes">As it was built with, and those that come on top.</param>
    /// <param name="more">How many come on top.</param>
    internal void BuildOn(OfferSearch basis, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, int more)
    {
        Begin(basis.Table, infeasible, vetoes, basis._consent, basis._index == basis._listed);
        _index!.BuildOn(basis.Index, basis.Table, infeasible, vetoes, more, basis._consent);
    }

    internal void Build(
        UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent, bool listed)
    {
        Begin(table, infeasible, vetoes, consent, listed);
        _index!.Build(table, infeasible, vetoes, consent);
    }

    private void Begin(
        UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent, bool listed)
    {
        if (_table?.Layout != table.Layout)
        {
            (_listed, _large) = (null, null);
            _bestText = new ushort[table.Layout.ComponentCount];
            _cheapestText = new ushort[table.Layout.ComponentCount];
        }

        _table = table;
        _consent = consent;
        _forbidden.Set(infeasible, vetoes);
        _best = _cheapest = default;
        ref var index = ref listed ? ref _listed : ref _large;
        _index = index ??= OfferIndex.Of(table.Layout, listed);
    }

    /// <summary>Whether the actor may stand by an outcome: feasible, no veto, worth signing under the consent rule.</summary>
    public bool Permits(ReadOnlySpan<ushort> outcome, double reservation, double discount = 1) => !_forbidden.AnyHolds(outcome)
        && (_consent is null || _consent.Allows(_consent.Kept(outcome), Table.Evaluate(outcome), reservation, discount));

    /// <summary>What is left in each component, and what it is worth.</summary>
    internal PermittedValues Permitted => Index.Permitted;

    /// <summary><see cref="Permits"/> for an outcome that differs from a permitted one in a component whose new value is left.</summary>
    internal bool PermitsChange(ReadOnlySpan<ushort> outcome, double reservation, double discount) =>
        !Permitted.IsForbidden(outcome)
        && (_consent is null || _consent.Allows(_consent.Kept(outcome), Table.Evaluate(outcome), reservation, discount));

    /// <summary>The best permitted outcome; of equal ones the first in enumeration order. False when nothing is permitted.</summary>
    public bool Best(double reservation, Span<ushort> outcome, out double utility, double discount = 1)
    {
        if (_consent is not null)
        {
            return Index.Best(reservation, discount, outcome, out utility);
        }

        // Without a commitment problem what may be signed does not move with the no-deal value.
        if (!_best.IsKnown)
        {
            var isAny = Index.Best(reservation, discount, _bestText, out var best);
            _best = new Found(true, isAny ? best : double.NaN, 0);
        }

        utility = _best.Utility;
        _bestText.CopyTo(outcome);
        return !double.IsNaN(utility);
    }

    /// <summary>The least utility of all feasible outcomes, vetoes or not; positive infinity when nothing is feasible.</summary>
    public double WorstFeasible() => Index.WorstFeasible;

    /// <summary>The larger of a bound and <see cref="WorstFeasible"/>; where outcomes are many, mostly without looking for the worst.</summary>
    public double Floor(double bound) => Index.IsAnyAtOrBelow(bound) ? bound : Math.Max(bound, WorstFeasible());

    /// <summary>
    /// The permitted outcome of least utility at or above <paramref name="target"/>, doubles as they are; of equal ones the first in
    /// enumeration order. False when there is none.
    /// </summary>
    public bool CheapestAtOrAbove(double target, double reservation, Span<ushort> outcome, out double utility, double discount = 1)
    {
        if (_consent is not null)
        {
            return Index.Cheapest(target, reservation, discount, outcome, out utility);
        }

        // From round to round a target moves little, and often not past the next outcome.
        if (!(_cheapest.IsKnown && target > _cheapest.Above && target <= _cheapest.Utility))
        {
            if (!Index.Cheapest(target, reservation, discount, _cheapestText, out utility))
            {
                _cheapest = default;
                return false;
            }

            _cheapest = new Found(true, utility, Index.StandsAbove(utility));
        }

        utility = _cheapest.Utility;
        _cheapestText.CopyTo(outcome);
        return true;
    }

    /// <summary>The last answer of <see cref="CheapestAtOrAbove"/> stays the same for every target above this and up to the answer's utility.</summary>
    internal double StandsAbove => _cheapest.IsKnown ? _cheapest.Above : double.PositiveInfinity;

    /// <summary>How many permitted outcomes have a utility at or above <paramref name="bound"/>: exact up to 2^53, rounded beyond.</summary>
    public double CountAtOrAbove(double bound, double reservation, double discount = 1) => Index.Count(bound, reservation, discount);

    /// <summary>
    /// The permitted outcome at or above <paramref name="bound"/> with number floor(<paramref name="uniform"/> * count) in enumeration order, from 0.
    /// False when there is none.
    /// </summary>
    /// <param name="uniform">In [0, 1): drawn uniformly, every such outcome is as likely.</param>
    /// <param name="bound">In utility, given with its tolerance.</param>
    /// <param name="reservation">The no-deal value.</param>
    /// <param name="outcome">Receives the outcome.</param>
    /// <param name="utility">Receives its utility.</param>
    /// <param name="discount">What utilities are worth in this round.</param>
    public bool PickAtOrAbove(double uniform, double bound, double reservation, Span<ushort> outcome, out double utility, double discount = 1) =>
        Index.Pick(uniform, bound, reservation, discount, outcome, out utility);
}

using NegotiationSim.Engine.Conditions;
using NegotiationSim.Engine.Utilities;

namespace NegotiationSim.Engine.Offers;

/// <summary>
/// What one actor may offer. Permitted is an outcome that is feasible, meets no veto (the actor's held red lines, refused texts)
/// and, under a <see cref="ConsentRule"/>, is worth signing. Outcomes are never listed beyond a small space: larger ones are searched by
/// meeting in the middle (<see cref="OfferLattice"/>), and the answer is the one that enumeration would give, to the last bit.
/// Build in place as often as needed; between two builds it is read-only and safe to share between threads.
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
    private ConcreteCondition[] _forbidden = [];
    private int _forbiddenCount;
    private OfferIndex? _index;

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

    internal void Build(
        UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent, bool listed)
    {
        var sameSpace = _table?.Layout == table.Layout;
        _table = table;
        _consent = consent;
        _forbiddenCount = infeasible.Length + vetoes.Length;
        if (_forbidden.Length < _forbiddenCount)
        {
            _forbidden = new ConcreteCondition[_forbiddenCount];
        }

        infeasible.CopyTo(_forbidden);
        vetoes.CopyTo(_forbidden.AsSpan(infeasible.Length));
        if (listed)
        {
            var list = sameSpace && _index is ListedOffers old ? old : new ListedOffers(table.Layout);
            list.Build(table, infeasible, vetoes, consent);
            _index = list;
        }
        else
        {
            var lattice = sameSpace && _index is OfferLattice old ? old : new OfferLattice(table.Layout);
            lattice.Build(table, infeasible, vetoes, consent);
            _index = lattice;
        }
    }

    /// <summary>Whether the actor may stand by an outcome: feasible, no veto, worth signing under the consent rule.</summary>
    public bool Permits(ReadOnlySpan<ushort> outcome, double reservation, double discount = 1)
    {
        foreach (var condition in _forbidden.AsSpan(0, _forbiddenCount))
        {
            if (condition.Holds(outcome))
            {
                return false;
            }
        }

        return _consent is null || _consent.Allows(_consent.Kept(outcome), Table.Evaluate(outcome), reservation, discount);
    }

    /// <summary>The best permitted outcome; of equal ones the first in enumeration order. False when nothing is permitted.</summary>
    public bool Best(double reservation, Span<ushort> outcome, out double utility, double discount = 1) =>
        Index.Best(reservation, discount, outcome, out utility);

    /// <summary>The least utility of all feasible outcomes, vetoes or not; positive infinity when nothing is feasible.</summary>
    public double WorstFeasible() => Index.WorstFeasible;

    /// <summary>
    /// The permitted outcome of least utility at or above <paramref name="target"/>, doubles as they are; of equal ones the first in
    /// enumeration order. False when there is none.
    /// </summary>
    public bool CheapestAtOrAbove(double target, double reservation, Span<ushort> outcome, out double utility, double discount = 1) =>
        Index.Cheapest(target, reservation, discount, outcome, out utility);

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

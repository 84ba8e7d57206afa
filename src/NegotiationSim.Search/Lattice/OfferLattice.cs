using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Lattice;

/// <summary>
/// The permitted outcomes of a space too large to list, met in the middle (Horowitz &amp; Sahni 1974): prefixes of outcomes with their exact sums
/// on one side, what the suffixes add approximately on the other, both sorted. A query runs along both with two pointers and decides the few
/// pairs within the rounding error exactly. The middle is wherever the two sides meet when the smaller one is always extended, so
/// values that are worth the same, and weights of zero, cost nothing.
/// </summary>
/// <remarks>
/// A side never grows beyond <see cref="MostEntries"/>. Where both would, they are thinned evenly over their utilities, to
/// <see cref="ThinnedEntries"/>, and kept so small from then on: the search then covers a dense subset of the outcomes (pairs of halves at steps of
/// some 2^-12 of the range each) and <see cref="IsExact"/> is false.
/// </remarks>
internal sealed class OfferLattice
{
    /// <summary>The most half outcomes that one side may hold: two sides of 2^20 span 10^12 outcomes of which no two are alike.</summary>
    public const int MostEntries = 1 << 20;

    /// <summary>The same with more than <see cref="ManyComponents"/> components: there exactness is rarely within reach, and a side of a hundred layers of 2^20 would take a gigabyte.</summary>
    public const int MostEntriesOfMany = 1 << 17;

    /// <summary>Beyond so many components what is left behind the middle may be followed for long.</summary>
    private const int ManyComponents = 64;

    /// <summary>What a question may take: prefixes that are followed one component further.</summary>
    private const int MostSteps = 1 << 16;

    /// <summary>At so many places between the worst and the best outcome it is tried what a question takes.</summary>
    private const int Tried = 8;

    /// <summary>The half outcomes that one side holds where exactness is out of reach (our choice: milliseconds per component).</summary>
    public const int ThinnedEntries = 1 << 13;

    /// <summary>The same with more than <see cref="ManyComponents"/> components, each of which has a layer.</summary>
    private const int ThinnedEntriesOfMany = 1 << 12;

    /// <summary>Components of many values keep at least so many halves to combine them with.</summary>
    private const int FewestThinned = 64;

    // Our choices, by measurement: when going on beyond the middle is tried, how far, and what counts as hardly growing.
    private const double MuchAlike = 64;
    private const int MostDeepened = 1 << 17;
    private const double HardlyGrown = 1.75;

    private readonly ConditionAutomaton _feasibility;
    private readonly WorstOutcome _worstOutcome;
    private readonly List<ConcreteCondition> _conditions = [];
    private readonly ConsentClasses _classes;
    private bool _isThinned;
    private double _worst;

    public OfferLattice(ComponentLayout layout)
    {
        Layout = layout;
        Fold = new UtilityFold(layout);
        _classes = new ConsentClasses(Fold);
        Automaton = new ConditionAutomaton(layout);
        _feasibility = new ConditionAutomaton(layout);
        _worstOutcome = new WorstOutcome(layout, Fold);
        Prefixes = new PrefixLayers(layout, Fold, Automaton);
        Suffixes = new SuffixLayers(layout, Fold, Automaton);
    }

    public ComponentLayout Layout { get; }

    public UtilityFold Fold { get; }

    public ConditionAutomaton Automaton { get; }

    public PrefixLayers Prefixes { get; }

    public SuffixLayers Suffixes { get; }

    public bool IsExact => !_isThinned && Automaton.IsComplete;

    public double WorstFeasible => _worst;

    public void Build(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent)
    {
        Fold.Build(table);
        BuildConditions(table, infeasible, vetoes, consent);
        _classes.Build(Automaton, Layout.ComponentCount, consent);
        var worst = _worstOutcome.Find(vetoes.Length == 0 ? Automaton : _feasibility);
        _worst = table.Capped && worst < double.PositiveInfinity ? Math.Min(1, worst) : worst;
        Prefixes.Start();
        Suffixes.Start(_classes.ClassOf, _classes.Count);
        _isThinned = false;
        while (Prefixes.Depth < Suffixes.First)
        {
            Abandonment.Look();
            ExtendSmaller();
        }

        DeepenWhereAlike();
        if (Layout.ComponentCount > ManyComponents && !_isThinned && IsTooAlike())
        {
            _isThinned = true;
            Prefixes.Thin(ThinnedEntriesOfMany);
            Suffixes.Thin(ThinnedEntriesOfMany);
        }
    }

    public bool Best(double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        if (_isThinned)
        {
            return ThinnedQuery.Begin(this, reservation, discount).Greatest(double.NegativeInfinity, double.PositiveInfinity, outcome, out utility, out _);
        }

        var query = LatticeQuery.Begin(this, reservation, discount);
        return query.Greatest(double.NegativeInfinity, double.PositiveInfinity, out utility) && query.WriteFirst(utility, outcome);
    }

    public bool Cheapest(double target, double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        if (_isThinned)
        {
            return ThinnedQuery.Begin(this, reservation, discount).Least(target, outcome, out utility, out _);
        }

        var query = LatticeQuery.Begin(this, reservation, discount);
        return query.Least(target, out utility) && query.WriteFirst(utility, outcome);
    }

    public double Count(double bound, double reservation, double discount) => _isThinned
        ? ThinnedQuery.Begin(this, reservation, discount).Count(bound)
        : LatticeQuery.Begin(this, reservation, discount).Count(bound);

    public bool Pick(double uniform, double bound, double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        if (_isThinned)
        {
            return ThinnedQuery.Begin(this, reservation, discount).Pick(uniform, bound, outcome, out utility);
        }

        var found = LatticeQuery.Begin(this, reservation, discount).Pick(uniform, bound, outcome);
        utility = found ? Fold.Table.Evaluate(outcome) : double.NaN;
        return found;
    }

    public bool Next(OfferWalk walk, Span<ushort> outcome, out double utility) => _isThinned
        ? ThinnedQuery.Begin(this, walk.Reservation, walk.Discount).Next(walk, outcome, out utility)
        : (walk.Lattice ??= new LatticeWalk()).Next(this, walk, outcome, out utility);

    /// <summary>The least utility with which each class of outcomes is worth signing; positive infinity where none is.</summary>
    public void FillFloors(Span<double> floors, double reservation, double discount) => _classes.FillFloors(floors, reservation, discount);

    /// <summary>Builds no more than the states of the conditions, which the whole begins with.</summary>
    public void BuildConditions(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent)
    {
        _conditions.Clear();
        _conditions.AddRange(infeasible);
        AddCounted(table);
        if (vetoes.Length > 0)
        {
            _feasibility.Build(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_conditions), infeasible.Length);
        }

        _conditions.Clear();
        _conditions.AddRange(infeasible);
        _conditions.AddRange(vetoes);
        AddCounted(table);
        for (var i = 0; consent is not null && i < consent.EnforcementBy.Count; i++)
        {
            _conditions.Add(consent.EnforcementBy[i].Condition);
        }

        Automaton.Build(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_conditions), infeasible.Length + vetoes.Length);
    }

    private void AddCounted(UtilityTable table)
    {
        foreach (var linkage in table.Linkages)
        {
            _conditions.Add(linkage.Condition);
        }

        foreach (var cost in table.Costs)
        {
            _conditions.Add(cost.Condition);
        }
    }

    /// <summary>
    /// Masses of outcomes that differ by roundings only, as round numbers make them, would have to be told apart anew in every query. Their
    /// distinct exact sums are few, so the exact side goes on beyond the middle as long as it hardly grows.
    /// </summary>
    private void DeepenWhereAlike()
    {
        if (_isThinned || (double)Layout.Space.Count <= MuchAlike * Prefixes.Last.Count * Suffixes.Count)
        {
            return;
        }

        while (Prefixes.Depth < Layout.ComponentCount && (long)Prefixes.Last.Count * Layout.ValueCount(Prefixes.Depth) <= MostDeepened)
        {
            var count = Prefixes.Last.Count;
            Prefixes.Extend();
            if (Prefixes.Last.Count > HardlyGrown * count)
            {
                Prefixes.Retreat();
                return;
            }
        }
    }

    /// <summary>
    /// Whether outcomes that differ by roundings only are so many that to tell them apart takes seconds in every query: a set of hundreds of members with attitudes of three decimals.
    /// A question of the lattice alone, so that every replica is answered alike.
    /// </summary>
    private bool IsTooAlike()
    {
        var any = new ushort[Layout.ComponentCount];
        if (!ThinnedQuery.Begin(this, 0, 1).Greatest(double.NegativeInfinity, double.PositiveInfinity, any, out var best, out _))
        {
            return false;
        }

        for (var k = 1; k < Tried; k++)
        {
            if (LatticeQuery.Begin(this, 0, 1).TakesMoreThan(MostSteps, _worst + (best - _worst) * k / Tried))
            {
                return true;
            }
        }

        return false;
    }

    private void ExtendSmaller()
    {
        var ahead = Layout.ValueCount(Prefixes.Depth);
        var behind = Layout.ValueCount(Suffixes.First - 1);
        var extendsPrefixes = (long)Prefixes.Last.Count * ahead <= (long)Suffixes.Count * behind;
        if (extendsPrefixes)
        {
            if (IsTooLarge(Prefixes.Last.Count, ahead, out var most))
            {
                Prefixes.Thin(most);
            }

            Prefixes.Extend();
            return;
        }

        if (IsTooLarge(Suffixes.Count, behind, out var mostSums))
        {
            Suffixes.Thin(mostSums);
        }

        Suffixes.Extend();
    }

    private bool IsTooLarge(int count, int values, out int most)
    {
        var (exact, thinned) = Layout.ComponentCount > ManyComponents ? (MostEntriesOfMany, ThinnedEntriesOfMany) : (MostEntries, ThinnedEntries);
        _isThinned |= (long)count * values > exact;
        most = Math.Max(thinned / values, FewestThinned);
        return _isThinned && count > most;
    }
}

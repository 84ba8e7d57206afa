using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Extremes;
using NegotiationSim.Search.Listed;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Offers;

/// <summary>How the permitted outcomes of one actor are found; <see cref="OfferSearch"/> says what each query means.</summary>
internal abstract class OfferIndex
{
    /// <summary>The structure for a space: a list for a small one.</summary>
    /// <param name="layout">The components.</param>
    /// <param name="isListed">Whether outcomes are listed.</param>
    public static OfferIndex Of(ComponentLayout layout, bool isListed) => isListed ? new ListedOffers(layout) : new LargeSpace(layout);

    /// <summary>What is left in each component, and what it is worth.</summary>
    public abstract PermittedValues Permitted { get; }

    public abstract bool IsExact { get; }

    public abstract double WorstFeasible { get; }

    public abstract void Build(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent);

    /// <summary>Builds on another index of the same outcomes: the same utility under more vetoes, of which the last <paramref name="more"/> come on top. The basis must not change meanwhile.</summary>
    public virtual void BuildOn(
        OfferIndex basis, UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, int more, ConsentRule? consent) =>
        Build(table, infeasible, vetoes, consent);

    public abstract bool Best(double reservation, double discount, Span<ushort> outcome, out double utility);

    public abstract bool Cheapest(double target, double reservation, double discount, Span<ushort> outcome, out double utility);

    /// <summary>The answer of the last <see cref="Cheapest"/> is the one for every target above this and up to its utility.</summary>
    public abstract double StandsAbove(double utility);

    /// <summary>Whether the worst feasible outcome is known to be worth no more than a bound, without looking for it.</summary>
    public abstract bool IsAnyAtOrBelow(double bound);

    public abstract double Count(double bound, double reservation, double discount);

    public abstract bool Pick(double uniform, double bound, double reservation, double discount, Span<ushort> outcome, out double utility);

    public abstract bool Next(OfferWalk walk, Span<ushort> outcome, out double utility);
}

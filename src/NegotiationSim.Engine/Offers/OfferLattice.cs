using NegotiationSim.Engine.Conditions;
using NegotiationSim.Engine.Utilities;

namespace NegotiationSim.Engine.Offers;

internal sealed class LatticeWalk
{
}

internal sealed class OfferLattice : OfferIndex
{
    public OfferLattice(ComponentLayout layout) => throw new NotSupportedException("Spaces of more outcomes than can be listed come next.");
    public override bool IsExact => false;
    public override double WorstFeasible => 0;
    public void Build(UtilityTable table, ReadOnlySpan<ConcreteCondition> infeasible, ReadOnlySpan<ConcreteCondition> vetoes, ConsentRule? consent) { }
    public override bool Best(double reservation, double discount, Span<ushort> outcome, out double utility) => throw new NotSupportedException();
    public override bool Cheapest(double target, double reservation, double discount, Span<ushort> outcome, out double utility) => throw new NotSupportedException();
    public override double Count(double bound, double reservation, double discount) => throw new NotSupportedException();
    public override bool Pick(double uniform, double bound, double reservation, double discount, Span<ushort> outcome, out double utility) => throw new NotSupportedException();
    public override bool Next(OfferWalk walk, Span<ushort> outcome, out double utility) => throw new NotSupportedException();
}

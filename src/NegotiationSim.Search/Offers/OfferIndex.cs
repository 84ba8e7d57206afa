namespace NegotiationSim.Search.Offers;

/// <summary>How the permitted outcomes of one actor are found; <see cref="OfferSearch"/> says what each query means.</summary>
internal abstract class OfferIndex
{
    public abstract bool IsExact { get; }

    public abstract double WorstFeasible { get; }

    public abstract bool Best(double reservation, double discount, Span<ushort> outcome, out double utility);

    public abstract bool Cheapest(double target, double reservation, double discount, Span<ushort> outcome, out double utility);

    public abstract double Count(double bound, double reservation, double discount);

    public abstract bool Pick(double uniform, double bound, double reservation, double discount, Span<ushort> outcome, out double utility);

    public abstract bool Next(OfferWalk walk, Span<ushort> outcome, out double utility);
}

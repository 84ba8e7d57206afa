using NegotiationSim.Search.Offers;

namespace NegotiationSim.Engine.Agents;

/// <summary>Outcomes that are off the table for an actor.</summary>
internal readonly struct OutcomeFilter(Seat seat) : ITextFilter
{
    public bool Excludes(ReadOnlySpan<ushort> outcome) =>
        seat.Excluded.Contains(outcome) || seat.Consultation is { } consultation && consultation.IsRefused(outcome);

    public bool MustAskAbout(ReadOnlySpan<ushort> outcome) => seat.Consultation?.TryStep() == false || OfferChoice.IsUnknown(seat, outcome);
}

using NegotiationSim.Search.Offers;

namespace NegotiationSim.Engine.Agents;

/// <summary>Outcomes that are off the table for an actor.</summary>
internal readonly struct OutcomeFilter(AgentState state) : ITextFilter
{
    public bool Excludes(ReadOnlySpan<ushort> outcome) =>
        state.Excluded.Contains(outcome) || state.Consultation is { } consultation && consultation.IsRefused(outcome);

    public bool MustAskAbout(ReadOnlySpan<ushort> outcome) => state.Consultation?.TryStep() == false || OfferChoice.IsUnknown(state, outcome);
}

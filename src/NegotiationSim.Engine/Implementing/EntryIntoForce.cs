using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Engine.Implementing;

/// <summary>How an agreement enters into force: what is drawn for it, who is a party to it and who stands outside.</summary>
internal sealed class EntryIntoForce
{
    private readonly ImplementationState _state;
    private readonly AccordRates _rates;
    private readonly ImplementationEvents _events;
    private readonly ConcreteCondition[] _enforcing;

    public EntryIntoForce(ImplementationState state, AccordRates rates, ImplementationEvents events)
    {
        (_state, _rates, _events) = (state, rates, events);
        _enforcing = [.. state.Implementation.EnforcementBy.Select(l => ConcreteCondition.Compile(l.When, state.Scenario.Space, state.Value))];
    }

    /// <summary>Agreements enter into force.</summary>
    /// <param name="accords">Receives them.</param>
    /// <param name="slots">Their slots, ascending.</param>
    public void Enter(ReadOnlySpan<Accord> accords, List<int> slots)
    {
        for (var k = 0; k < slots.Count; k++)
        {
            Draw(accords[k], slots[k]);
        }

        // What struck during the talks holds from then on.
        for (var k = 0; k < _state.Table.Announcements.Count; k++)
        {
            var strike = _state.Table.Announcements[k];
            if (slots.BinarySearch(strike.Slot) is >= 0 and var at)
            {
                _state.MoveTo(accords[at]);
                _events.Apply(accords[at], strike);
            }
        }

        foreach (var accord in accords)
        {
            _state.MoveTo(accord);
            _rates.Settle(accord);
            for (var a = 0; a < accord.MayNotLeave.Length; a++)
            {
                accord.MayNotLeave[a] = _rates.IsKeptIn(accord, a);
            }
        }
    }

    private void Draw(Accord accord, int slot)
    {
        accord.Slot = slot;
        accord.Round = _state.Table.Result.SignedRounds[slot];
        accord.Signatories = 0;
        _state.MoveTo(accord);
        var sampler = _state.Sampler;
        accord.Frailty = sampler.Value(_state.Implementation.Frailty ?? ImplementationDefaults.Frailty);
        accord.FadeFactor = _rates.FadeFactor();
        accord.Contagion = _state.Implementation.Contagion is { } contagion ? sampler.Value(contagion) : ImplementationDefaults.Contagion;
        accord.TermsEnforcement = sampler.Value(_state.Implementation.Enforcement);
        for (var k = 0; k < _enforcing.Length; k++)
        {
            _enforcing[k].Refill(_state.Value);
            accord.TermsEnforcement += _enforcing[k].Holds(_state.Table.SignedOutcome(slot)) ? sampler.Value(_state.Implementation.EnforcementBy[k].Adds) : 0;
        }

        (accord.EnforcementShift, accord.MonitoringShift) = (0, 0);
        Array.Fill(accord.RateFactor, 1);
        Array.Clear(accord.DeedsShift);
        Array.Clear(accord.Calm);
        Array.Clear(accord.Gates);
        Array.Clear(accord.HasBroken);
        Array.Clear(accord.WantsOut);
        Array.Fill(accord.LastMean, double.NaN);
        for (var a = 0; a < accord.Patience.Length; a++)
        {
            accord.Patience[a] = _state.Implementation.Patience[a] is { } patience ? sampler.Value(patience) : ImplementationDefaults.Patience;
            Place(accord, a);
        }
    }

    /// <summary>Party, outsider or neither. A principal that did not sign, and a ratifier whose refusal makes it a spoiler, are outsiders.</summary>
    private void Place(Accord accord, int a)
    {
        var actor = _state.Scenario.Actors[a];
        var consent = _state.Table.ConsentOf(accord.Slot, a);
        var consented = consent is Consent.Willing or Consent.Pressed;
        accord.IsParty[a] = actor.Role is Role.Principal or Role.Ratifier && consented;
        accord.IsOutsider[a] = actor.Role switch
        {
            Role.Principal => !consented,
            Role.Ratifier => consent == Consent.Refused && actor.IfRefused == IfRefused.BecomesSpoiler,
            Role.Outsider => true,
            _ => false,
        };
        if (actor.Role == Role.Principal && consented)
        {
            accord.Signatories |= 1UL << a;
        }
    }
}

using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Events;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Engine.Implementing;

/// <summary>Events that strike while agreements are in force, and what they change in public.</summary>
internal sealed class ImplementationEvents
{
    private readonly ImplementationState _state;
    private readonly AccordRates _rates;
    private readonly ConcreteCondition?[] _when;
    private readonly Func<int, int, bool> _meetsTerms;

    public ImplementationEvents(ImplementationState state, AccordRates rates)
    {
        (_state, _rates) = (state, rates);
        _when = [.. state.Scenario.Events.Select(e => e.When is { } when ? ConcreteCondition.Compile(when, state.Scenario.Space, state.Value) : null)];
        _meetsTerms = MeetsTerms;
    }

    /// <summary>Strikes what strikes in a period.</summary>
    public void Strike(Accord accord, int period)
    {
        var first = _state.Table.Announcements.Count;
        _state.Table.Clock.StrikeInImplementation(accord.Slot, period, ImplementationState.DateOf(_state.Scenario, accord.Round, period), _state.Days, _meetsTerms, _state.Table.Announcements);
        for (var k = first; k < _state.Table.Announcements.Count; k++)
        {
            var strike = _state.Table.Announcements[k];
            _state.Table.NoteStrike(strike, accord.Round, period);
            _state.MoveTo(accord);
            var ends = Apply(accord, strike);
            _rates.Settle(accord);
            if (ends && !_state.Table.IsOver[accord.Slot])
            {
                _state.Collapse(accord, period, new BlockCause(CauseKind.Event, Event: strike.Event));
            }
        }
    }

    /// <summary>Applies what an event changes in public; true when it ends the agreement.</summary>
    public bool Apply(Accord accord, Strike strike)
    {
        var effects = new StruckEffects(_state.Scenario, strike);
        var ends = false;
        for (var k = 0; k < effects.Count; k++)
        {
            ends |= Apply(accord, effects[k]);
        }

        return ends;
    }

    private bool Apply(Accord accord, Effect effect)
    {
        var sampler = _state.Sampler;
        switch (effect)
        {
            case SpoilerRateEffect rate:
                accord.RateFactor[rate.Spoiler] = Math.Min(Quantity.Largest, accord.RateFactor[rate.Spoiler] * sampler.Value(rate.Times));
                break;
            case EnforcementEffect enforcement:
                accord.EnforcementShift += sampler.Value(enforcement.Add);
                break;
            case MonitoringEffect monitoring:
                accord.MonitoringShift += sampler.Value(monitoring.Add);
                break;
            case TieEffect { AddDeeds: { } deeds } tie:
                accord.DeedsShift[tie.Tie] += sampler.Value(deeds);
                break;
            case GateEffect gate:
                accord.Gates[gate.Gate] = gate.Opens ? GateState.Open : GateState.Shut;
                break;
            case EndEffect end:
                return end.EndsAgreement;
            case ActorEffect actor:
                Apply(accord, actor);
                break;
            case TieEffect:
                // Words are for the client to apply.
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(effect), effect, null);
        }

        return false;
    }

    private void Apply(Accord accord, ActorEffect effect)
    {
        for (var a = 0; a < _state.Scenario.Actors.Length; a++)
        {
            if (effect.Actor >= 0 && effect.Actor != a)
            {
                continue;
            }

            switch (effect.Change)
            {
                case PatienceChange patience:
                    accord.Patience[a] += _state.Sampler.Value(patience.Add);
                    break;
                case TensionChange tension when (accord.Signatories >> a & 1) != 0 && tension.Against != a:
                    _state.Ledger.Shift(accord.Slot, a, tension.Against, _state.Sampler.Value(tension.Add));
                    break;
            }
        }
    }

    private bool MeetsTerms(int slot, int e)
    {
        _when[e]!.Refill(_state.Value);
        return _when[e]!.Holds(_state.Table.SignedOutcome(slot));
    }
}

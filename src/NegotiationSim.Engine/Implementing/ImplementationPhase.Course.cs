using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Implementing;

/// <summary>How an agreement enters into force, what events do to it, and how it ends.</summary>
internal sealed partial class ImplementationPhase
{
    private void EnterIntoForce(Accord accord, int slot)
    {
        accord.Slot = slot;
        accord.Round = _table.Result.SignedRounds[slot];
        accord.Signatories = 0;
        Turn(accord);
        var sampler = _table.Sampler;
        accord.Frailty = sampler.Value(_implementation.Frailty ?? ImplementationDefaults.Frailty);
        accord.FadeFactor = FadeFactor();
        accord.Contagion = _implementation.Contagion is { } contagion ? sampler.Value(contagion) : ImplementationDefaults.Contagion;
        accord.TermsEnforcement = sampler.Value(_implementation.Enforcement);
        for (var k = 0; k < _enforcing.Length; k++)
        {
            _enforcing[k].Refill(_value);
            accord.TermsEnforcement += _enforcing[k].Holds(_table.Text(slot)) ? sampler.Value(_implementation.EnforcementBy[k].Adds) : 0;
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
            accord.Patience[a] = _implementation.Patience[a] is { } patience ? sampler.Value(patience) : ImplementationDefaults.Patience;
            Place(accord, a);
        }

        // What struck during the talks holds from then on.
        for (var k = _strikes.First(slot); k >= 0; k = _strikes.Next(k))
        {
            Apply(accord, _table.Announcements[k]);
        }

        Settle(accord);

        for (var a = 0; a < accord.MayNotLeave.Length; a++)
        {
            accord.MayNotLeave[a] = IsKeptIn(accord, a);
        }
    }

    /// <summary>Party, outsider or neither. A principal that did not sign, and a ratifier whose refusal makes it a spoiler, are outsiders.</summary>
    private void Place(Accord accord, int a)
    {
        var actor = _scenario.Actors[a];
        var consent = _table.ConsentOf(accord.Slot, a);
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

    /// <summary>A client's leaving is prevented with probability deeds, drawn once per patron.</summary>
    private bool IsKeptIn(Accord accord, int actor)
    {
        foreach (var tie in _tiesOfActor[actor])
        {
            if (_table.Sampler.Draws.Happens(Deeds(accord, tie), _deedsStreams[tie]))
            {
                return true;
            }
        }

        return false;
    }

    private void Strike(Accord accord, int period)
    {
        var first = _table.Announcements.Count;
        _table.Clock.StrikeInImplementation(accord.Slot, period, DateAt(accord, period), _days, _table.Block, _meetsTerms, _table.Announcements);
        for (var k = first; k < _table.Announcements.Count; k++)
        {
            var strike = _table.Announcements[k];
            _table.NoteStrike(strike, accord.Round, period);
            Turn(accord);
            var ends = Apply(accord, strike);
            Settle(accord);
            if (ends && !_table.IsOver[accord.Slot])
            {
                Collapse(accord, period, new BlockCause(CauseKind.Event, Event: strike.Event));
            }
        }
    }

    private bool MeetsTerms(int slot, int e)
    {
        _when[e]!.Refill(_value);
        return _when[e]!.Holds(_table.Text(slot));
    }

    /// <summary>Applies what an event changes in public; true when it ends the agreement.</summary>
    private bool Apply(Accord accord, Strike strike)
    {
        var struck = _scenario.Events[strike.Event];
        var ends = false;
        foreach (var effect in struck.Effects)
        {
            ends |= Apply(accord, effect);
        }

        if (strike.Branch >= 0)
        {
            foreach (var effect in struck.Branches[strike.Branch].Effects)
            {
                ends |= Apply(accord, effect);
            }
        }

        return ends;
    }

    private bool Apply(Accord accord, Effect effect)
    {
        var sampler = _table.Sampler;
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
        }

        return false;
    }

    private void Apply(Accord accord, ActorEffect effect)
    {
        for (var a = 0; a < _scenario.Actors.Length; a++)
        {
            if (effect.Actor >= 0 && effect.Actor != a)
            {
                continue;
            }

            switch (effect.Change)
            {
                case PatienceChange patience:
                    accord.Patience[a] += _table.Sampler.Value(patience.Add);
                    break;
                case TensionChange tension when (accord.Signatories >> a & 1) != 0 && tension.Against != a:
                    _ledger.Shift(accord.Slot, a, tension.Against, _table.Sampler.Value(tension.Add));
                    break;
            }
        }
    }

    private void PassGates(Accord accord, int period)
    {
        for (var g = 0; g < accord.Gates.Length; g++)
        {
            ref var opened = ref _table.Result.GatesOpened[accord.Slot * accord.Gates.Length + g];
            var passed = _gates.Pass(accord, _table.Sampler, g, period, _days);
            if (passed is null && accord.Gates[g] == GateState.Open && opened == 0)
            {
                // An event has forced it open.
                passed = true;
            }

            if (passed is not { } opens)
            {
                continue;
            }

            if (_table.Block.Tell)
            {
                _table.Note(new LogEntry
                {
                    Slot = accord.Slot,
                    Round = accord.Round,
                    Period = period,
                    Phase = Phase.Implementation,
                    Move = Move.Gate,
                    Detail = new ImplementationDetail { Gate = _implementation.Gates[g].Id, GateOpened = opens },
                });
            }

            if (opens)
            {
                opened = period;
            }
            else
            {
                Collapse(accord, period, new BlockCause(CauseKind.Gate));
                return;
            }
        }
    }

    /// <summary>
    /// A principal, or a ratifier that can end it, leaves when its tension passes its patience, or when it has been better off without for long enough. The
    /// first to leave, in file order, ends the agreement.
    /// </summary>
    private void Leave(Accord accord, int period)
    {
        for (var a = 0; a < _scenario.Actors.Length; a++)
        {
            var actor = _scenario.Actors[a];
            if (!accord.IsParty[a] || accord.MayNotLeave[a] || (actor.Role == Role.Ratifier && !actor.CanEnd))
            {
                continue;
            }

            var burst = TensionOn(accord, a) > accord.Patience[a];
            if (!burst && !accord.WantsOut[a])
            {
                continue;
            }

            var most = MostGuilty(accord, a);
            var isActor = most >= 0 && most < _scenario.Actors.Length;
            var cause = new BlockCause(
                burst ? CauseKind.Tension : CauseKind.BetterOffWithout,
                (short)a,
                ByActor: (short)(isActor ? most : -1),
                BySpoiler: (short)(most >= 0 && !isActor ? most - _scenario.Actors.Length : -1));
            if (_table.Block.Tell)
            {
                _table.Note(new LogEntry
                {
                    Slot = accord.Slot,
                    Round = accord.Round,
                    Period = period,
                    Phase = Phase.Implementation,
                    Actor = a,
                    Move = Move.Leave,
                    Detail = new ImplementationDetail { BlamedOn = most >= 0 ? NameOf(most) : null, Tension = TensionOf(accord) },
                });
            }

            Collapse(accord, period, cause);
            return;
        }
    }

    /// <summary>Whose deeds added most to the tension on which an actor acts.</summary>
    private int MostGuilty(Accord accord, int actor)
    {
        if (_scenario.Actors[actor].Role == Role.Principal)
        {
            return _ledger.Most(accord.Slot, actor);
        }

        var worst = -1;
        foreach (var principal in _table.Principals)
        {
            var isOwn = _scenario.Actors[actor].Of.IsEmpty || _scenario.Actors[actor].Of.Contains(principal);
            if (isOwn && (accord.Signatories >> principal & 1) != 0 && (worst < 0 || _ledger.Of(accord.Slot, principal) > _ledger.Of(accord.Slot, worst)))
            {
                worst = principal;
            }
        }

        return worst < 0 ? -1 : _ledger.Most(accord.Slot, worst);
    }

    private void Collapse(Accord accord, int period, BlockCause cause)
    {
        _table.Result.EndedPeriods[accord.Slot] = period;
        _table.End(accord.Slot, Ending.Collapsed, cause, RoundAt(accord, period));
    }
}

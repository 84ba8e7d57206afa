using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Turns;

/// <summary>A turn whose numbers lie in the state of one replica: whatever may happen to an actor can happen here.</summary>
/// <param name="block">The actor.</param>
/// <param name="state">Its state in the replica.</param>
/// <param name="request">The turn.</param>
internal readonly struct AgentTurn(AgentBlock block, AgentState state, TurnRequest request) : ITurnPlace
{
    public int Round => request.Round;

    public int LastRound => state.LastRound;

    public double Time => state.Time;

    public bool MustLeave => state.WalkOutEvent >= 0;

    public bool HasGivenUpAsking => state.Consultation is { IsExhausted: true };

    public bool IsWaiting => state.Consultation is { IsHalted: true };

    public bool HasStanding => request.Proposer[state.Slot] is var proposer && proposer >= 0 && proposer != block.Self;

    public bool IsStandingExcluded => state.Excluded.Contains(Standing);

    public AcceptanceKind Accept => state.Settings.Tactic.Accept.Kind;

    public double AcceptParameter => state.Settings.AcceptParameter;

    public ReadOnlySpan<(int Round, double Utility)> Heard => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(state.HeardUtilities);

    public bool HasOwnAcceptance => state.Settings.Rule.OwnAcceptance;

    public int LastRefusal => state.Consultation?.LastRefusal ?? -1;

    private ReadOnlySpan<ushort> Standing => request.Board[request.Proposer[state.Slot]]!.Text(state.Slot);

    public bool TryLookAhead()
    {
        var reservation = state.NoDealAt(Round);
        var factor = state.FactorAt(Round);
        if (!OfferChoice.Best(state, reservation, factor, out var best))
        {
            return false;
        }

        state.Round = Round;
        state.Now = Prospects.Of(reservation, factor, best, state.Profile.Search.Floor(reservation));
        return !state.Now.IsHopeless;
    }

    public double Target() => state.Settings.Rule.Target(state);

    public double Propose(double target) => state.Settings.Rule.Propose(state, target);

    public Judgment Judge() => Judgment.Of(state, Standing, Round);

    public bool TacticAccepts(double utility) => state.Settings.Rule.Accepts(state, utility);

    public int KeptBluff() => KeptBluff(unyieldingOnly: false);

    public int PressingPatron() => Time < Pressure.TableTime || !block.Pressure.Exists || KeptBluff(unyieldingOnly: true) >= 0 ? -1 : block.Pressure.Overcomes(state, block.Sampler, request.Supporters[state.Slot], Standing, Round);

    public bool IsStandingRefused()
    {
        if (state.Consultation is { } consultation && consultation.IsRefused(Standing))
        {
            return true;
        }

        _ = OfferChoice.IsUnknown(state, Standing);
        return false;
    }

    private int KeptBluff(bool unyieldingOnly)
    {
        var lines = block.Actor.RedLines;
        for (var line = 0; line < lines.Length && Bluff.MayKeepUpAny(state, Time); line++)
        {
            if (Bluff.IsKeptUp(state, line, Time) && !(unyieldingOnly && lines[line].Yields) && state.Profile.Line(line).Holds(Standing))
            {
                return line;
            }
        }

        return -1;
    }

    public void Note(ReasonKind reason, int redLine, int counterpart, double standing, double own, double target)
    {
        if (block.Spec.Tell)
        {
            block.Diary.Add(new DiaryEntry(state.Slot, Round, 0, Phase.Talks, standing, own, target, reason, (short)redLine, (sbyte)counterpart));
        }
    }
}

using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Turns;

/// <summary>A turn whose numbers lie in the seat of one replica: whatever may happen to an actor can happen here.</summary>
/// <param name="block">The actor.</param>
/// <param name="seat">Its state in the replica.</param>
/// <param name="request">The turn.</param>
internal readonly struct SeatTurn(ActorBlock block, Seat seat, TurnRequest request) : ITurnPlace
{
    public int Round => request.Round;

    public int LastRound => seat.LastRound;

    public double Time => seat.Now.Time;

    public bool MustLeave => seat.WalkOutEvent >= 0;

    public bool HasGivenUpAsking => seat.Consultation is { IsExhausted: true };

    public bool IsWaiting => seat.Consultation is { IsHalted: true };

    public bool HasStanding => request.Proposer[seat.Slot] is var proposer && proposer >= 0 && proposer != block.Self;

    public bool IsStandingExcluded => seat.Excluded.Contains(Standing);

    public AcceptanceKind Accept => seat.Settings.Tactic.Accept.Kind;

    public double AcceptParameter => seat.Settings.AcceptParameter;

    public ReadOnlySpan<(int Round, double Utility)> Heard => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(seat.HeardUtilities);

    public bool HasOwnAcceptance => seat.Settings.Rule.OwnAcceptance;

    public int LastRefusal => seat.Consultation?.LastRefusal ?? -1;

    private ReadOnlySpan<ushort> Standing => request.Board[request.Proposer[seat.Slot]]!.Text(seat.Slot);

    public bool TryLookAhead()
    {
        var reservation = seat.NoDealAt(Round);
        var factor = Discounting.Factor(seat.Discount, Round);
        if (!OfferChoice.Best(seat, reservation, factor, seat.BestText, out var best))
        {
            return false;
        }

        var prospects = Prospects.Of(reservation, factor, best, seat.Stance.Search.Floor(reservation));
        seat.Now = new TurnContext(Round, Round / (seat.LastRound + 1.0), prospects);
        return !prospects.IsHopeless;
    }

    public double Target() => seat.Settings.Rule.Target(seat, seat.Now);

    public double Propose(double target) => seat.Settings.Rule.Propose(seat, seat.Now, target);

    public Judgment Judge() => Consenting.Judge(seat, Standing, Round);

    public bool TacticAccepts(double utility) => seat.Settings.Rule.Accepts(seat, seat.Now, utility);

    public int PressingPatron() => block.Pressure.Overcomes(seat, block.Sampler, request.Supporters[seat.Slot], Standing);

    public bool IsStandingRefused()
    {
        if (seat.Consultation is { } consultation && consultation.IsRefused(Standing))
        {
            return true;
        }

        _ = OfferChoice.IsUnknown(seat, Standing);
        return false;
    }

    public void Note(ReasonKind reason, int redLine, int counterpart, double standing, double own, double target)
    {
        if (block.Spec.Tell)
        {
            block.Diary.Add(new DiaryEntry(seat.Slot, Round, 0, Phase.Talks, standing, own, target, reason, (short)redLine, (sbyte)counterpart));
        }
    }
}

using NegotiationSim.Engine.Acceptances;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Randomness;

namespace NegotiationSim.Engine.Minds;

/// <summary>What a turn came to.</summary>
/// <param name="Said">What the actor does.</param>
/// <param name="Reason">Why, for its diary.</param>
/// <param name="RedLine">The own line that decided, or -1.</param>
/// <param name="Counterpart">The patron or ratifier concerned, or -1.</param>
/// <param name="StandingUtility">What the standing offer is worth to it; NaN where none stands.</param>
/// <param name="OwnUtility">What its own offer is worth to it; NaN where it makes none.</param>
/// <param name="Target">What it asks for.</param>
internal readonly record struct Decision(
    Said Said, ReasonKind Reason, int RedLine, int Counterpart, double StandingUtility, double OwnUtility, double Target);

/// <summary>
/// A principal's turn in one replica: walk out, accept what stands, or reject it with an offer of its own. Where it consults, the turn stops when an answer
/// of its ratifiers is missing and is taken up from the start when it is there; nothing changes in between but what they said.
/// </summary>
internal static class Deliberation
{
    /// <summary>Decides; null when the ratifiers must be asked first (<see cref="Counsel.Pending"/>).</summary>
    /// <param name="seat">The actor.</param>
    /// <param name="round">The round.</param>
    /// <param name="standing">The standing offer; empty when there is none, or when it is the actor's own.</param>
    /// <param name="supporters">Who stands by it.</param>
    /// <param name="pressure">The actor's patrons.</param>
    /// <param name="sampler">The actor's sampler.</param>
    public static Decision? Decide(Seat seat, int round, ReadOnlySpan<ushort> standing, ulong supporters, Pressure pressure, Sampler sampler)
    {
        if (seat.WalkOutEvent >= 0)
        {
            return Leave(Said.WalkOutEvent, ReasonKind.Event);
        }

        if (round > seat.LastRound)
        {
            return Leave(Said.WalkOutDeadline, ReasonKind.Deadline);
        }

        if (seat.Counsel is { IsExhausted: true } tired)
        {
            return new Decision(Said.Reject, ReasonKind.RatifierWouldRefuse, -1, tired.LastRefusal, double.NaN, double.NaN, double.NaN);
        }

        if (!TryMoment(seat, round, out var now))
        {
            return IsWaiting(seat) ? null : Leave(Said.WalkOutNothing, ReasonKind.NothingAcceptable);
        }

        var rule = seat.Settings.Rule;
        var target = rule.Target(seat, now);
        var accept = seat.Settings.Tactic.Accept.Kind;
        var own = double.NaN;
        var hasOwn = false;
        if (standing.IsEmpty || (!rule.OwnAcceptance && AcceptanceRule.NeedsOwnOffer(accept)))
        {
            hasOwn = rule.Propose(seat, now, target, seat.OwnText, out own);
            if (IsWaiting(seat))
            {
                return null;
            }
        }

        var answer = default(Decision);
        if (!standing.IsEmpty)
        {
            var verdict = Answer(seat, now, standing, supporters, target, hasOwn ? own : double.PositiveInfinity, pressure, sampler);
            if (verdict is null)
            {
                return null;
            }

            answer = verdict.Value;
            if (answer.Said.IsAcceptance())
            {
                return answer;
            }

            if (!hasOwn)
            {
                hasOwn = rule.Propose(seat, now, target, seat.OwnText, out own);
                if (IsWaiting(seat))
                {
                    return null;
                }
            }
        }
        else
        {
            answer = new Decision(Said.Offer, ReasonKind.None, -1, -1, double.NaN, double.NaN, target);
        }

        return answer with { Said = hasOwn ? Said.Offer : Said.Reject, OwnUtility = hasOwn ? own : double.NaN };
    }

    /// <summary>Whether the actor would sign the standing offer; null when its ratifiers must be asked.</summary>
    private static Decision? Answer(
        Seat seat, in Moment now, ReadOnlySpan<ushort> standing, ulong supporters, double target, double own, Pressure pressure, Sampler sampler)
    {
        var judgment = Consenting.Judge(seat, standing, now.Round);
        var offTable = seat.Excluded.Contains(standing);
        if (judgment.IsWilling && !offTable && IsGoodEnough(seat, now, judgment.Utility, target, own))
        {
            return Consult(seat, standing, new Decision(Said.Accept, ReasonKind.None, -1, -1, judgment.Utility, double.NaN, target));
        }

        var patron = now.Time >= Pressure.TableTime && !offTable ? pressure.Overcomes(seat, sampler, supporters, standing) : -1;
        if (patron >= 0)
        {
            var said = judgment.IsWilling ? Said.Accept : Said.AcceptPressed;
            return Consult(seat, standing, new Decision(said, ReasonKind.Pressed, judgment.RedLine, patron, judgment.Utility, double.NaN, target));
        }

        var reason = !judgment.IsWilling ? judgment.Reason : judgment.Utility < target ? ReasonKind.BelowTarget : ReasonKind.Waits;
        return new Decision(Said.Reject, reason, judgment.RedLine, -1, judgment.Utility, double.NaN, target);
    }

    private static bool IsGoodEnough(Seat seat, in Moment now, double utility, double target, double own) =>
        seat.Settings.Rule.OwnAcceptance
            ? seat.Settings.Rule.Accepts(seat, now, utility)
            : AcceptanceRule.Accepts(seat, now, utility, target, own);

    /// <summary>An acceptance, unless the actor consults and its ratifiers would refuse.</summary>
    private static Decision? Consult(Seat seat, ReadOnlySpan<ushort> standing, Decision acceptance)
    {
        if (seat.Counsel is not { } counsel || counsel.Passes(standing))
        {
            return acceptance;
        }

        if (counsel.IsRefused(standing))
        {
            return acceptance with { Said = Said.Reject, Reason = ReasonKind.RatifierWouldRefuse, RedLine = -1, Counterpart = counsel.LastRefusal };
        }

        counsel.Pending.Add(standing);
        return null;
    }

    private static bool TryMoment(Seat seat, int round, out Moment now)
    {
        now = default;
        var reservation = seat.Reservation.At(seat.Stance, round);
        var factor = Discounting.Factor(seat.Discount, round);
        if (!OfferChoice.Best(seat, reservation, factor, seat.BestText, out var best))
        {
            return false;
        }

        // Nothing that it may sign is worth its no-deal value any more: it walks out.
        var floor = seat.Stance.Search.Floor(reservation);
        if (!(best * factor >= reservation * factor - Reservation.Tolerance) || floor > best + Reservation.Tolerance)
        {
            return false;
        }

        now = new Moment(round, round / (seat.LastRound + 1.0), reservation, floor, best);
        return true;
    }

    private static bool IsWaiting(Seat seat) => seat.Counsel is { Pending.Count: > 0 };

    private static Decision Leave(Said said, ReasonKind reason) => new(said, reason, -1, -1, double.NaN, double.NaN, double.NaN);
}

using NegotiationSim.Engine.OpponentModels;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Engine.Turns;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Outcomes;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// What an actor puts on the table: searches among what it may sign, with the outcomes left out that ratification has refused or that its ratifiers, where
/// it consults, say they would refuse. When an answer of theirs is missing the choice fails and the question is pending.
/// </summary>
internal static class OfferChoice
{
    /// <summary>How often a draw that is off the table is repeated.</summary>
    private const int MostRedraws = 1000;

    /// <summary>The best outcome that the actor may sign.</summary>
    public static bool Best(Seat seat, double reservation, double discount, Span<ushort> outcome, out double utility)
    {
        if (HasNoExclusions(seat))
        {
            return seat.Stance.Search.Best(reservation, outcome, out utility, discount);
        }

        // The walk down takes equal ones by descending index; the best is the first of them in enumeration order.
        return seat.BestQuery.TryFind(seat, ascends: false, double.NegativeInfinity, reservation, discount, outcome, out utility)
            && seat.FirstBestQuery.TryFind(seat, ascends: true, utility, reservation, discount, outcome, out utility);
    }

    /// <summary>The cheapest outcome at or above the target; with an opponent model the one the concession ladder leads to. Its utility, or NaN.</summary>
    public static double AtTarget(Seat seat, in TurnContext now, double target, Span<ushort> outcome)
    {
        double utility;
        if (seat.Settings.Tactic.OpponentModel != OpponentModel.None)
        {
            seat.BestText.CopyTo(outcome);
            utility = now.Best;
            var isFound = ConcessionLadder.Climb(
                seat.Stance.Search, seat.Estimate, target, now.Reservation, outcome, ref utility, new OutcomeFilter(seat), now.Factor);
            return isFound ? utility : double.NaN;
        }

        if (HasNoExclusions(seat))
        {
            return seat.Stance.Search.CheapestAtOrAbove(target, now.Reservation, outcome, out utility, now.Factor) ? utility : double.NaN;
        }

        return seat.TargetQuery.TryFind(seat, ascends: true, target, now.Reservation, now.Factor, outcome, out utility) ? utility : double.NaN;
    }

    /// <summary>A uniformly drawn outcome at or above the no-deal value. Its utility, or NaN.</summary>
    public static double Uniform(Seat seat, in TurnContext now, Span<ushort> outcome)
    {
        var bound = now.Reservation - Reservation.Tolerance;
        for (var attempt = seat.Consultation?.Redraws ?? 0; attempt < MostRedraws; attempt++)
        {
            // An outcome that is off the table is drawn again, at an index that no round uses.
            var index = (ulong)now.Round + ((ulong)attempt << 32);
            var uniform = seat.Draws.Uniform(seat.TacticStream, index);
            if (!seat.Stance.Search.PickAtOrAbove(uniform, bound, now.Reservation, outcome, out var utility, now.Factor))
            {
                return double.NaN;
            }

            if (!new OutcomeFilter(seat).Excludes(outcome))
            {
                return IsUnknown(seat, outcome) ? double.NaN : utility;
            }

            if (seat.Consultation is { } consultation)
            {
                consultation.Redraws = attempt + 1;
            }
        }

        return double.NaN;
    }

    /// <summary>A uniformly drawn one of the offers that the actor has made. Its utility, or NaN.</summary>
    public static double OneOf(Seat seat, in TurnContext now, OutcomeSet made, Span<ushort> outcome)
    {
        if (made.Count == 0)
        {
            return double.NaN;
        }

        made[MicroRule.Pick(seat.Draws.Uniform(seat.TacticStream, (ulong)now.Round), made.Count)].CopyTo(outcome);

        // What it offered before it may not sign any more: a line drawn meanwhile, a refusal, a better no-deal value.
        if (new OutcomeFilter(seat).Excludes(outcome) || !Consenting.Judge(seat, outcome, now.Round).IsWilling || IsUnknown(seat, outcome))
        {
            return double.NaN;
        }

        return seat.Stance.Utility.Evaluate(outcome);
    }

    /// <summary>Brings the mean estimated utility of the other principals at the table up to date.</summary>
    public static void Estimate(Seat seat, ulong seated, int self, OutcomeSpace space)
    {
        if (seat.Settings.Tactic.OpponentModel == OpponentModel.None)
        {
            return;
        }

        if (seat.Estimate.Length == 0)
        {
            seat.Estimate = new double[space.Components.Sum(c => c.ValueCount)];
        }

        Array.Clear(seat.Estimate);
        var others = System.Numerics.BitOperations.PopCount(seated & ~(1UL << self));
        for (var other = 0; other < seat.Models.Length; other++)
        {
            if (other != self && (seated >> other & 1) != 0)
            {
                (seat.Models[other] ??= new FrequencyModel(space)).AddTo(seat.Estimate, 1.0 / others);
            }
        }
    }

    /// <summary>Whether the actor's ratifiers must be asked about an outcome; the question is pending then.</summary>
    public static bool IsUnknown(Seat seat, ReadOnlySpan<ushort> outcome)
    {
        if (seat.Consultation is not { } consultation || consultation.Passes(outcome))
        {
            return false;
        }

        consultation.Pending.Add(outcome);
        return true;
    }

    private static bool HasNoExclusions(Seat seat) => seat.Consultation is null && seat.Excluded.Count == 0;
}

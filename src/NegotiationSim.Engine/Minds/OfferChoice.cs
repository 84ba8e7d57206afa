using NegotiationSim.Engine.OpponentModels;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Minds;

/// <summary>
/// What an actor puts on the table: searches among what it may sign, with the texts left out that ratification has refused or that its ratifiers, where
/// it consults, say they would refuse. When an answer of theirs is missing the choice fails and the question is pending.
/// </summary>
internal static class OfferChoice
{
    /// <summary>The best text that the actor may sign.</summary>
    public static bool Best(Seat seat, double reservation, double discount, Span<ushort> text, out double utility)
    {
        if (HasNoExclusions(seat))
        {
            return seat.Stance.Search.Best(reservation, text, out utility, discount);
        }

        seat.Walk.StartDown(seat.Stance.Search, double.NegativeInfinity, reservation, discount);
        if (!FirstThatPasses(seat, text, out utility))
        {
            return false;
        }

        // The walk takes equal ones by descending index; the best is the first of them in enumeration order.
        seat.Walk.StartUp(seat.Stance.Search, utility, reservation, discount);
        return FirstThatPasses(seat, text, out utility);
    }

    /// <summary>The cheapest text at or above the target; with an opponent model the one the concession ladder leads to.</summary>
    public static bool AtTarget(Seat seat, in Moment now, double target, Span<ushort> text, out double utility)
    {
        var discount = Discounting.Factor(seat.Discount, now.Round);
        if (seat.Settings.Tactic.OpponentModel != OpponentModel.None)
        {
            seat.BestText.CopyTo(text);
            utility = now.Best;
            return ConcessionLadder.Climb(seat.Stance.Search, seat.Estimate, target, now.Reservation, text, ref utility, new TextFilter(seat), discount);
        }

        if (HasNoExclusions(seat))
        {
            return seat.Stance.Search.CheapestAtOrAbove(target, now.Reservation, text, out utility, discount);
        }

        seat.Walk.StartUp(seat.Stance.Search, target, now.Reservation, discount);
        return FirstThatPasses(seat, text, out utility);
    }

    /// <summary>A uniformly drawn text at or above the no-deal value.</summary>
    public static bool Uniform(Seat seat, in Moment now, Span<ushort> text, out double utility)
    {
        var discount = Discounting.Factor(seat.Discount, now.Round);
        var bound = now.Reservation - Reservation.Tolerance;
        for (var attempt = 0; attempt < MostRedraws; attempt++)
        {
            // A text that is off the table is drawn again, at an index that no round uses.
            var index = (ulong)now.Round + ((ulong)attempt << 32);
            var uniform = seat.Draws.Uniform(seat.TacticStream, index);
            if (!seat.Stance.Search.PickAtOrAbove(uniform, bound, now.Reservation, text, out utility, discount))
            {
                return false;
            }

            if (!new TextFilter(seat).Excludes(text))
            {
                return !IsUnknown(seat, text);
            }
        }

        utility = double.NaN;
        return false;
    }

    /// <summary>A uniformly drawn one of the texts that the actor has made.</summary>
    public static bool OneOf(Seat seat, in Moment now, OutcomeSet made, Span<ushort> text, out double utility)
    {
        utility = double.NaN;
        if (made.Count == 0)
        {
            return false;
        }

        var pick = Math.Min((int)(seat.Draws.Uniform(seat.TacticStream, (ulong)now.Round) * made.Count), made.Count - 1);
        made[pick].CopyTo(text);

        // What it offered before it may not sign any more: a line drawn meanwhile, a refusal, a better no-deal value.
        if (new TextFilter(seat).Excludes(text) || !Consenting.Judge(seat, text, now.Round).IsWilling || IsUnknown(seat, text))
        {
            return false;
        }

        utility = seat.Stance.Utility.Evaluate(text);
        return true;
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

    /// <summary>Whether the actor's ratifiers must be asked about a text; the question is pending then.</summary>
    public static bool IsUnknown(Seat seat, ReadOnlySpan<ushort> text)
    {
        if (seat.Counsel is not { } counsel || counsel.Passes(text))
        {
            return false;
        }

        counsel.Pending.Add(text);
        return true;
    }

    /// <summary>How often a draw that is off the table is repeated.</summary>
    private const int MostRedraws = 1000;

    private static bool HasNoExclusions(Seat seat) => seat.Counsel is null && seat.Excluded.Count == 0;

    /// <summary>The walk's first text that is on the table and passes the ratifiers. Unknown ones are asked about a batch at a time.</summary>
    private static bool FirstThatPasses(Seat seat, Span<ushort> text, out double utility)
    {
        var filter = new TextFilter(seat);
        while (seat.Walk.Next(text, out utility))
        {
            if (filter.Excludes(text))
            {
                continue;
            }

            if (!IsUnknown(seat, text))
            {
                return true;
            }

            while (seat.Counsel!.Pending.Count < Counsel.Batch && seat.Walk.Next(text, out _))
            {
                if (!filter.Excludes(text) && !seat.Counsel.Passes(text))
                {
                    seat.Counsel.Pending.Add(text);
                }
            }

            return false;
        }

        return false;
    }
}

/// <summary>Texts that are off the table for an actor.</summary>
internal readonly struct TextFilter(Seat seat) : ITextFilter
{
    /// <inheritdoc/>
    public bool Excludes(ReadOnlySpan<ushort> text) =>
        seat.Excluded.Contains(text) || seat.Counsel is { } counsel && counsel.IsRefused(text);

    /// <inheritdoc/>
    public bool MustAskAbout(ReadOnlySpan<ushort> text) => OfferChoice.IsUnknown(seat, text);
}

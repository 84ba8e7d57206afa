namespace NegotiationSim.Engine.Minds;

/// <summary>What an actor makes of a text that it is asked to go along with.</summary>
/// <param name="Reason"><see cref="ReasonKind.None"/>: it consents willingly.</param>
/// <param name="RedLine">The held line that the text crosses, or -1.</param>
/// <param name="Utility">What the text is worth to it.</param>
internal readonly record struct Judgment(ReasonKind Reason, int RedLine, double Utility)
{
    public bool IsWilling => Reason == ReasonKind.None;
}

/// <summary>
/// Consent: a text that crosses no held red line and is worth at least the no-deal value. Under <c>trust</c> p the text counts as
/// V = p' U + (1 - p') betrayed with p' = min(1, p + enforcement): the commitment problem (Fearon 1995).
/// </summary>
internal static class Consenting
{
    /// <summary>The actor's own view of a text, without anybody's pressure.</summary>
    /// <param name="seat">The actor.</param>
    /// <param name="text">The text.</param>
    /// <param name="round">The round in which it is, or would be, signed.</param>
    public static Judgment Judge(Seat seat, ReadOnlySpan<ushort> text, int round)
    {
        var utility = seat.Stance.Utility.Evaluate(text);
        var crossed = seat.Stance.FirstCrossed(text);
        if (crossed >= 0)
        {
            return new Judgment(ReasonKind.CrossesRedLine, crossed, utility);
        }

        var factor = Discounting.Factor(seat.Discount, round);
        var bar = seat.Reservation.At(seat.Stance, round) * factor - Reservation.Tolerance;
        if (seat.Stance.Consent is { } commitment)
        {
            var reason = commitment.Value(text, utility * factor) >= bar ? ReasonKind.None : ReasonKind.Distrust;
            return new Judgment(reason, -1, utility);
        }

        return new Judgment(utility * factor >= bar ? ReasonKind.None : ReasonKind.BelowNoDeal, -1, utility);
    }
}

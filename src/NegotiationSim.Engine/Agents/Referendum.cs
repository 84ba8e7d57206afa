namespace NegotiationSim.Engine.Agents;

/// <summary>
/// A ratifier with a <c>spread</c> s is a referendum: it consents with probability 1 / (1 + exp(-(U - R) / s)), one draw per time it is asked.
/// </summary>
internal static class Referendum
{
    /// <summary>Whether the text passes.</summary>
    /// <param name="seat">The ratifier.</param>
    /// <param name="utility">What the text is worth to it, undiscounted.</param>
    /// <param name="round">The round in which the text was signed.</param>
    /// <param name="stream">The referendum's stream.</param>
    /// <param name="attempt">How many texts were put to it before.</param>
    public static bool Passes(Seat seat, double utility, int round, ulong stream, ulong attempt)
    {
        var factor = Discounting.Factor(seat.Discount, round);
        var margin = (utility - seat.NoDealAt(round)) * factor;
        return seat.Draws.Happens(1 / (1 + Math.Exp(-margin / seat.Spread)), stream, attempt);
    }
}

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// A ratifier with a <c>spread</c> s is a referendum: it consents with probability 1 / (1 + exp(-(U - R) / s)), one draw per time it is asked.
/// </summary>
internal static class Referendum
{
    /// <summary>Whether the outcome passes.</summary>
    /// <param name="state">The ratifier.</param>
    /// <param name="utility">What the outcome is worth to it, undiscounted.</param>
    /// <param name="round">The round in which the outcome was signed.</param>
    /// <param name="stream">The referendum's stream.</param>
    /// <param name="attempt">How many outcomes were put to it before.</param>
    public static bool Passes(AgentState state, double utility, int round, ulong stream, ulong attempt)
    {
        var factor = Discounting.Factor(state.Discount, round);
        var margin = (utility - state.NoDealAt(round)) * factor;
        return state.Draws.Happens(1 / (1 + Math.Exp(-margin / state.Spread)), stream, attempt);
    }
}

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// What an actor makes of an outcome that it is asked to go along with. It consents to an outcome that crosses no held red line and is worth at least
/// the no-deal value. Under <c>trust</c> p the outcome counts as V = p' U + (1 - p') betrayed with p' = min(1, p + enforcement): the commitment problem (Fearon 1995).
/// </summary>
/// <param name="Reason"><see cref="ReasonKind.None"/>: it consents willingly.</param>
/// <param name="RedLine">The held line that the outcome crosses, or -1.</param>
/// <param name="Utility">What the outcome is worth to it.</param>
internal readonly record struct Judgment(ReasonKind Reason, int RedLine, double Utility)
{
    public bool IsWilling => Reason == ReasonKind.None;

    /// <summary>The actor's own view of an outcome, without anybody's pressure.</summary>
    /// <param name="state">The actor.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="round">The round in which it is, or would be, signed.</param>
    public static Judgment Of(AgentState state, ReadOnlySpan<ushort> outcome, int round)
    {
        var utility = state.Profile.Utility.Evaluate(outcome);
        var crossed = state.Profile.FirstCrossed(outcome);
        if (crossed >= 0)
        {
            return new Judgment(ReasonKind.CrossesRedLine, crossed, utility);
        }

        var (noDeal, factor) = (state.NoDealAt(round), state.FactorAt(round));
        if (state.Profile.Consent is { } consent)
        {
            return new Judgment(consent.Allows(consent.Kept(outcome), utility, noDeal, factor) ? ReasonKind.None : ReasonKind.Distrust, -1, utility);
        }

        return new Judgment(utility * factor >= noDeal * factor - Reservation.Tolerance ? ReasonKind.None : ReasonKind.BelowNoDeal, -1, utility);
    }
}

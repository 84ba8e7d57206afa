using NegotiationSim.Engine.Minds;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Acceptances;

/// <summary>
/// Whether a principal signs an offer that it may sign. <c>next</c>: at least as good as what it would offer now; <c>target</c>: at or above
/// the target; <c>constant</c>: at least x; <c>time</c>: from t >= T anything that consent allows, nothing before; <c>combined</c>: AC_combi(T = 0.99, MAX_W):
/// next, or from T on at least the best offer heard in the window as long as the time that is left.
/// Source: Baarslag, Hindriks and Jonker, "Effective acceptance conditions in real-time automated negotiation", Decision Support Systems 60 (2014).
/// </summary>
internal static class AcceptanceRule
{
    /// <summary>Relative time from which AC_combi looks at what it has heard.</summary>
    public const double CombinedTime = 0.99;

    /// <summary>Whether the rule needs to know what the actor would offer now.</summary>
    public static bool NeedsOwnOffer(AcceptanceKind kind) => kind is AcceptanceKind.Next or AcceptanceKind.Combined;

    /// <summary>The verdict on an offer.</summary>
    /// <param name="seat">The actor.</param>
    /// <param name="now">Its moment.</param>
    /// <param name="utility">What the offer is worth to it.</param>
    /// <param name="target">Its target.</param>
    /// <param name="own">What its own offer of now is worth to it; positive infinity when it has none.</param>
    public static bool Accepts(Seat seat, in Moment now, double utility, double target, double own)
    {
        var settings = seat.Settings;
        switch (settings.Tactic.Accept.Kind)
        {
            case AcceptanceKind.Next:
                return utility >= own;
            case AcceptanceKind.Target:
                return utility >= target;
            case AcceptanceKind.Constant:
                return utility >= settings.AcceptParameter;
            case AcceptanceKind.Time:
                return now.Time >= settings.AcceptParameter;
            case AcceptanceKind.Combined:
                return utility >= own || (now.Time >= CombinedTime && utility >= BestHeard(seat, now));
            default:
                throw new ArgumentOutOfRangeException(nameof(seat));
        }
    }

    /// <summary>The best offer heard in the window [t - (1 - t), t].</summary>
    private static double BestHeard(Seat seat, in Moment now)
    {
        var from = now.Time - (1 - now.Time);
        var best = double.NegativeInfinity;
        foreach (var (round, utility) in seat.HeardUtilities)
        {
            if (round / (seat.LastRound + 1.0) >= from)
            {
                best = Math.Max(best, utility);
            }
        }

        return best;
    }
}

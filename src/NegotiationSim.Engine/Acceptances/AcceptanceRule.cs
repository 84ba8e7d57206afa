using System.Runtime.CompilerServices;
using NegotiationSim.Engine.Turns;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Acceptances;

/// <summary>
/// Whether a principal signs an offer that it may sign. <c>next</c>: at least as good as what it would offer now; <c>target</c>: at or above
/// the target; <c>deadline</c>: that, and in the actor's own last round anything that consent allows (the deadline effect: Roth, Murnighan and Schoumaker 1988); <c>constant</c>: at least x; <c>time</c>: from t >= T anything that consent allows, nothing before; <c>combined</c>: AC_combi(T = 0.99, MAX_W):
/// next, or from T on at least the best offer heard in the window as long as the time that is left.
/// Source: Baarslag, Hindriks and Jonker, "Effective acceptance conditions in real-time automated negotiation", Decision Support Systems 60 (2014).
/// </summary>
internal static class AcceptanceRule
{
    /// <summary>Relative time from which AC_combi looks at what it has heard.</summary>
    public const double CombinedTime = 0.99;

    /// <summary>Whether the rule needs to know what the actor would offer now.</summary>
    public static bool NeedsOwnOffer(AcceptanceKind kind) => kind is AcceptanceKind.Next or AcceptanceKind.Combined;

    /// <summary>Whether the rule looks back at the offers heard.</summary>
    public static bool LooksBack(AcceptanceKind kind) => kind == AcceptanceKind.Combined;

    /// <summary>The verdict on an offer.</summary>
    /// <param name="place">The turn.</param>
    /// <param name="utility">What the offer is worth to the actor.</param>
    /// <param name="target">The actor's target.</param>
    /// <param name="own">What its own offer of now is worth to it; positive infinity when it has none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Accepts<TPlace>(TPlace place, double utility, double target, double own)
        where TPlace : struct, ITurnPlace => place.Accept switch
        {
            AcceptanceKind.Next => utility >= own,
            AcceptanceKind.Target => utility >= target,
            AcceptanceKind.Deadline => utility >= target || place.Round == place.LastRound,
            AcceptanceKind.Constant => utility >= place.AcceptParameter,
            AcceptanceKind.Time => place.Time >= place.AcceptParameter,
            AcceptanceKind.Combined => utility >= own || (place.Time >= CombinedTime && utility >= BestHeard(place)),
            _ => throw new ArgumentOutOfRangeException(nameof(place)),
        };

    /// <summary>The best offer heard in the window [t - (1 - t), t].</summary>
    private static double BestHeard<TPlace>(TPlace place)
        where TPlace : struct, ITurnPlace
    {
        var from = place.Time - (1 - place.Time);
        var best = double.NegativeInfinity;
        foreach (var (round, utility) in place.Heard)
        {
            if (round / (place.LastRound + 1.0) >= from)
            {
                best = Math.Max(best, utility);
            }
        }

        return best;
    }
}

using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>Putnam's level II: whether those at home go along.</summary>
public sealed class NaiveRatification(NaiveReplica replica)
{
    /// <summary>
    /// Asks every ratifier, in file order, until one that blocks refuses; those after it are not asked (reading).
    /// </summary>
    /// <param name="outcome">The signed text.</param>
    /// <param name="round">The round of the signature.</param>
    /// <param name="consents">Per actor; the signatories' are there already, the ratifiers' are written.</param>
    /// <returns>The ratifier that blocks, or null.</returns>
    public int? Ratify(int outcome, int round, Consent[] consents)
    {
        foreach (var ratifier in replica.Actors.Where(a => a.Actor.Role == Role.Ratifier).Select(a => a.Index))
        {
            var actor = replica.Actors[ratifier].Actor;
            if (!actor.Of.IsEmpty && actor.Of.All(principal => consents[principal] is Consent.None or Consent.Refused))
            {
                continue;
            }

            consents[ratifier] = replica.RatifiesWillingly(ratifier, outcome, round) ? Consent.Willing
                : IsPressed(ratifier, outcome, round, consents) ? Consent.Pressed
                : Consent.Refused;
            replica.Asked[ratifier] = replica.Asked.GetValueOrDefault(ratifier) + 1;
            replica.Entries.Add(new TraceEntry(round, ratifier, consents[ratifier] == Consent.Refused ? Move.Refuse : Move.Ratify, outcome));
            if (consents[ratifier] == Consent.Refused && actor.IfRefused == IfRefused.Blocks)
            {
                return ratifier;
            }
        }

        return null;
    }

    private bool IsPressed(int ratifier, int outcome, int round, Consent[] consents) =>
        replica.LinesYield(ratifier, outcome)
        && replica.Actors.Any(patron => consents[patron.Index] is Consent.Willing or Consent.Pressed && replica.PressureSucceeds(patron.Index, ratifier, outcome, round));
}

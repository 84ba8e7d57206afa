using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Implementing;

/// <summary>
/// On whom a principal that was hurt puts an incident or breach. What is seen for what it is, it puts on whoever did it. What is not, it puts where it looks: a spoiler's
/// incident on the one whom the scenario names; a breach, or an incident for which the scenario names nobody outside its camp, on the principal against whom it holds most.
/// So where nobody watches, every act sours relations between the parties, and better monitoring never shortens an agreement's life (Fortna 2003; Kydd 2006).
/// </summary>
/// <param name="ledger">Who holds what against whom.</param>
/// <param name="spoilers">The scenario's spoilers.</param>
/// <param name="actors">How many actors there are.</param>
internal sealed class Blame(TensionLedger ledger, IReadOnlyList<Spoiler> spoilers, int actors)
{
    /// <summary>Whom a principal blames: an actor's index, or the number of actors plus a spoiler's.</summary>
    /// <param name="slot">The replica's slot.</param>
    /// <param name="principal">Who is hurt.</param>
    /// <param name="doer">Who did it, likewise.</param>
    /// <param name="isSeen">Whether it is seen for what it is.</param>
    public int Of(int slot, int principal, int doer, bool isSeen)
    {
        if (isSeen)
        {
            return doer;
        }

        var named = doer >= actors ? spoilers[doer - actors].BlamedOn : -1;
        return named >= 0 && ledger.CanBlame(principal, named) ? named : ledger.MostDistrusted(slot, principal);
    }
}

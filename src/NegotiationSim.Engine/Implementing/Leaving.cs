using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Implementing;

/// <summary>Who leaves an agreement, and whom it blames.</summary>
/// <param name="state">What all parts share.</param>
internal sealed class Leaving(ImplementationState state)
{
    /// <summary>
    /// A principal, or a ratifier that can end it, leaves when its tension passes its patience, or when it is better off without and has decided to go. The
    /// first to leave, in file order, ends the agreement.
    /// </summary>
    public void Leave(Accord accord, int period)
    {
        for (var a = 0; a < state.Scenario.Actors.Length; a++)
        {
            var actor = state.Scenario.Actors[a];
            if (!accord.IsParty[a] || accord.MayNotLeave[a] || (actor.Role == Role.Ratifier && !actor.CanEnd))
            {
                continue;
            }

            var burst = state.TensionOn(accord, a) > accord.Patience[a];
            if (!burst && !accord.WantsOut[a])
            {
                continue;
            }

            var most = MostGuilty(accord, a);
            var isActor = most >= 0 && most < state.Scenario.Actors.Length;
            var cause = new BlockCause(
                burst ? CauseKind.Tension : CauseKind.BetterOffWithout,
                (short)a,
                ByActor: (short)(isActor ? most : -1),
                BySpoiler: (short)(most >= 0 && !isActor ? most - state.Scenario.Actors.Length : -1));
            if (state.Table.Block.Tell)
            {
                var blamed = most >= 0 ? state.NameOf(most) : null;
                state.Note(accord, period, a, Move.Leave, new ImplementationDetail { BlamedOn = blamed, Tension = state.TensionsIn(accord) });
            }

            state.Collapse(accord, period, cause);
            return;
        }
    }

    /// <summary>Whose deeds added most to the tension on which an actor acts.</summary>
    private int MostGuilty(Accord accord, int actor)
    {
        if (state.Scenario.Actors[actor].Role == Role.Principal)
        {
            return state.Ledger.Most(accord.Slot, actor);
        }

        var own = state.Table.PrincipalsOf[actor] & accord.Signatories;
        var worst = -1;
        foreach (var principal in state.Table.Principals)
        {
            if ((own >> principal & 1) != 0 && (worst < 0 || state.Ledger.Of(accord.Slot, principal) > state.Ledger.Of(accord.Slot, worst)))
            {
                worst = principal;
            }
        }

        return worst < 0 ? -1 : state.Ledger.Most(accord.Slot, worst);
    }
}

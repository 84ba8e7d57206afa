using System.Runtime.CompilerServices;
using NegotiationSim.Engine.Acceptances;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.OpponentModels;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Agents;

/// <summary>What an actor hears of what the others say: each utterance once, when its own turn comes.</summary>
internal static class Hearing
{
    /// <summary>Whether another actor has made an offer since it was last heard.</summary>
    /// <param name="request">The listener's turn.</param>
    /// <param name="slot">The replica's slot.</param>
    /// <param name="other">The speaker.</param>
    /// <param name="heardRound">The last round in which the speaker was heard.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNewOffer(TurnRequest request, int slot, int other, ref int heardRound)
    {
        if (request.Board[other] is not { } said || said.Round[slot] <= heardRound)
        {
            return false;
        }

        heardRound = said.Round[slot];
        return said.Said[slot] == Said.Offer;
    }

    /// <summary>Hears what the others have offered since the last turn, where anything of the actor's depends on it.</summary>
    public static void Hear(AgentState state, AgentBlock block, TurnRequest request)
    {
        var (tactic, rule) = (state.Settings.Tactic, state.Settings.Rule);
        var (looksBack, models) = (AcceptanceRule.LooksBack(tactic.Accept.Kind), tactic.OpponentModel != OpponentModel.None);
        if (!rule.Listens && !looksBack && !models)
        {
            return;
        }

        if (tactic.OpponentModel == OpponentModel.Spatial && !request.ListenOnly)
        {
            (state.Holdouts ??= new Holdouts(request.Board.Length)).Hear(request, state.Slot, block.Self);
        }

        for (var other = 0; other < request.Board.Length; other++)
        {
            if (other == block.Self || !IsNewOffer(request, state.Slot, other, ref state.HeardRound[other]))
            {
                continue;
            }

            var offer = request.Board[other]!.Text(state.Slot);
            rule.Hear(state, other, offer);
            if (looksBack)
            {
                state.HeardUtilities.Add((request.Board[other]!.Round[state.Slot], state.Profile.Utility.Evaluate(offer)));
            }

            if (models)
            {
                if (state.Models.Length == 0)
                {
                    state.Models = new OpponentEstimate?[request.Board.Length];
                    state.SpareModels = new OpponentEstimate?[request.Board.Length];
                }

                OfferChoice.ModelOf(state, other).Hear(offer);
            }
        }
    }
}

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
    public static void Hear(Seat seat, ActorBlock block, TurnRequest request)
    {
        var (tactic, rule) = (seat.Settings.Tactic, seat.Settings.Rule);
        var (looksBack, models) = (AcceptanceRule.LooksBack(tactic.Accept.Kind), tactic.OpponentModel != OpponentModel.None);
        if (!rule.Listens && !looksBack && !models)
        {
            return;
        }

        for (var other = 0; other < request.Board.Length; other++)
        {
            if (other == block.Self || !IsNewOffer(request, seat.Slot, other, ref seat.HeardRound[other]))
            {
                continue;
            }

            var offer = request.Board[other]!.Text(seat.Slot);
            rule.Hear(seat, other, offer);
            if (looksBack)
            {
                seat.HeardUtilities.Add((request.Board[other]!.Round[seat.Slot], seat.Stance.Utility.Evaluate(offer)));
            }

            if (models)
            {
                if (seat.Models.Length == 0)
                {
                    seat.Models = new FrequencyModel?[request.Board.Length];
                }

                (seat.Models[other] ??= new FrequencyModel(block.Brief.Space)).Hear(offer);
            }
        }
    }
}

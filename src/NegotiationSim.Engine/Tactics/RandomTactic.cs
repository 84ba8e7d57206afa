using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Turns;

namespace NegotiationSim.Engine.Tactics;

/// <summary>
/// Offers a uniformly drawn permitted outcome at or above its no-deal value, and accepts any such. The zero-intelligence baseline
/// (Gode and Sunder 1993). The draw is the tactic's stream at the round's number.
/// </summary>
internal sealed class RandomTactic : BargainingTactic
{
    public static readonly RandomTactic Instance = new();

    public override bool OwnAcceptance => true;

    public override double Target(AgentState state, in TurnContext now) => TacticSettings.Clamp(now.Reservation, now.Floor, now.Best);

    public override double Propose(AgentState state, in TurnContext now, double target) => OfferChoice.Uniform(state, now, state.OwnOffer);

    public override bool Accepts(AgentState state, in TurnContext now, double utility) => true;
}

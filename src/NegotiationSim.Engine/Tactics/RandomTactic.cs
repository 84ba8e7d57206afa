using NegotiationSim.Engine.Agents;

namespace NegotiationSim.Engine.Tactics;

/// <summary>
/// Offers a uniformly drawn permitted outcome at or above its no-deal value, and accepts any such. The zero-intelligence baseline
/// (Gode and Sunder 1993). The draw is the tactic's stream at the round's number.
/// </summary>
internal sealed class RandomTactic : BargainingTactic
{
    public static readonly RandomTactic Instance = new();

    public override bool OwnAcceptance => true;

    public override double Target(AgentState state) => state.Now.Clamp(state.Now.Reservation);

    public override double Propose(AgentState state, double target) => OfferChoice.Uniform(state);

    /// <summary>Under <c>trust</c> it may sign what is worth less than no deal as long as the others keep it; it takes such an outcome no more than it offers it.</summary>
    public override bool Accepts(AgentState state, double utility) => utility >= state.Now.Reservation - Reservation.Tolerance;
}

using NegotiationSim.Engine.Minds;

namespace NegotiationSim.Engine.Tactics;

/// <summary>
/// Offers a uniformly drawn permitted outcome at or above its no-deal value, and accepts any such. The zero-intelligence baseline
/// (Gode and Sunder 1993). The draw is the tactic's stream at the round's number.
/// </summary>
internal sealed class RandomTactic : BargainingTactic
{
    public static readonly RandomTactic Instance = new();

    public override bool OwnAcceptance => true;

    public override double Target(Seat seat, in Moment now) => TacticSettings.Clamp(now.Reservation, now.Floor, now.Best);

    public override bool Propose(Seat seat, in Moment now, double target, Span<ushort> text, out double utility) =>
        OfferChoice.Uniform(seat, now, text, out utility);

    public override bool Accepts(Seat seat, in Moment now, double utility) => true;
}

using NegotiationSim.Engine.Minds;

namespace NegotiationSim.Engine.Tactics;

/// <summary>Always asks for the most it may sign (or for the scenario's <c>max</c>), less the tolerance. The limit of boulware as e grows.</summary>
internal sealed class HardlinerTactic : BargainingTactic
{
    public static readonly HardlinerTactic Instance = new();

    public override double Target(Seat seat, in Moment now)
    {
        var (_, high) = seat.Settings.Aspirations(now.Floor, now.Best);
        return TacticSettings.Clamp(high - seat.Settings.Tolerance, now.Floor, now.Best);
    }
}

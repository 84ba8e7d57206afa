namespace NegotiationSim.Engine.Tactics;

/// <summary>Always asks for the most it may sign (or for the scenario's <c>max</c>), less the tolerance. The limit of boulware as e grows.</summary>
internal readonly struct HardlinerTactic : ITargetRule
{
    public static double Target(double low, double high, double power, double tolerance) => high - tolerance;
}

using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tactics;

/// <summary>
/// Boulware, linear and conceder: the target falls with relative time alone, <c>floor + (max - floor)(1 - t^e)</c>, by default e = 4, 1 and 0.25.
/// Papers and tools that write <c>t^(1/e)</c> mean the inverse exponent.
/// Source: Faratin, Sierra and Jennings, "Negotiation decision functions for autonomous agents", Robotics and Autonomous Systems 24 (1998).
/// </summary>
internal readonly struct TimeDependentTactic : ITargetRule
{
    /// <summary>The exponent where the scenario gives none.</summary>
    public static double DefaultExponent(TacticKind kind) => kind switch
    {
        TacticKind.Boulware => 4,
        TacticKind.Conceder => 0.25,
        _ => 1,
    };

    /// <summary>The same operations in the same order as the field's reference traces.</summary>
    public static double Target(double low, double high, double power, double tolerance) => (high - low) * (1 - power) + low - tolerance;
}

using NegotiationSim.Engine.Minds;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tactics;

/// <summary>
/// Boulware, linear and conceder: the target falls with relative time alone, <c>floor + (max - floor)(1 - t^e)</c>, by default e = 4, 1 and 0.25.
/// Papers and tools that write <c>t^(1/e)</c> mean the inverse exponent.
/// Source: Faratin, Sierra and Jennings, "Negotiation decision functions for autonomous agents", Robotics and Autonomous Systems 24 (1998).
/// </summary>
internal sealed class TimeDependentTactic : BargainingTactic
{
    public static readonly TimeDependentTactic Instance = new();

    /// <summary>The exponent where the scenario gives none.</summary>
    public static double DefaultExponent(TacticKind kind) => kind switch
    {
        TacticKind.Boulware => 4,
        TacticKind.Conceder => 0.25,
        _ => 1,
    };

    public override double Target(Seat seat, in Moment now)
    {
        var settings = seat.Settings;
        var (low, high) = settings.Aspirations(now.Floor, now.Best);
        return Target(low, high, settings.PowerOf(now.Time), settings.Tolerance, now.Floor, now.Best);
    }

    /// <summary>The target between two aspirations, <paramref name="power"/> being t^e.</summary>
    public static double Target(double low, double high, double power, double tolerance, double floor, double best)
    {
        // The same operations in the same order as the field's reference traces: (high - low) * (1 - t^e) + low - tolerance.
        var x = (high - low) * (1 - power) + low - tolerance;
        return TacticSettings.Clamp(x, floor, best);
    }
}

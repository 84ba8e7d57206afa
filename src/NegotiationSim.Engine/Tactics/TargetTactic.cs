using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Columns;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tactics;

/// <summary>The rule of a tactic whose target depends on time alone: all that such a tactic has to say.</summary>
internal interface ITargetRule
{
    /// <summary>What the actor asks for, before it is kept between the floor and the best.</summary>
    /// <param name="low">The final aspiration.</param>
    /// <param name="high">The first aspiration.</param>
    /// <param name="power">t^e, of relative time and the tactic's exponent.</param>
    /// <param name="tolerance">The tactic's tolerance.</param>
    static abstract double Target(double low, double high, double power, double tolerance);
}

/// <summary>A tactic whose target depends on time alone. It offers the cheapest outcome at the target.</summary>
internal sealed class TargetTactic<TRule> : BargainingTactic
    where TRule : struct, ITargetRule
{
    public static readonly TargetTactic<TRule> Instance = new();

    public override bool RespectsLines => true;

    public override double Target(AgentState state)
    {
        var (now, settings) = (state.Now, state.Settings);
        var (low, high) = settings.Aspirations(now);
        return now.Clamp(TRule.Target(low, high, settings.PowerOf(state.Time), settings.Tolerance));
    }

    public override ColumnTurns? InColumns(AgentBlock owner) =>
        OfferBook.For(owner) is { } book ? new TacticTurns<TargetColumns<TRule>>(owner, book, new TargetColumns<TRule>(owner)) : null;
}

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

/// <summary>Always asks for the most it may sign (or for the scenario's <c>max</c>), less the tolerance. The limit of boulware as e grows.</summary>
internal readonly struct HardlinerTactic : ITargetRule
{
    public static double Target(double low, double high, double power, double tolerance) => high - tolerance;
}

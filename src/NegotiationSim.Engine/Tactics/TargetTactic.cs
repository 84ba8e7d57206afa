using NegotiationSim.Engine.Columns;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Turns;

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

    public override double Target(AgentState state, in TurnContext now)
    {
        var settings = state.Settings;
        var (low, high) = settings.Aspirations(now.Floor, now.Best);
        return TacticSettings.Clamp(TRule.Target(low, high, settings.PowerOf(now.Time), settings.Tolerance), now.Floor, now.Best);
    }

    public override ColumnTurns? InColumns(AgentBlock owner) =>
        OfferBook.For(owner) is { } book ? new TacticTurns<TargetColumns<TRule>>(owner, book, new TargetColumns<TRule>(owner)) : null;
}

using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Events;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Agents;

/// <summary>What an event changes in an actor, from then on. Every actor applies its own effects.</summary>
internal static class Effects
{
    /// <summary>Applies an event that was announced to one actor in one replica.</summary>
    public static void Apply(Scenario scenario, int self, AgentState state, Sampler sampler, Strike strike)
    {
        var effects = new StruckEffects(scenario, strike);
        for (var k = 0; k < effects.Count; k++)
        {
            Apply(scenario, self, state, sampler, effects[k], strike.Event);
        }
    }

    /// <summary>
    /// Whether an event, on whatever branch, changes anything in an actor over whom nobody has a hold and who trusts whom it signs with. What it
    /// does to ties and enforcement touches others.
    /// </summary>
    public static bool Touch(ScenarioEvent candidate, int self) =>
        StruckEffects.Possible(candidate)
            .Any(effect => effect is ActorEffect own && (own.Actor == self || own.Actor < 0) && own.Change is not (TensionChange or PatienceChange));

    /// <summary>Whether a change is one of preferences or lines.</summary>
    public static bool ChangesProfile(ActorChange change) => change is IdealShift or AcceptsShift or ValueReplacement or AcceptsReplacement or WeightScaling;

    private static void Apply(Scenario scenario, int self, AgentState state, Sampler sampler, Effect effect, short source)
    {
        switch (effect)
        {
            case ActorEffect own when own.Actor == self || own.Actor < 0:
                Apply(scenario, self, state, sampler, own.Change, source);
                break;
            case TieEffect { AddWords: { } words } tie:
                state.WordsShift[tie.Tie] += sampler.Value(words);
                break;
            case EnforcementEffect enforcement:
                state.EnforcementShift += sampler.Value(enforcement.Add);
                state.ProfileIsStale |= scenario.Actors[self].Trust is not null;
                break;
            case ActorEffect or TieEffect or SpoilerRateEffect or MonitoringEffect or GateEffect or EndEffect:
                // Another actor's, or the table's to apply.
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(effect), effect, null);
        }
    }

    private static void Apply(Scenario scenario, int self, AgentState state, Sampler sampler, ActorChange change, short source)
    {
        switch (change)
        {
            case NoDealChange noDeal:
                state.NoDealShift += sampler.Value(noDeal.Add);
                break;
            case RedLineSwitch line:
                state.Held[line.RedLine] = line.On;
                if (!line.On)
                {
                    Bluff.End(state, line.RedLine);
                }

                state.ProfileIsStale = true;
                break;
            case var _ when ChangesProfile(change):
                state.Changes.Add(change);
                state.ProfileIsStale = true;
                break;
            case TacticReplacement replacement:
                state.Settings = (state.OwnSettings ??= new TacticSettings()).Draw(replacement.Tactic, sampler);
                state.Settings.Rule.Begin(state, scenario.Actors.Length);
                state.Bluff.Draw(state, replacement.Tactic, sampler, isNew: false);
                break;
            case DeadlineReplacement deadline:
                state.LastRound = scenario.Calendar.LastRoundBy(deadline.Deadline);
                break;
            case BreachScaling scaling:
                state.BreachFactor = Math.Min(Quantity.Largest, state.BreachFactor * sampler.Value(scaling.Times));
                break;
            case WalkOut:
                // The first event that makes it leave is the cause.
                state.WalkOutEvent = state.WalkOutEvent >= 0 ? state.WalkOutEvent : source;
                break;
            case CapabilityReplacement or PatienceChange or TensionChange:
                // What the table, or nobody in the talks, goes by.
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }
}

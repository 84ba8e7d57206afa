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
    public static void Apply(Scenario scenario, int self, Seat seat, Sampler sampler, Strike strike)
    {
        var effects = new StruckEffects(scenario, strike);
        for (var k = 0; k < effects.Count; k++)
        {
            Apply(scenario, self, seat, sampler, effects[k], strike.Event);
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
    public static bool ChangesStance(ActorChange change) => change is IdealShift or AcceptsShift or ValueReplacement or AcceptsReplacement or WeightScaling;

    private static void Apply(Scenario scenario, int self, Seat seat, Sampler sampler, Effect effect, short source)
    {
        switch (effect)
        {
            case ActorEffect own when own.Actor == self || own.Actor < 0:
                Apply(scenario, self, seat, sampler, own.Change, source);
                break;
            case TieEffect { AddWords: { } words } tie:
                seat.WordsShift[tie.Tie] += sampler.Value(words);
                break;
            case EnforcementEffect enforcement:
                seat.EnforcementShift += sampler.Value(enforcement.Add);
                seat.StanceIsStale |= scenario.Actors[self].Trust is not null;
                break;
        }
    }

    private static void Apply(Scenario scenario, int self, Seat seat, Sampler sampler, ActorChange change, short source)
    {
        switch (change)
        {
            case NoDealChange noDeal:
                seat.NoDealShift += sampler.Value(noDeal.Add);
                break;
            case RedLineSwitch line:
                seat.Held[line.RedLine] = line.On;
                seat.StanceIsStale = true;
                break;
            case var _ when ChangesStance(change):
                seat.Changes.Add(change);
                seat.StanceIsStale = true;
                break;
            case TacticReplacement replacement:
                seat.Settings = (seat.OwnSettings ??= new TacticSettings()).Draw(replacement.Tactic, sampler);
                seat.Settings.Rule.Begin(seat, scenario.Actors.Length);
                break;
            case DeadlineReplacement deadline:
                seat.LastRound = scenario.Calendar.LastRoundBy(deadline.Deadline);
                break;
            case BreachScaling scaling:
                seat.BreachFactor = Math.Min(Quantity.Largest, seat.BreachFactor * sampler.Value(scaling.Times));
                break;
            case WalkOut:
                // The first event that makes it leave is the cause.
                seat.WalkOutEvent = seat.WalkOutEvent >= 0 ? seat.WalkOutEvent : source;
                break;
        }
    }
}

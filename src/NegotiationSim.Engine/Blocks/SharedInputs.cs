using System.Collections.Immutable;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Blocks;

/// <summary>
/// What is drawn once per replica and no actor reports: drivers, what events and the implementation depend on, what pressure meets. Every distribution has
/// a stream of its own, so whoever holds the scenario gets the numbers that were played with. What is drawn anew per incident, period or round (severities, strikes,
/// a tactic's choices) is left out. Not thread-safe.
/// </summary>
public sealed class SharedInputs
{
    private readonly Sampler _sampler;
    private readonly ImmutableArray<Input> _inputs;

    /// <summary>The inputs of a scenario, by the whole file.</summary>
    public SharedInputs(Scenario scenario)
    {
        _sampler = new Sampler(scenario);
        _inputs =
        [
            .. scenario.Drivers.Where(d => !d.Value.IsConstant).Select(d => new Input("drivers." + d.Name, d.Value)),
            .. Quantities(scenario).Where(q => !q.IsConstant).Select(q => new Input(q.Path, q)).DistinctBy(i => i.Name, StringComparer.Ordinal),
            .. scenario.Events.Where(e => e.Timing is BetweenDates).Select(Day),
            .. Pressures(scenario),
            .. Performances(scenario),
            .. Referendums(scenario),
        ];
        Names = [.. _inputs.Select(i => i.Name)];
    }

    /// <summary>What is drawn, by its path in the file; what has no path of its own by that of what it decides and a word more.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Those of the names behind which nothing is drawn that is not drawn for drivers: each with the drivers that it follows from, by index.</summary>
    public ImmutableArray<(string Name, ImmutableArray<int> Drivers)> Derived =>
        [.. _inputs.Where(i => i.Formula is { } formula && !UncertainInputs.DrawsItself(formula)).Select(i => (i.Name, UncertainInputs.DriversOf(i.Formula!)))];

    /// <summary>The values of one replica, in the order of <see cref="Names"/>; whether something succeeds as 1 or 0.</summary>
    public void Read(ulong seed, long replica, Span<double> values)
    {
        _sampler.MoveTo(new ReplicaDraws(seed, replica));
        for (var i = 0; i < _inputs.Length; i++)
        {
            values[i] = _inputs[i].Of(_sampler);
        }
    }

    /// <summary>Every number that is drawn once per replica and is no driver and none of an actor's own, constants included.</summary>
    internal static IEnumerable<Quantity> Quantities(Scenario scenario) =>
        scenario.Infeasible.SelectMany(UncertainInputs.OfCondition)
            .Concat(scenario.Actors.SelectMany(a => a.RedLines.Select(line => line.HeldWith)))
            .Concat(scenario.Ties.SelectMany(t => new[] { t.Words, t.Deeds }))
            .Concat(scenario.Events.SelectMany(OfEvent))
            .Concat(scenario.Implementation is { } implementation ? OfImplementation(implementation) : []);

    private static IEnumerable<Quantity> OfEvent(ScenarioEvent e) =>
        new[] { e.Probability }
            .Concat(e.Timing is WithHazard hazard ? [hazard.Rate] : [])
            .Concat(e.When is { } when ? UncertainInputs.OfCondition(when) : [])
            .Concat(e.Effects.SelectMany(OfEffect))
            .Concat(e.Branches.SelectMany(b => b.Effects.SelectMany(OfEffect).Prepend(b.Probability)));

    private static IEnumerable<Quantity> OfEffect(Effect effect) => effect switch
    {
        ActorEffect actor => UncertainInputs.OfChange(actor.Change),
        SpoilerRateEffect rate => [rate.Times],
        TieEffect tie => new[] { tie.AddWords, tie.AddDeeds }.OfType<Quantity>(),
        EnforcementEffect enforcement => [enforcement.Add],
        MonitoringEffect monitoring => [monitoring.Add],
        GateEffect or EndEffect => [],
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, null),
    };

    private static IEnumerable<Quantity> OfImplementation(Implementation implementation) =>
        new[] { implementation.Enforcement, implementation.Monitoring, implementation.Frailty ?? ImplementationDefaults.Frailty }
            .Concat(new[] { implementation.Breach, implementation.Revenge, implementation.Contagion, implementation.HalfLife, implementation.Deterrence }.OfType<Quantity>())
            .Concat(implementation.EnforcementBy.SelectMany(l => UncertainInputs.OfCondition(l.When).Append(l.Adds)))
            .Concat(implementation.Spoilers.Select(s => s.Rate))
            .Concat(implementation.Patience.OfType<Quantity>())
            .Concat(implementation.Gates.SelectMany(g => g.Needs.OfType<PerformanceNeed>().Select(n => n.Probability).Prepend(g.CalmBelow)));

    private static Input Day(ScenarioEvent e)
    {
        var (first, last) = ((BetweenDates)e.Timing) is var between ? (between.First.DayNumber, between.Last.DayNumber) : default;
        var stream = StreamName.Hash(StreamName.Event(e.Id, "date"));
        return new Input($"events.{e.Id}.day", sampler => (int)(sampler.Draws.Uniform(stream) * (last - first + 1)));
    }

    /// <summary>
    /// What pressure in words meets: it succeeds where this lies below words times the price of the text. And whether pressure keeps a client from leaving, as it is before any
    /// event shifts it.
    /// </summary>
    private static IEnumerable<Input> Pressures(Scenario scenario)
    {
        foreach (var tie in scenario.Ties.Where(t => t.Client >= 0))
        {
            var (patron, client) = (scenario.Actors[tie.Patron].Id, scenario.Actors[tie.Client].Id);
            if (tie.Words.Expression is not Constant { Value: <= 0 })
            {
                var stream = StreamName.Hash(StreamName.Words(patron, client));
                yield return new Input($"ties.{patron}.{client}.words.resistance", sampler => sampler.Draws.Uniform(stream));
            }

            if (scenario.Implementation is not null && IsChance(tie.Deeds))
            {
                yield return Success($"ties.{patron}.{client}.deeds.keeps_in", tie.Deeds, StreamName.Deeds(patron, client));
            }
        }
    }

    private static IEnumerable<Input> Performances(Scenario scenario) =>
        from gate in scenario.Implementation?.Gates ?? []
        from need in gate.Needs.OfType<PerformanceNeed>()
        where IsChance(need.Probability)
        let actor = scenario.Actors[need.Actor].Id
        select Success($"implementation.gates.{gate.Id}.performs.{actor}", need.Probability, StreamName.Performance(gate.Id, actor));

    /// <summary>The vote of a referendum on the first text that is put to it: it passes where this lies below the probability of consent.</summary>
    private static IEnumerable<Input> Referendums(Scenario scenario) =>
        from actor in scenario.Actors
        where actor.Role == Role.Ratifier && actor.Spread.Expression is not Constant { Value: 0 }
        let stream = StreamName.Hash(StreamName.Ratification(actor.Id))
        select new Input($"actors.{actor.Id}.referendum", sampler => sampler.Draws.Uniform(stream));

    private static bool IsChance(Quantity probability) => probability.Expression is not Constant { Value: <= 0 or >= 1 };

    private static Input Success(string name, Quantity probability, string streamName)
    {
        var stream = StreamName.Hash(streamName);
        return new Input(name, sampler => sampler.Draws.Happens(sampler.Value(probability), stream) ? 1 : 0);
    }

    private sealed record Input(string Name, Func<Sampler, double> Of)
    {
        public Input(string name, Quantity quantity)
            : this(name, sampler => sampler.Value(quantity)) => Formula = quantity.Expression;

        /// <summary>How it is computed, where it is a number of the file.</summary>
        public Expression? Formula { get; }
    }
}

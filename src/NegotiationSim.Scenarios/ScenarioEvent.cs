using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>Something that may happen, at most once per replica, and what it changes from then on.</summary>
[GenerateSerializer, Immutable, Alias("negsim.scenario-event")]
public sealed record ScenarioEvent
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public string? Title { get; init; }

    [Id(2)] public required EventTiming Timing { get; init; }

    /// <summary>Probability that it strikes at its date, or at all where it has a hazard (default 1).</summary>
    [Id(3)] public Quantity Probability { get; init; } = Quantity.Of(1);

    /// <summary>In which phase it can strike.</summary>
    [Id(4)] public EventPhase While { get; init; }

    /// <summary>Events or branches that must have struck before.</summary>
    [Id(5)] public ImmutableArray<EventReference> Given { get; init; } = [];

    /// <summary>Events or branches that must not have struck before.</summary>
    [Id(6)] public ImmutableArray<EventReference> Unless { get; init; } = [];

    /// <summary>A condition on the agreed terms; an event that has one strikes only after the signature.</summary>
    [Id(7)] public Condition? When { get; init; }

    [Id(8)] public ImmutableArray<Effect> Effects { get; init; } = [];

    /// <summary>Exactly one is taken; empty where the event has none.</summary>
    [Id(9)] public ImmutableArray<EventBranch> Branches { get; init; } = [];

    public string Label => Title ?? Id;
}

/// <summary>One of several ways in which an event turns out; probabilities are divided by their sum.</summary>
[GenerateSerializer, Immutable, Alias("negsim.event-branch")]
public sealed record EventBranch([property: Id(0)] string Id, [property: Id(1)] string? Title, [property: Id(2)] Quantity Probability, [property: Id(3)] ImmutableArray<Effect> Effects)
{
    public string Label => Title ?? Id;
}

/// <summary>An event (branch -1) or one branch of it.</summary>
[GenerateSerializer, Immutable, Alias("negsim.event-reference")]
public readonly record struct EventReference([property: Id(0)] int Event, [property: Id(1)] int Branch);

[GenerateSerializer, Alias("negsim.event-phase")]
public enum EventPhase
{
    Always,
    Talks,
    Implementation,
}

/// <summary>When an event strikes.</summary>
[GenerateSerializer, Immutable, Alias("negsim.event-timing")]
public abstract record EventTiming;

/// <summary>On a date.</summary>
[GenerateSerializer, Immutable, Alias("negsim.at-date")]
public sealed record AtDate([property: Id(0)] DateOnly Date) : EventTiming;

/// <summary>On a day drawn uniformly between two dates, both included.</summary>
[GenerateSerializer, Immutable, Alias("negsim.between-dates")]
public sealed record BetweenDates([property: Id(0)] DateOnly First, [property: Id(1)] DateOnly Last) : EventTiming;

/// <summary>With a rate per round in talks and per 7 days in implementation.</summary>
[GenerateSerializer, Immutable, Alias("negsim.with-hazard")]
public sealed record WithHazard([property: Id(0)] Quantity Rate) : EventTiming;

/// <summary>One lasting change that an event makes.</summary>
[GenerateSerializer, Immutable, Alias("negsim.effect")]
public abstract record Effect;

/// <summary>A change in one actor, or in all.</summary>
/// <param name="Actor">The actor's index, or -1 for all.</param>
/// <param name="Change">What changes.</param>
[GenerateSerializer, Immutable, Alias("negsim.actor-effect")]
public sealed record ActorEffect([property: Id(0)] int Actor, [property: Id(1)] ActorChange Change) : Effect;

/// <summary>A spoiler's rate is multiplied.</summary>
[GenerateSerializer, Immutable, Alias("negsim.spoiler-rate-effect")]
public sealed record SpoilerRateEffect([property: Id(0)] int Spoiler, [property: Id(1)] Quantity Times) : Effect;

/// <summary>A tie grows or weakens; null: that side of it stays.</summary>
[GenerateSerializer, Immutable, Alias("negsim.tie-effect")]
public sealed record TieEffect([property: Id(0)] int Tie, [property: Id(1)] Quantity? AddWords, [property: Id(2)] Quantity? AddDeeds) : Effect;

/// <summary>A gate is shut or opened by force of the event.</summary>
[GenerateSerializer, Immutable, Alias("negsim.gate-effect")]
public sealed record GateEffect([property: Id(0)] int Gate, [property: Id(1)] bool Opens) : Effect;

/// <summary>Enforcement of the agreement grows or weakens.</summary>
[GenerateSerializer, Immutable, Alias("negsim.enforcement-effect")]
public sealed record EnforcementEffect([property: Id(0)] Quantity Add) : Effect;

/// <summary>Monitoring of the agreement grows or weakens.</summary>
[GenerateSerializer, Immutable, Alias("negsim.monitoring-effect")]
public sealed record MonitoringEffect([property: Id(0)] Quantity Add) : Effect;

/// <summary>The talks, or the agreement, end.</summary>
[GenerateSerializer, Immutable, Alias("negsim.end-effect")]
public sealed record EndEffect([property: Id(0)] bool EndsAgreement) : Effect;

/// <summary>What changes in an actor.</summary>
[GenerateSerializer, Immutable, Alias("negsim.actor-change")]
public abstract record ActorChange;

/// <summary>Adds to the no-deal value.</summary>
[GenerateSerializer, Immutable, Alias("negsim.no-deal-change")]
public sealed record NoDealChange([property: Id(0)] Quantity Add) : ActorChange;

/// <summary>Moves the ideal position on an issue.</summary>
[GenerateSerializer, Immutable, Alias("negsim.ideal-shift")]
public sealed record IdealShift([property: Id(0)] int Issue, [property: Id(1)] Quantity By) : ActorChange;

/// <summary>Moves both ends of what is accepted on an issue.</summary>
[GenerateSerializer, Immutable, Alias("negsim.accepts-shift")]
public sealed record AcceptsShift([property: Id(0)] int Issue, [property: Id(1)] Quantity By) : ActorChange;

/// <summary>Replaces what the values of an issue are worth (<c>ideal</c> or <c>values</c>).</summary>
[GenerateSerializer, Immutable, Alias("negsim.value-replacement")]
public sealed record ValueReplacement([property: Id(0)] int Issue, [property: Id(1)] ValueFunction Value) : ActorChange;

/// <summary>Replaces what is accepted on an issue; a null end is open. The actor's lines of that issue exist already.</summary>
[GenerateSerializer, Immutable, Alias("negsim.accepts-replacement")]
public sealed record AcceptsReplacement([property: Id(0)] int Issue, [property: Id(1)] Quantity? Low, [property: Id(2)] Quantity? High) : ActorChange;

/// <summary>Multiplies the weight of an issue.</summary>
[GenerateSerializer, Immutable, Alias("negsim.weight-scaling")]
public sealed record WeightScaling([property: Id(0)] int Issue, [property: Id(1)] Quantity Times) : ActorChange;

/// <summary>A red line is held, or given up, from now on.</summary>
[GenerateSerializer, Immutable, Alias("negsim.red-line-switch")]
public sealed record RedLineSwitch([property: Id(0)] int RedLine, [property: Id(1)] bool On) : ActorChange;

/// <summary>The actor bargains differently.</summary>
[GenerateSerializer, Immutable, Alias("negsim.tactic-replacement")]
public sealed record TacticReplacement([property: Id(0)] Tactic Tactic) : ActorChange;

/// <summary>The actor's last date at the table moves.</summary>
[GenerateSerializer, Immutable, Alias("negsim.deadline-replacement")]
public sealed record DeadlineReplacement([property: Id(0)] DateOnly Deadline) : ActorChange;

/// <summary>The actor's capability is set.</summary>
[GenerateSerializer, Immutable, Alias("negsim.capability-replacement")]
public sealed record CapabilityReplacement([property: Id(0)] Quantity Capability) : ActorChange;

/// <summary>The actor leaves the table.</summary>
[GenerateSerializer, Immutable, Alias("negsim.walk-out")]
public sealed record WalkOut : ActorChange;

/// <summary>The actor bears more, or less, before it leaves an agreement.</summary>
[GenerateSerializer, Immutable, Alias("negsim.patience-change")]
public sealed record PatienceChange([property: Id(0)] Quantity Add) : ActorChange;

/// <summary>The actor holds more, or less, against another principal.</summary>
[GenerateSerializer, Immutable, Alias("negsim.tension-change")]
public sealed record TensionChange([property: Id(0)] int Against, [property: Id(1)] Quantity Add) : ActorChange;

/// <summary>The actor's hazard of breaching is multiplied.</summary>
[GenerateSerializer, Immutable, Alias("negsim.breach-scaling")]
public sealed record BreachScaling([property: Id(0)] Quantity Times) : ActorChange;

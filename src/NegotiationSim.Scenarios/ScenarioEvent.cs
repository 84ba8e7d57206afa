using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>Something that may happen, at most once per replica, and what it changes from then on.</summary>
public sealed record ScenarioEvent
{
    public required string Id { get; init; }

    public string? Title { get; init; }

    public required EventTiming Timing { get; init; }

    /// <summary>Probability that it strikes at its date, or at all where it has a hazard (default 1).</summary>
    public Quantity Probability { get; init; } = Quantity.Of(1);

    /// <summary>In which phase it can strike.</summary>
    public EventPhase While { get; init; }

    /// <summary>Events or branches that must have struck before.</summary>
    public ImmutableArray<EventReference> Given { get; init; } = [];

    /// <summary>Events or branches that must not have struck before.</summary>
    public ImmutableArray<EventReference> Unless { get; init; } = [];

    /// <summary>A condition on the agreed terms; an event that has one strikes only after the signature.</summary>
    public Condition? When { get; init; }

    public ImmutableArray<Effect> Effects { get; init; } = [];

    /// <summary>Exactly one is taken; empty where the event has none.</summary>
    public ImmutableArray<EventBranch> Branches { get; init; } = [];

    public string Label => Title ?? Id;
}

/// <summary>One of several ways in which an event turns out; probabilities are divided by their sum.</summary>
public sealed record EventBranch(string Id, string? Title, Quantity Probability, ImmutableArray<Effect> Effects)
{
    public string Label => Title ?? Id;
}

/// <summary>An event (branch -1) or one branch of it.</summary>
public readonly record struct EventReference(int Event, int Branch);

public enum EventPhase
{
    Always,
    Talks,
    Implementation,
}

/// <summary>When an event strikes.</summary>
public abstract record EventTiming;

/// <summary>On a date.</summary>
public sealed record AtDate(DateOnly Date) : EventTiming;

/// <summary>On a day drawn uniformly between two dates, both included.</summary>
public sealed record BetweenDates(DateOnly First, DateOnly Last) : EventTiming;

/// <summary>With a rate per round in talks and per 7 days in implementation.</summary>
public sealed record WithHazard(Quantity Rate) : EventTiming;

/// <summary>One lasting change that an event makes.</summary>
public abstract record Effect;

/// <summary>A change in one actor, or in all.</summary>
/// <param name="Actor">The actor's index, or -1 for all.</param>
/// <param name="Change">What changes.</param>
public sealed record ActorEffect(int Actor, ActorChange Change) : Effect;

/// <summary>A spoiler's rate is multiplied.</summary>
public sealed record SpoilerRateEffect(int Spoiler, Quantity Times) : Effect;

/// <summary>A tie grows or weakens; null: that side of it stays.</summary>
public sealed record TieEffect(int Tie, Quantity? AddWords, Quantity? AddDeeds) : Effect;

/// <summary>A gate is shut or opened by force of the event.</summary>
public sealed record GateEffect(int Gate, bool Opens) : Effect;

/// <summary>Enforcement of the agreement grows or weakens.</summary>
public sealed record EnforcementEffect(Quantity Add) : Effect;

/// <summary>Monitoring of the agreement grows or weakens.</summary>
public sealed record MonitoringEffect(Quantity Add) : Effect;

/// <summary>The talks, or the agreement, end.</summary>
public sealed record EndEffect(bool EndsAgreement) : Effect;

/// <summary>What changes in an actor.</summary>
public abstract record ActorChange;

/// <summary>Adds to the no-deal value.</summary>
public sealed record NoDealChange(Quantity Add) : ActorChange;

/// <summary>Moves the ideal position on an issue.</summary>
public sealed record IdealShift(int Issue, Quantity By) : ActorChange;

/// <summary>Moves both ends of what is accepted on an issue.</summary>
public sealed record AcceptsShift(int Issue, Quantity By) : ActorChange;

/// <summary>Replaces what the values of an issue are worth (<c>ideal</c> or <c>values</c>).</summary>
public sealed record ValueReplacement(int Issue, ValueFunction Value) : ActorChange;

/// <summary>Replaces what is accepted on an issue; a null end is open. The actor's lines of that issue exist already.</summary>
public sealed record AcceptsReplacement(int Issue, Quantity? Low, Quantity? High) : ActorChange;

/// <summary>Multiplies the weight of an issue.</summary>
public sealed record WeightScaling(int Issue, Quantity Times) : ActorChange;

/// <summary>A red line is held, or given up, from now on.</summary>
public sealed record RedLineSwitch(int RedLine, bool On) : ActorChange;

/// <summary>The actor bargains differently.</summary>
public sealed record TacticReplacement(Tactic Tactic) : ActorChange;

/// <summary>The actor's last date at the table moves.</summary>
public sealed record DeadlineReplacement(DateOnly Deadline) : ActorChange;

/// <summary>The actor's capability is set.</summary>
public sealed record CapabilityReplacement(Quantity Capability) : ActorChange;

/// <summary>The actor leaves the table.</summary>
public sealed record WalkOut : ActorChange;

/// <summary>The actor bears more, or less, before it leaves an agreement.</summary>
public sealed record PatienceChange(Quantity Add) : ActorChange;

/// <summary>The actor holds more, or less, against another principal.</summary>
public sealed record TensionChange(int Against, Quantity Add) : ActorChange;

/// <summary>The actor's hazard of breaching is multiplied.</summary>
public sealed record BreachScaling(Quantity Times) : ActorChange;

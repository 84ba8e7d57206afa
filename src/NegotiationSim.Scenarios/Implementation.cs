using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>What follows the signature: whether the agreement holds. Numbers that are null take the model's documented default.</summary>
[GenerateSerializer, Immutable, Alias("negsim.implementation")]
public sealed record Implementation
{
    /// <summary>Length of a period (default one day).</summary>
    [Id(0)] public TimeSpan Period { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How many periods are followed (1 to 10,000).</summary>
    [Id(1)] public required int Horizon { get; init; }

    /// <summary>Time from the signing round's date to the start of period 1.</summary>
    [Id(2)] public TimeSpan StartsAfter { get; init; } = TimeSpan.Zero;

    /// <summary>Share of incidents and breaches that enforcement prevents, whatever the terms (default 0).</summary>
    [Id(3)] public Quantity Enforcement { get; init; } = Quantity.Of(0);

    /// <summary>What the agreed terms add to it.</summary>
    [Id(4)] public ImmutableArray<Linkage> EnforcementBy { get; init; } = [];

    /// <summary>Probability that an incident or breach is seen for what it is (default 1).</summary>
    [Id(5)] public Quantity Monitoring { get; init; } = Quantity.Of(1);

    [Id(6)] public ImmutableArray<Spoiler> Spoilers { get; init; } = [];

    /// <summary>Per actor the tension it bears before it leaves; null: the model's default.</summary>
    [Id(7)] public required ImmutableArray<Quantity?> Patience { get; init; }

    [Id(8)] public ImmutableArray<Gate> Gates { get; init; } = [];

    /// <summary>Hazard per 7 days with which a party breaches when it is neither better nor worse off.</summary>
    [Id(9)] public Quantity? Breach { get; init; }

    /// <summary>Severity of a breach, drawn anew for each; null: the model's default.</summary>
    [Id(10)] public Expression? BreachSeverity { get; init; }

    /// <summary>How much tension adds to the wish to breach, in utility.</summary>
    [Id(11)] public Quantity? Revenge { get; init; }

    /// <summary>How much the largest tension raises the rate of incidents.</summary>
    [Id(12)] public Quantity? Contagion { get; init; }

    /// <summary>Days after which tension has faded by half.</summary>
    [Id(13)] public Quantity? HalfLife { get; init; }

    /// <summary>Unobserved difference between agreements: one factor on all rates per replica.</summary>
    [Id(14)] public Quantity? Frailty { get; init; }

    /// <summary>How much monitoring deters: full monitoring multiplies the hazard of breaching by exp(-deterrence).</summary>
    [Id(15)] public Quantity? Deterrence { get; init; }
}

/// <summary>Somebody outside the agreement who strikes at it.</summary>
[GenerateSerializer, Immutable, Alias("negsim.spoiler")]
public sealed record Spoiler
{
    /// <summary>How often a spoiler strikes in one period at most, whatever raises its rate.</summary>
    public const int MostIncidents = 100;

    [Id(0)] public required string Id { get; init; }

    [Id(1)] public string? Title { get; init; }

    /// <summary>Incidents per 7 days, before enforcement.</summary>
    /// <remarks>Its maximum is what makes <see cref="MostIncidents"/> in a period.</remarks>
    [Id(2)] public required Quantity Rate { get; init; }

    /// <summary>Severity of an incident, drawn anew for each; null: the model's default.</summary>
    [Id(3)] public Expression? Severity { get; init; }

    /// <summary>Principals that an incident hurts, by actor index.</summary>
    [Id(4)] public required ImmutableArray<int> Hurts { get; init; }

    /// <summary>The actor an incident is put on when it is not seen for what it is; -1: nobody.</summary>
    [Id(5)] public int BlamedOn { get; init; } = -1;

    /// <summary>The principal in whose camp the spoiler is; -1: none.</summary>
    [Id(6)] public int Camp { get; init; } = -1;

    public string Label => Title ?? Id;
}

/// <summary>Issues that take effect only after a spell of calm.</summary>
[GenerateSerializer, Immutable, Alias("negsim.gate")]
public sealed record Gate
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public string? Title { get; init; }

    /// <summary>Days in a row without a counted incident or breach.</summary>
    [Id(2)] public required double NeedsCalm { get; init; }

    /// <summary>Days from the start of implementation after which an unopened gate lapses.</summary>
    [Id(3)] public required double Within { get; init; }

    /// <summary>Issues at their status quo until the gate opens.</summary>
    [Id(4)] public required ImmutableArray<int> Unlocks { get; init; }

    /// <summary>An incident or breach no more severe than this does not count (default 0).</summary>
    [Id(5)] public Quantity CalmBelow { get; init; } = Quantity.Of(0);

    /// <summary>Whose incidents and breaches count: actor indexes.</summary>
    [Id(6)] public required ImmutableArray<int> CountsActors { get; init; }

    /// <summary>Whose incidents count: spoiler indexes.</summary>
    [Id(7)] public required ImmutableArray<int> CountsSpoilers { get; init; }

    /// <summary>What must hold besides.</summary>
    [Id(8)] public ImmutableArray<GateNeed> Needs { get; init; } = [];

    public string Label => Title ?? Id;
}

/// <summary>Something a gate needs besides calm.</summary>
[GenerateSerializer, Immutable, Alias("negsim.gate-need")]
public abstract record GateNeed;

/// <summary>An event or branch that must have struck, or must not.</summary>
[GenerateSerializer, Immutable, Alias("negsim.event-need")]
public sealed record EventNeed([property: Id(0)] EventReference Event, [property: Id(1)] bool Struck) : GateNeed;

/// <summary>An actor that must perform its part; drawn once per replica.</summary>
[GenerateSerializer, Immutable, Alias("negsim.performance-need")]
public sealed record PerformanceNeed([property: Id(0)] int Actor, [property: Id(1)] Quantity Probability) : GateNeed;

/// <summary>What has already happened.</summary>
/// <param name="Until">The date up to which the record goes.</param>
/// <param name="Struck">Events or branches that struck, with their dates.</param>
/// <param name="NotStruck">Events that did not.</param>
/// <param name="Signed">A signature that has taken place, or null.</param>
[GenerateSerializer, Immutable, Alias("negsim.observed")]
public sealed record Observed(
    [property: Id(0)] DateOnly Until, [property: Id(1)] ImmutableArray<(EventReference Event, DateOnly Date)> Struck, [property: Id(2)] ImmutableArray<int> NotStruck, [property: Id(3)] ObservedSignature? Signed);

/// <summary>A signature that has taken place.</summary>
[GenerateSerializer, Immutable, Alias("negsim.observed-signature")]
public sealed record ObservedSignature([property: Id(0)] DateOnly Date, [property: Id(1)] Outcome Text);

using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>A state or group with views on the outcome.</summary>
[GenerateSerializer, Immutable, Alias("negsim.actor")]
public sealed record Actor
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public string? Title { get; init; }

    [Id(2)] public required Role Role { get; init; }

    /// <summary>A ratifier's principals, by actor index; empty: it consents to the agreement as such.</summary>
    [Id(3)] public ImmutableArray<int> Of { get; init; } = [];

    /// <summary>What the actor wants; null for a mediator.</summary>
    [Id(4)] public Preferences? Preferences { get; init; }

    /// <summary>What the actor has without an agreement, on the scale of its utility (default 0).</summary>
    [Id(5)] public NoDeal NoDeal { get; init; } = new FixedNoDeal(Quantity.Of(0));

    /// <summary>
    /// What the actor will not sign. The lines that <c>accepts</c> is short for (<c>ISSUE-low</c>, <c>ISSUE-high</c>) come first,
    /// in issue order, then those under <c>red_lines</c>.
    /// </summary>
    [Id(6)] public ImmutableArray<RedLine> RedLines { get; init; } = [];

    /// <summary>0 to 100; only the baselines of an analysis use it (default 50).</summary>
    [Id(7)] public Quantity Capability { get; init; } = Quantity.Of(50);

    /// <summary>What is signed in round r is worth discount^(r-1) of its utility (default 1, none).</summary>
    [Id(8)] public Quantity Discount { get; init; } = Quantity.Of(1);

    /// <summary>How a principal bargains; other roles never use it.</summary>
    [Id(9)] public Tactic Tactic { get; init; } = new();

    /// <summary>The last date on which the actor still sits at the table.</summary>
    [Id(10)] public DateOnly? Deadline { get; init; }

    /// <summary>Before it offers or accepts, the principal asks its own ratifiers that would block.</summary>
    [Id(11)] public bool Consults { get; init; }

    /// <summary>The probability with which the actor expects the others to keep their word; null: it does not ask.</summary>
    [Id(12)] public Quantity? Trust { get; init; }

    /// <summary>What an agreement is worth to it when the others break it; null exactly when <see cref="Trust"/> is.</summary>
    [Id(13)] public Quantity? Betrayed { get; init; }

    /// <summary>What a ratifier does when it refuses.</summary>
    [Id(14)] public IfRefused IfRefused { get; init; } = IfRefused.Blocks;

    /// <summary>0: a ratifier decides; above: a referendum with this spread, in utility.</summary>
    [Id(15)] public Quantity Spread { get; init; } = Quantity.Of(0);

    /// <summary>Whether a ratifier's leaving ends the agreement.</summary>
    [Id(16)] public bool CanEnd { get; init; }

    /// <summary>The title where there is one, else the id.</summary>
    public string Label => Title ?? Id;
}

[GenerateSerializer, Alias("negsim.role")]
public enum Role
{
    /// <summary>At the table: offers and signs.</summary>
    Principal,

    /// <summary>Must consent after the signature.</summary>
    Ratifier,

    /// <summary>Never asked; breaches when the agreement hurts it.</summary>
    Outsider,

    /// <summary>Drafts the single text.</summary>
    Mediator,
}

[GenerateSerializer, Alias("negsim.if-refused")]
public enum IfRefused
{
    /// <summary>The agreement is not ratified.</summary>
    Blocks,

    /// <summary>The ratifier is an outsider from then on.</summary>
    BecomesSpoiler,

    /// <summary>Neither party nor outsider; it does nothing.</summary>
    StaysOut,
}

/// <summary>A patron's hold over a client.</summary>
/// <param name="Patron">The patron, an actor index.</param>
/// <param name="Client">The client, an actor index; -1 when the client is a spoiler.</param>
/// <param name="ClientSpoiler">The client, a spoiler index; -1 when the client is an actor.</param>
/// <param name="Words">Probability, drawn once per replica, that pressure makes the client go along in words.</param>
/// <param name="Deeds">Share of the client's breaches or incidents that the patron prevents.</param>
[GenerateSerializer, Immutable, Alias("negsim.tie")]
public sealed record Tie([property: Id(0)] int Patron, [property: Id(1)] int Client, [property: Id(2)] int ClientSpoiler, [property: Id(3)] Quantity Words, [property: Id(4)] Quantity Deeds);

/// <summary>What an actor has without an agreement.</summary>
[GenerateSerializer, Immutable, Alias("negsim.no-deal")]
public abstract record NoDeal;

/// <summary>The same value throughout.</summary>
[GenerateSerializer, Immutable, Alias("negsim.fixed-no-deal")]
public sealed record FixedNoDeal([property: Id(0)] Quantity Value) : NoDeal;

/// <summary>A value that drifts: round r has <c>Now + PerRound * (r - 1)</c>.</summary>
[GenerateSerializer, Immutable, Alias("negsim.drifting-no-deal")]
public sealed record DriftingNoDeal([property: Id(0)] Quantity Now, [property: Id(1)] Quantity PerRound) : NoDeal;

/// <summary>As good as an outcome, by the actor's own preferences, and a little more or less.</summary>
[GenerateSerializer, Immutable, Alias("negsim.no-deal-like")]
public sealed record NoDealLike([property: Id(0)] Outcome Outcome, [property: Id(1)] Quantity Plus) : NoDeal;

/// <summary>Dated values, ascending by date: linear between, flat outside.</summary>
[GenerateSerializer, Immutable, Alias("negsim.dated-no-deal")]
public sealed record DatedNoDeal([property: Id(0)] ImmutableArray<DatedValue> Points) : NoDeal;

/// <summary>A value at a date.</summary>
[GenerateSerializer, Immutable, Alias("negsim.dated-value")]
public readonly record struct DatedValue([property: Id(0)] DateOnly Date, [property: Id(1)] Quantity Value);

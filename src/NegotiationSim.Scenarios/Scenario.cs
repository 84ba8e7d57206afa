using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>
/// A negotiation as its analyst wrote it down: who is at the table, over what, with which preferences and red lines,
/// what may happen meanwhile and what follows the signature. Immutable and safe to share between threads.
/// Ids of the file have become indexes into the lists here; lists are in file order.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.scenario")]
public sealed record Scenario
{
    /// <summary>The scenario's id, as in <c>name:</c>.</summary>
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public string? Title { get; init; }

    [Id(2)] public string? Summary { get; init; }

    [Id(3)] public ImmutableArray<string> Sources { get; init; } = [];

    [Id(4)] public required Calendar Calendar { get; init; }

    /// <summary>Uncertain quantities that any expression may name; a driver only uses drivers before it in this list.</summary>
    [Id(5)] public ImmutableArray<Driver> Drivers { get; init; } = [];

    /// <summary>The issues and the space of outcomes they span.</summary>
    [Id(6)] public required OutcomeSpace Space { get; init; }

    /// <summary>Packages that make no sense for anybody: an outcome that meets one of them is never on the table.</summary>
    [Id(7)] public ImmutableArray<Condition> Infeasible { get; init; } = [];

    [Id(8)] public required ImmutableArray<Actor> Actors { get; init; }

    [Id(9)] public ImmutableArray<Tie> Ties { get; init; } = [];

    [Id(10)] public Protocol Protocol { get; init; } = new();

    [Id(11)] public ImmutableArray<ScenarioEvent> Events { get; init; } = [];

    /// <summary>What follows the signature; without it a ratified agreement is held at once.</summary>
    [Id(12)] public Implementation? Implementation { get; init; }

    /// <summary>What has already happened and is therefore not drawn.</summary>
    [Id(13)] public Observed? Observed { get; init; }
}

/// <summary>A named uncertain quantity, drawn once per replica.</summary>
[GenerateSerializer, Immutable, Alias("negsim.driver")]
public sealed record Driver([property: Id(0)] string Name, [property: Id(1)] Quantity Value);

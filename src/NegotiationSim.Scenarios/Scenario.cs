using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>
/// A negotiation as its analyst wrote it down: who is at the table, over what, with which preferences and red lines,
/// what may happen meanwhile and what follows the signature. Immutable and safe to share between threads.
/// Ids of the file have become indexes into the lists here; lists are in file order.
/// </summary>
public sealed record Scenario
{
    /// <summary>The scenario's id, as in <c>name:</c>.</summary>
    public required string Name { get; init; }

    public string? Title { get; init; }

    public string? Summary { get; init; }

    public ImmutableArray<string> Sources { get; init; } = [];

    public required Calendar Calendar { get; init; }

    /// <summary>Uncertain quantities that any expression may name; a driver only uses drivers before it in this list.</summary>
    public ImmutableArray<Driver> Drivers { get; init; } = [];

    /// <summary>The issues and the space of outcomes they span.</summary>
    public required OutcomeSpace Space { get; init; }

    /// <summary>Packages that make no sense for anybody: an outcome that meets one of them is never on the table.</summary>
    public ImmutableArray<Condition> Infeasible { get; init; } = [];

    public required ImmutableArray<Actor> Actors { get; init; }

    public ImmutableArray<Tie> Ties { get; init; } = [];

    public Protocol Protocol { get; init; } = new();

    public ImmutableArray<ScenarioEvent> Events { get; init; } = [];

    /// <summary>What follows the signature; without it a ratified agreement is held at once.</summary>
    public Implementation? Implementation { get; init; }

    /// <summary>What has already happened and is therefore not drawn.</summary>
    public Observed? Observed { get; init; }
}

/// <summary>A named uncertain quantity, drawn once per replica.</summary>
public sealed record Driver(string Name, Quantity Value);

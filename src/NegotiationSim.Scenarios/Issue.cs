using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>
/// One matter under negotiation. An <see cref="OptionsIssue"/> or <see cref="RangeIssue"/> is one component of an outcome,
/// a <see cref="SetIssue"/> one per member (value 0: not in the set, 1: in the set).
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.issue")]
public abstract record Issue
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public string? Title { get; init; }

    /// <summary>The text may leave the issue out: its component then has one value more, <c>open</c>, the last.</summary>
    [Id(2)] public bool MayStayOpen { get; init; }

    /// <summary>The issue's first component in the outcome space.</summary>
    [Id(3)] public required int FirstComponent { get; init; }

    /// <summary>How many components the issue has: 1, or the number of members of a set.</summary>
    public abstract int ComponentCount { get; }

    /// <summary>How many values each of its components has, <c>open</c> included.</summary>
    public abstract int ValueCount { get; }

    /// <summary>The value index of <c>open</c>, or -1.</summary>
    public int OpenValue => MayStayOpen ? ValueCount - 1 : -1;

    /// <summary>What holds without an agreement: a value index per component of the issue.</summary>
    [Id(4)] public required ImmutableArray<int> StatusQuo { get; init; }

    /// <summary>The title where there is one, else the id.</summary>
    public string Label => Title ?? Id;
}

/// <summary>An issue with named options, each at a position from 0 to 100.</summary>
[GenerateSerializer, Immutable, Alias("negsim.options-issue")]
public sealed record OptionsIssue : Issue
{
    [Id(0)] public required ImmutableArray<Option> Options { get; init; }

    /// <summary>Whether the list order means something, so that at_least and the like make sense.</summary>
    [Id(1)] public bool Ordered { get; init; } = true;

    public override int ComponentCount => 1;

    public override int ValueCount => Options.Length + (MayStayOpen ? 1 : 0);
}

/// <summary>One option of an issue.</summary>
/// <param name="Id">Its id within the issue.</param>
/// <param name="Title">What a person reads, or null.</param>
/// <param name="Position">Its place on the scale 0 to 100.</param>
[GenerateSerializer, Immutable, Alias("negsim.option")]
public sealed record Option([property: Id(0)] string Id, [property: Id(1)] string? Title, [property: Id(2)] double Position)
{
    public string Label => Title ?? Id;
}

/// <summary>A numeric issue: from, from + step, ... up to to.</summary>
[GenerateSerializer, Immutable, Alias("negsim.range-issue")]
public sealed record RangeIssue : Issue
{
    [Id(0)] public required double From { get; init; }

    [Id(1)] public required double To { get; init; }

    [Id(2)] public required double Step { get; init; }

    /// <summary>The numbers the issue can take, ascending, <c>open</c> not included.</summary>
    [Id(3)] public required ImmutableArray<double> Numbers { get; init; }

    public override int ComponentCount => 1;

    public override int ValueCount => Numbers.Length + (MayStayOpen ? 1 : 0);
}

/// <summary>An issue whose value is any subset of its members. It cannot stay open.</summary>
[GenerateSerializer, Immutable, Alias("negsim.set-issue")]
public sealed record SetIssue : Issue
{
    [Id(0)] public required ImmutableArray<string> Members { get; init; }

    public override int ComponentCount => Members.Length;

    public override int ValueCount => 2;
}

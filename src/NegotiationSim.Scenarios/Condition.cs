using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>
/// A statement about an outcome, as in <c>when</c>, <c>never</c> and <c>infeasible</c>, lowered to tests of single components.
/// The rules for <c>open</c> are already worked into the tests: <c>open</c> fails every test of its issue but the one that names it.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.condition")]
public abstract record Condition
{
    /// <summary>The condition as a person reads it, for example <c>targets includes gamma</c>.</summary>
    [Id(0)] public string Text { get; init; } = "";
}

/// <summary>True when all parts are; true when there are none.</summary>
[GenerateSerializer, Immutable, Alias("negsim.all-of")]
public sealed record AllOf([property: Id(0)] ImmutableArray<Condition> Parts) : Condition;

/// <summary>True when at least one part is.</summary>
[GenerateSerializer, Immutable, Alias("negsim.any-of")]
public sealed record AnyOf([property: Id(0)] ImmutableArray<Condition> Parts) : Condition;

/// <summary>True when the part is not.</summary>
[GenerateSerializer, Immutable, Alias("negsim.negation")]
public sealed record Negation([property: Id(0)] Condition Part) : Condition;

/// <summary>True when the component's value is one of those allowed.</summary>
/// <param name="Component">The component that is tested.</param>
/// <param name="Allowed">Per value index whether it passes.</param>
[GenerateSerializer, Immutable, Alias("negsim.value-test")]
public sealed record ValueTest([property: Id(0)] int Component, [property: Id(1)] ImmutableArray<bool> Allowed) : Condition;

/// <summary>True when the component's value, read on a scale, compares with a limit that may be uncertain. 1e-9 is allowed.</summary>
/// <param name="Component">The component that is tested.</param>
/// <param name="Scale">Per value index its number (a position or a range's number); NaN for <c>open</c>, which never passes.</param>
/// <param name="Comparison">How to compare.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Negated">The comparison must fail, as under <c>{not: ...}</c>; <c>open</c> fails all the same.</param>
[GenerateSerializer, Immutable, Alias("negsim.threshold-test")]
public sealed record ThresholdTest([property: Id(0)] int Component, [property: Id(1)] ImmutableArray<double> Scale, [property: Id(2)] Comparison Comparison, [property: Id(3)] Quantity Limit, [property: Id(4)] bool Negated = false) : Condition
{
    /// <summary>Whether a value passes when the limit has come out as <paramref name="limit"/>.</summary>
    public bool Passes(int value, double limit) => !double.IsNaN(Scale[value]) && Comparison.Holds(Scale[value], limit) != Negated;
}

[GenerateSerializer, Alias("negsim.comparison")]
public enum Comparison
{
    AtLeast,
    AtMost,
    Above,
    Below,
}

public static class Comparisons
{
    /// <summary>What may lie between two numbers that count as equal.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>Compares a value with a limit; numbers that differ by no more than <see cref="Tolerance"/> are equal.</summary>
    public static bool Holds(this Comparison comparison, double value, double limit) => comparison switch
    {
        Comparison.AtLeast => value >= limit - Tolerance,
        Comparison.AtMost => value <= limit + Tolerance,
        Comparison.Above => value > limit + Tolerance,
        Comparison.Below => value < limit - Tolerance,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, null),
    };
}

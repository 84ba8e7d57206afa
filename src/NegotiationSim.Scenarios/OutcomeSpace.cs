using System.Collections.Immutable;
using System.Numerics;

namespace NegotiationSim.Scenarios;

/// <summary>One coordinate of an outcome.</summary>
/// <param name="Issue">The issue it belongs to.</param>
/// <param name="Member">The member of a set issue, or -1.</param>
/// <param name="ValueCount">How many values it has, <c>open</c> included.</param>
[GenerateSerializer, Immutable, Alias("negsim.component")]
public readonly record struct Component([property: Id(0)] int Issue, [property: Id(1)] int Member, [property: Id(2)] int ValueCount);

/// <summary>
/// All outcomes: every combination of a value per component. Outcomes are enumerated with the last component fastest,
/// so the index of an outcome is a mixed-radix number. The space may be far larger than what can be listed.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.outcome-space")]
public sealed record OutcomeSpace
{
    public OutcomeSpace(ImmutableArray<Issue> issues)
    {
        Issues = issues;
        var components = ImmutableArray.CreateBuilder<Component>();
        for (var i = 0; i < issues.Length; i++)
        {
            for (var k = 0; k < issues[i].ComponentCount; k++)
            {
                components.Add(new Component(i, issues[i] is SetIssue ? k : -1, issues[i].ValueCount));
            }
        }

        Components = components.ToImmutable();
        Count = Components.Aggregate(BigInteger.One, (product, c) => product * c.ValueCount);
    }

    [Id(0)] public ImmutableArray<Issue> Issues { get; }

    [Id(1)] public ImmutableArray<Component> Components { get; }

    /// <summary>The number of outcomes, infeasible ones included.</summary>
    [Id(2)] public BigInteger Count { get; }

    /// <summary>The outcome that holds without an agreement.</summary>
    public Outcome StatusQuo => new([.. Issues.SelectMany(issue => issue.StatusQuo).Select(v => (ushort)v)]);

    /// <summary>The place of an outcome in the enumeration, from 0.</summary>
    public BigInteger IndexOf(ReadOnlySpan<ushort> values)
    {
        var index = BigInteger.Zero;
        for (var c = 0; c < Components.Length; c++)
        {
            index = index * Components[c].ValueCount + values[c];
        }

        return index;
    }

    /// <summary>The outcome at a place of the enumeration.</summary>
    public Outcome At(BigInteger index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var values = new ushort[Components.Length];
        for (var c = Components.Length - 1; c >= 0; c--)
        {
            index = BigInteger.DivRem(index, Components[c].ValueCount, out var digit);
            values[c] = (ushort)digit;
        }

        return new Outcome([.. values]);
    }

    /// <summary>The issue with this id, or null.</summary>
    public Issue? Find(string id) => Issues.FirstOrDefault(issue => issue.Id == id);
}

/// <summary>One combination of values, a value index per component. Equal when all values are.</summary>
[GenerateSerializer, Immutable, Alias("negsim.outcome")]
public readonly record struct Outcome([property: Id(0)] ImmutableArray<ushort> Values) : IEquatable<Outcome>
{
    public ReadOnlySpan<ushort> Span => Values.AsSpan();

    public bool Equals(Outcome other) => Span.SequenceEqual(other.Span);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var value in Values)
        {
            hash = unchecked(hash * 31 + value);
        }

        return hash;
    }
}

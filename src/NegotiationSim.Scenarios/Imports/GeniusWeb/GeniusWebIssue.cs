using System.Collections.Immutable;

namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>An issue of a GeniusWeb domain: values that are texts, or numbers a step apart. GeniusWeb computes in decimals.</summary>
internal sealed record GeniusWebIssue(string Name)
{
    /// <summary>The values of a discrete issue; empty for numbers.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>The ends of a number issue, which the last number need not reach; null for values.</summary>
    public (decimal Low, decimal High, decimal Step)? Range { get; init; }

    /// <summary>The numbers of a number issue.</summary>
    public ImmutableArray<decimal> Numbers => Range is not var (low, high, step) ? [] : [.. Enumerable.Range(0, (int)((high - low) / step) + 1).Select(i => low + i * step)];

    /// <summary>Whether both have the same values, in whatever order.</summary>
    public bool IsSameAs(GeniusWebIssue other) =>
        Name == other.Name && Range == other.Range && Values.Length == other.Values.Length && Values.ToHashSet(StringComparer.Ordinal).SetEquals(other.Values);
}

using System.Collections.Immutable;

namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>An issue of a GeniusWeb domain: values that are texts, or numbers a step apart. GeniusWeb computes in decimals.</summary>
internal sealed class GeniusWebIssue
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private ImmutableArray<decimal>? _numbers;

    /// <summary>An issue whose values are texts, each different.</summary>
    public GeniusWebIssue(string name, ImmutableArray<string> values)
    {
        (Name, Values) = (name, values);
        foreach (var value in values)
        {
            _places.Add(value, _places.Count);
        }
    }

    /// <summary>An issue over numbers.</summary>
    public GeniusWebIssue(string name, decimal low, decimal high, decimal step) => (Name, Range) = (name, (low, high, step));

    public string Name { get; }

    /// <summary>The values of a discrete issue; empty for numbers.</summary>
    public ImmutableArray<string> Values { get; } = [];

    /// <summary>The ends of a number issue, which the last number need not reach; null for values.</summary>
    public (decimal Low, decimal High, decimal Step)? Range { get; }

    /// <summary>The numbers of a number issue; empty for values.</summary>
    public ImmutableArray<decimal> Numbers => _numbers ??= Range is not var (low, _, step) ? [] : [.. Enumerable.Range(0, Count).Select(i => low + i * step)];

    /// <summary>How many values it has.</summary>
    public int Count => Range is var (low, high, step) ? (int)((high - low) / step) + 1 : Values.Length;

    /// <summary>The place of a text among the values; -1 where it is none.</summary>
    public int PlaceOf(string value) => _places.GetValueOrDefault(value, -1);

    /// <summary>The place of a number among the values; -1 where it is none.</summary>
    public int PlaceOf(decimal number) =>
        Range is var (low, high, step) && number >= low && number <= high && (number - low) % step == 0 ? (int)((number - low) / step) : -1;

    /// <summary>Whether both have the same values, in whatever order.</summary>
    public bool IsSameAs(GeniusWebIssue other) =>
        Name == other.Name && Range == other.Range && Values.Length == other.Values.Length && Values.All(value => other.PlaceOf(value) >= 0);
}

namespace NegotiationSim.Scenarios.Reading.Expressions;

/// <summary>The drivers that an expression may name.</summary>
internal sealed class DriverScope
{
    private readonly Dictionary<string, Expression?> _defined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private int? _longestName;
    private HashSet<int>? _lengths;

    /// <summary>All driver names of the file, also those that are not defined yet.</summary>
    public HashSet<string> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>Length of the longest name in <see cref="Known"/>.</summary>
    public int LongestName => _longestName ??= Known.Select(name => name.Length).DefaultIfEmpty(0).Max();

    /// <summary>Whether a driver of the file has this name; looked up without a copy, for texts are tried at many places.</summary>
    public bool IsKnown(ReadOnlySpan<char> name)
    {
        _lengths ??= [.. Known.Select(known => known.Length)];
        return _lengths.Contains(name.Length) && Known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
    }

    /// <summary>Names that stand in some expression.</summary>
    public IReadOnlySet<string> Used => _used;

    /// <summary>Makes a driver usable from here on; null: its own expression is in error.</summary>
    public void Define(string name, Expression? value)
    {
        if (_defined.TryAdd(name, value))
        {
            _index.Add(name, _index.Count);
        }
    }

    /// <summary>Looks a driver up; <paramref name="expression"/> is its number where it is fixed, else a reference to it.</summary>
    public bool TryUse(string name, out Expression expression)
    {
        _used.Add(name);
        var found = _defined.TryGetValue(name, out var value);
        expression = value is Constant constant ? constant : new DriverReference(found ? _index[name] : 0);
        return found;
    }
}

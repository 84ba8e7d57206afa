using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>Parts of files that an import does not use: one warning per kind, at the first, with their number.</summary>
internal sealed class UnusedParts
{
    private readonly Dictionary<string, (Position First, int Count)> _kinds = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public void Add(Position position, string kind)
    {
        if (_kinds.TryGetValue(kind, out var found))
        {
            _kinds[kind] = (found.First, found.Count + 1);
            return;
        }

        _kinds.Add(kind, (position, 1));
        _order.Add(kind);
    }

    public void Report(Findings findings)
    {
        foreach (var kind in _order)
        {
            var (first, count) = _kinds[kind];
            findings.Warn(first, $"{kind} is not used; it is left out{(count > 1 ? $", here and in {count - 1:N0} more {(count == 2 ? "place" : "places")}" : "")}");
        }
    }
}

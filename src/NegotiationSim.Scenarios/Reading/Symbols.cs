using System.Collections.Immutable;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>The ids that a file defines. An entry whose own text is in error keeps its id, so that nothing else is blamed for it.</summary>
internal sealed class Symbols
{
    /// <summary>Issue ids in file order; the issue is null where it is in error.</summary>
    public List<(string Id, Issue? Issue)> Issues { get; } = [];

    /// <summary>The space that the issues without errors span.</summary>
    public OutcomeSpace Space { get; set; } = new([]);

    /// <summary>Actors in file order; the role is null where it is in error.</summary>
    public List<(string Id, Role? Role)> Actors { get; } = [];

    public List<string> Spoilers { get; } = [];

    public List<string> Gates { get; } = [];

    public List<(string Id, ImmutableArray<string> Branches)> Events { get; } = [];

    public bool HasStart { get; set; }

    private readonly Dictionary<int, IssueValues> _values = [];

    private readonly Dictionary<string, int> _issueIndex = new(StringComparer.Ordinal);

    public void AddIssue(string id, Issue? issue)
    {
        _issueIndex.TryAdd(id, Issues.Count);
        Issues.Add((id, issue));
    }

    /// <summary>The values of an issue by name and number; null where the issue is in error.</summary>
    public IssueValues? Values(int issue) =>
        Issues[issue].Issue is not { } found ? null : _values.TryGetValue(issue, out var values) ? values : _values[issue] = new IssueValues(found);

    public int Issue(string id) => _issueIndex.GetValueOrDefault(id, -1);

    public int Actor(string id) => Actors.FindIndex(actor => actor.Id == id);

    public int Spoiler(string id) => Spoilers.IndexOf(id);

    public int Gate(string id) => Gates.IndexOf(id);

    public IEnumerable<string> ActorIds => Actors.Select(actor => actor.Id);

    public IEnumerable<string> IssueIds => Issues.Select(issue => issue.Id);
}

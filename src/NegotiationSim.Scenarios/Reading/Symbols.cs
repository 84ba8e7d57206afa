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

    /// <summary>Ids of events and branches.</summary>
    public IEnumerable<string> EventIds => _events.Keys;

    public bool HasStart { get; set; }

    private readonly Dictionary<int, IssueValues> _values = [];

    private readonly Dictionary<string, int> _gates = new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<EventReference>> _events = new(StringComparer.Ordinal);

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

    public int Gate(string id) => _gates.GetValueOrDefault(id, -1);

    /// <summary>The events and branches of this id; more than one where an id is used twice.</summary>
    public IReadOnlyList<EventReference> EventsCalled(string id) => _events.TryGetValue(id, out var found) ? found : [];

    public void AddGate(string id)
    {
        _gates.TryAdd(id, Gates.Count);
        Gates.Add(id);
    }

    public void AddEvent(string id, ImmutableArray<string> branches)
    {
        AddEventId(id, new EventReference(Events.Count, -1));
        for (var branch = 0; branch < branches.Length; branch++)
        {
            AddEventId(branches[branch], new EventReference(Events.Count, branch));
        }

        Events.Add((id, branches));
    }

    private void AddEventId(string id, EventReference reference)
    {
        if (!_events.TryGetValue(id, out var found))
        {
            _events.Add(id, found = []);
        }

        found.Add(reference);
    }

    public IEnumerable<string> ActorIds => Actors.Select(actor => actor.Id);

    public IEnumerable<string> IssueIds => Issues.Select(issue => issue.Id);
}

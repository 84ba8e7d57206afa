using System.Collections.Immutable;
using NegotiationSim.Analysis.Cases;
using NegotiationSim.Analysis.Spaces;

namespace NegotiationSim.Analysis.Solving;

/// <summary>
/// What could be given up to open the zone, numbered: every held red line of whoever has a say, by actor and line, then every no-deal value. A set of marks is
/// then a set of what is given up.
/// </summary>
internal sealed class Demands
{
    private readonly Dictionary<(int Actor, int Held), int> _lineNumber = [];
    private readonly List<LineOfActor> _lines = [];
    private readonly Dictionary<int, int> _noDealNumber = [];
    private readonly CaseFile _case;

    public Demands(CaseFile file)
    {
        _case = file;
        foreach (var actor in file.Consent.All)
        {
            var held = file.Of(actor).HeldLines;
            for (var at = 0; at < held.Length && _lines.Count < Marks.Room - file.Consent.All.Length; at++)
            {
                _lineNumber.Add((actor, at), _lines.Count);
                _lines.Add(new LineOfActor(actor, held[at]));
            }

            HasAll &= held.Length == 0 || _lineNumber.ContainsKey((actor, held.Length - 1));
        }

        foreach (var actor in file.Consent.All)
        {
            _noDealNumber.Add(actor, _lines.Count + _noDealNumber.Count);
        }
    }

    /// <summary>False where there are more lines than can be numbered; those beyond stay vetoes.</summary>
    public bool HasAll { get; private set; } = true;

    public Marks NoDealOf(IEnumerable<int> actors) => actors.Aggregate(default(Marks), (marks, actor) => marks | Marks.Of(_noDealNumber[actor]));

    /// <summary>What some actors demand, the no-deal values of some of them given up: lines mark what crosses them.</summary>
    public Question Without(IReadOnlyList<int> coalition, IReadOnlyCollection<int> waived) => new()
    {
        Case = _case,
        Parties = [.. coalition.Select(actor => new Party(actor, _case.Of(actor), Say.Needed, waived.Contains(actor)))],
        RoleOfLine = (actor, held) => !coalition.Contains(actor) ? LineRole.Ignored
            : _lineNumber.TryGetValue((actor, held), out var number) ? LineRole.Marked(number) : LineRole.Veto,
    };

    /// <summary>The zone as it is once a set of demands is given up.</summary>
    public Question ZoneWithout(Marks givenUp)
    {
        var zone = Question.Zone(_case);
        return zone with
        {
            Parties = [.. zone.Parties.Select(party => party with { IsWaived = givenUp.Has(_noDealNumber[party.Actor]) })],
            RoleOfLine = (actor, held) => _lineNumber.TryGetValue((actor, held), out var number) && givenUp.Has(number) ? LineRole.Ignored : zone.RoleOfLine(actor, held),
        };
    }

    public ImmutableArray<LineOfActor> LinesIn(Marks marks) => [.. marks.Numbers().Where(number => number < _lines.Count).Select(number => _lines[number])];

    public ImmutableArray<int> NoDealIn(Marks marks) => [.. _noDealNumber.Where(pair => marks.Has(pair.Value)).Select(pair => pair.Key).Order()];
}

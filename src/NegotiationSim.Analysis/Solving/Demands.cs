using System.Collections.Immutable;
using NegotiationSim.Analysis.Cases;
using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Solving;

/// <summary>
/// What could be given up to open the zone, numbered: every held red line of whoever has a say, by actor and line, then every no-deal value. A set of violations is
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
            for (var at = 0; at < held.Length && _lines.Count < ViolationSet.Room - file.Consent.All.Length; at++)
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

    public ViolationSet NoDealOf(IEnumerable<int> actors) => actors.Aggregate(default(ViolationSet), (violations, actor) => violations | ViolationSet.Of(_noDealNumber[actor]));

    /// <summary>What some actors demand, the no-deal values of some of them given up: lines make violations of what crosses them.</summary>
    public OutcomeQuery Without(IReadOnlyList<int> coalition, IReadOnlyCollection<int> waived) => Questions.Of(
        _case,
        coalition.Select(actor => _case.PartyOf(actor, Consent.Needed) with { IsWaived = waived.Contains(actor) }),
        (actor, held) => !coalition.Contains(actor) ? null
            : _lineNumber.TryGetValue((actor, held), out var number) ? new LineEffect(IsVeto: false, number) : new LineEffect(IsVeto: true));

    /// <summary>The zone as it is once a set of demands is given up.</summary>
    public OutcomeQuery ZoneWithout(ViolationSet givenUp) => Questions.Zone(
        _case,
        (actor, held) => _lineNumber.TryGetValue((actor, held), out var number) && givenUp.Has(number),
        actor => givenUp.Has(_noDealNumber[actor]));

    public ImmutableArray<LineOfActor> LinesIn(ViolationSet violations) => [.. violations.Numbers().Where(number => number < _lines.Count).Select(number => _lines[number])];

    public ImmutableArray<int> NoDealIn(ViolationSet violations) => [.. _noDealNumber.Where(pair => violations.Has(pair.Value)).Select(pair => pair.Key).Order()];
}

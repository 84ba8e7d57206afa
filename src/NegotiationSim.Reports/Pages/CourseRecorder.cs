using System.Collections.Immutable;
using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages;

/// <summary>Listens to a negotiation that is told and keeps what its talks looked like.</summary>
/// <param name="scenario">What is negotiated.</param>
public sealed class CourseRecorder(Scenario scenario)
{
    private readonly ImmutableArray<CourseOffer>.Builder _offers = ImmutableArray.CreateBuilder<CourseOffer>();
    private readonly Dictionary<int, Outcome> _last = [];
    private readonly ImmutableArray<(int, int)>.Builder _events = ImmutableArray.CreateBuilder<(int, int)>();
    private int _round;
    private bool _isCut;

    /// <summary>Takes the next entry of the transcript.</summary>
    public void Hear(TranscriptEntry entry)
    {
        if (entry is not { Phase: Phase.Talks, Round: { } round })
        {
            return;
        }

        _round = Math.Max(_round, round);
        if (entry is { Move: Move.Offer or Move.Draft, Outcome: { } text } && !(_last.TryGetValue(entry.Actor, out var before) && before == text))
        {
            _last[entry.Actor] = text;
            if (_offers.Count < TypicalCourse.Most)
            {
                _offers.Add(new CourseOffer(round, entry.Actor, text));
            }
            else
            {
                _isCut = true;
            }
        }
        else if (entry is { Move: Move.Event, Event: { } id } && scenario.Events.Select((struck, i) => (struck, i)).FirstOrDefault(e => e.struck.Id == id) is { struck: not null } found && _events.Count < TypicalCourse.Most)
        {
            _events.Add((round, found.i));
        }
    }

    /// <summary>The course, once the negotiation has ended.</summary>
    public TypicalCourse Course(RunRecord run) => new()
    {
        Replica = run.Replica,
        Ending = run.Ending,
        Signed = run.SignedRound,
        Agreement = run.Agreement,
        LastRound = Math.Max(_round, 1),
        Offers = _offers.ToImmutable(),
        IsCut = _isCut,
        Events = _events.ToImmutable(),
    };
}

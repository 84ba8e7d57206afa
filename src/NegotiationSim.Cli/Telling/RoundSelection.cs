using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// Which rounds of one stretch of talks are told one by one and which are summed up. Worth telling are the first rounds and the last, events, departures,
/// drafts, the first time an actor accepts or gives a reason other than that it wants more, and every time the parties come closer than ever. It follows the
/// talks entry by entry and keeps a bit per round.
/// </summary>
internal sealed class RoundSelection(Scenario scenario, bool everything)
{
    /// <summary>Talks as short as this are told whole.</summary>
    private const int ShortTalks = 8;

    /// <summary>Fewer rounds in a row than this are told rather than summed up.</summary>
    private const int ShortestSummary = 3;

    /// <summary>At most this many rounds are told because the parties came closer.</summary>
    private const int MostSteps = 6;

    private readonly List<bool> _told = [];
    private readonly HashSet<(int, Move, ReasonKind, string?)> _seen = [];
    private readonly Positions _positions = new(scenario);
    private int _number;
    private int _closest = int.MaxValue;
    private int _steps;

    /// <summary>Takes note of the next entry of the talks.</summary>
    public void Note(TranscriptEntry entry)
    {
        var number = TalksRound.NumberOf(entry);
        if (_told.Count == 0 || number != _number)
        {
            EndRound();
            _told.Add(everything || _told.Count < 2);
            _number = number;
        }

        if (everything)
        {
            return;
        }

        _positions.Note(entry);
        _told[^1] |= entry.Move switch
        {
            Move.Event or Move.WalkOut or Move.Draft => true,
            Move.Accept => _seen.Add((entry.Actor, entry.Move, ReasonKind.None, null)),
            Move.Reject when IsTelling(entry.Reason) => _seen.Add((entry.Actor, entry.Move, entry.Reason, entry.RedLine)),
            _ => false,
        };
    }

    /// <summary>The stretch is over.</summary>
    public void End()
    {
        EndRound();
        for (var i = 0; i < _told.Count; i++)
        {
            _told[i] |= _told.Count <= ShortTalks || i >= _told.Count - 2;
        }

        for (var i = 0; i < _told.Count;)
        {
            var end = i + 1;
            while (!_told[i] && end < _told.Count && !_told[end])
            {
                end++;
            }

            for (var k = i; end - i < ShortestSummary && k < end; k++)
            {
                _told[k] = true;
            }

            i = end;
        }
    }

    /// <summary>Whether a round is told by itself, by its place in the stretch from 0.</summary>
    public bool IsTold(int round) => _told[round];

    private void EndRound()
    {
        if (_told.Count > 0 && !everything && _positions.Apart() is { } apart && apart.Count < _closest)
        {
            _told[^1] |= _closest != int.MaxValue && _steps++ < MostSteps;
            _closest = apart.Count;
        }
    }

    private static bool IsTelling(ReasonKind reason) =>
        reason is ReasonKind.CrossesRedLine or ReasonKind.RatifierWouldRefuse or ReasonKind.GaveUpAsking or ReasonKind.Distrust or ReasonKind.BelowNoDeal;
}

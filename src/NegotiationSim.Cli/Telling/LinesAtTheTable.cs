using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>What became of a line that somebody had named, when somebody else makes an offer.</summary>
internal enum Response
{
    /// <summary>Its text crossed the line when that was named, and the first text that it offered afterwards does not.</summary>
    Heeded,

    /// <summary>It went on crossing the line at first and does not do so any more.</summary>
    CameRound,

    /// <summary>It had stopped crossing the line and does so again.</summary>
    WentBack,
}

/// <summary>
/// The red lines that have been named at the table, and who offers what crosses them. A line whose limits an event moves is no longer followed, for what crosses it then is not known. Its size
/// depends on the number of lines and parties alone.
/// </summary>
internal sealed class LinesAtTheTable(Tale tale, Positions positions)
{
    private readonly HashSet<NamedLine> _named = [];
    private readonly HashSet<NamedLine> _gone = [];
    private readonly Dictionary<(int Actor, NamedLine Line), Standing> _standings = [];

    private enum Standing
    {
        /// <summary>Its text crossed the line when that was named; it has offered nothing since.</summary>
        Asked,
        Crossing,
        Meeting,

        /// <summary>It crosses the line again after it met it once; that is told once.</summary>
        Back,
    }

    /// <summary>Takes note of a rejection.</summary>
    /// <returns>The lines that it is the first to name.</returns>
    public List<NamedLine> Objected(TranscriptEntry rejection)
    {
        var added = rejection.Objects.Where(_named.Add).ToList();
        foreach (var line in added)
        {
            for (var actor = 0; actor < tale.Scenario.Actors.Length; actor++)
            {
                if (actor != rejection.Actor && actor != line.Actor && positions.Own(actor) is { } own && Crosses(line, own))
                {
                    _standings[(actor, line)] = Standing.Asked;
                }
            }
        }

        return added;
    }

    /// <summary>Takes note of an offer.</summary>
    public List<(NamedLine Line, Response Response)> Offered(int actor, Outcome text)
    {
        var responses = new List<(NamedLine, Response)>();
        foreach (var line in _named)
        {
            if (_gone.Contains(line) || !_standings.TryGetValue((actor, line), out var before))
            {
                continue;
            }

            var crosses = Crosses(line, text);
            (Standing now, Response? response) = (before, crosses) switch
            {
                (Standing.Asked, false) => (Standing.Meeting, Response.Heeded),
                (Standing.Asked, true) => (Standing.Crossing, (Response?)null),
                (Standing.Crossing, false) => (Standing.Meeting, Response.CameRound),
                (Standing.Meeting, true) => (Standing.Back, Response.WentBack),
                _ => (before, null),
            };
            _standings[(actor, line)] = now;
            if (response is { } given)
            {
                responses.Add((line, given));
            }
        }

        return responses;
    }

    /// <summary>A line is no longer of interest: it was given up.</summary>
    public void Withdrawn(NamedLine line) => _gone.Add(line);

    /// <summary>Takes note of an event, which may turn lines off or move them.</summary>
    public void Struck(TranscriptEntry entry)
    {
        var found = tale.Scenario.Events.FirstOrDefault(e => e.Id == entry.Event);
        var branch = found?.Branches.FirstOrDefault(b => b.Id == entry.Branch);
        foreach (var (owner, change) in (found?.Effects ?? []).Concat(branch?.Effects ?? []).OfType<ActorEffect>())
        {
            for (var actor = 0; actor < tale.Scenario.Actors.Length; actor++)
            {
                if (owner < 0 || owner == actor)
                {
                    Change(actor, change);
                }
            }
        }
    }

    private void Change(int actor, ActorChange change)
    {
        var lines = tale.Scenario.Actors[actor].RedLines;
        for (var i = 0; i < lines.Length; i++)
        {
            if (change switch
            {
                RedLineSwitch(var line, false) => line == i,
                AcceptsShift(var issue, _) => lines[i].AcceptsIssue == issue,
                AcceptsReplacement(var issue, _, _) => lines[i].AcceptsIssue == issue,
                _ => false,
            })
            {
                _gone.Add(new NamedLine(actor, i));
            }
        }
    }

    private bool Crosses(NamedLine line, Outcome text) => tale.Demands(line.Actor).Holds(NamingWords.Line(tale, line).Never, text) == true;
}

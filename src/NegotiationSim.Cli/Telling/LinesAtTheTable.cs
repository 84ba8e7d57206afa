using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// The red lines that have been named at the table, and who offers what crosses them. A line whose limits an event moves is no longer followed, for what crosses it then is not known. Its size
/// depends on the number of lines and parties alone.
/// </summary>
internal sealed class LinesAtTheTable(Tale tale, Positions positions)
{
    private readonly HashSet<NamedLine> _named = [];
    private readonly HashSet<NamedLine> _gone = [];
    private readonly HashSet<(int Actor, NamedLine Line)> _asked = [];

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
                    _asked.Add((actor, line));
                }
            }
        }

        return added;
    }

    /// <summary>Takes note of an offer.</summary>
    /// <returns>The lines that the party's text crossed when they were named, if this is the first text that it offers since, each with whether it crosses it still.</returns>
    public List<(NamedLine Line, bool Crosses)> Offered(int actor, Outcome text)
    {
        return [.. _named.Where(line => _asked.Remove((actor, line)) && !_gone.Contains(line)).Select(line => (line, Crosses(line, text)))];
    }

    /// <summary>The lines of others, of those named, that a text crosses.</summary>
    public List<NamedLine> Crossed(int actor, Outcome text) => [.. _named.Where(line => line.Actor != actor && !_gone.Contains(line) && Crosses(line, text))];

    /// <summary>Whether a line stands and a text does not cross it.</summary>
    public bool IsMet(NamedLine line, Outcome text) => !_gone.Contains(line) && !Crosses(line, text);

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

using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference;

/// <summary>What the whole table knows of one red line.</summary>
/// <param name="Actor">Whose line it is.</param>
/// <param name="Line">Its place among the owner's lines.</param>
/// <param name="NamedFirstBy">The principal that named it first.</param>
/// <param name="Order">How many lines were named before it, withdrawn ones included.</param>
/// <param name="Times">How often anybody named it.</param>
/// <param name="Forbids">Per outcome whether it crossed the line when the line was last named.</param>
public sealed record NamedLine(int Actor, int Line, int NamedFirstBy, int Order, int Times, bool[] Forbids);

/// <summary>
/// The lines that were named in rejections and not withdrawn since. The same for everybody at the table.
/// </summary>
public sealed class NamedLines(NaiveReplica replica)
{
    private readonly List<NamedLine> _lines = [];
    private int _order;

    /// <summary>Notes that a principal names a line, of its own or of a ratifier.</summary>
    public void Name(int by, int actor, int line)
    {
        bool[] forbids = [.. replica.Outcomes.Select(o => replica.Actors[actor].Meets(line, o))];
        var at = _lines.FindIndex(named => named.Actor == actor && named.Line == line);
        if (at < 0)
        {
            _lines.Add(new NamedLine(actor, line, by, _order++, 1, forbids));
        }
        else
        {
            _lines[at] = _lines[at] with { Times = _lines[at].Times + 1, Forbids = forbids };
        }
    }

    /// <summary>
    /// What an actor takes back by offering or accepting a text: the lines that it owns or named first and that the text crosses, as far as
    /// the table knows them; in the order in which they were first named (reading).
    /// </summary>
    public List<(int Actor, int Line)> WithdrawBy(int actor, int text)
    {
        var given = _lines.Where(named => (named.Actor == actor || named.NamedFirstBy == actor) && named.Forbids[text])
            .Select(named => (named.Actor, named.Line)).ToList();
        given.ForEach(line => Withdraw(line.Actor, line.Line));
        return given;
    }

    /// <summary>Takes a line off the list, if it is there; a bluff that its owner has given up is over.</summary>
    public void Withdraw(int actor, int line)
    {
        if (_lines.RemoveAll(named => named.Actor == actor && named.Line == line) > 0)
        {
            replica.Actors[actor].GiveUp(line);
        }
    }

    /// <summary>
    /// The lines that an actor hears of, the weightiest first: those of parties that the agreement cannot do without, then the more often named,
    /// then the earlier named, then in file order.
    /// </summary>
    public IEnumerable<NamedLine> HeardBy(int actor) => _lines.Where(named => named.Actor != actor && named.NamedFirstBy != actor)
        .OrderByDescending(named => IsNeeded(named.NamedFirstBy)).ThenByDescending(named => named.Times).ThenBy(named => named.Order)
        .ThenBy(named => named.Actor).ThenBy(named => named.Line);

    /// <summary>Lines as <c>actor.line</c> with a space between; null: none.</summary>
    public string? Tell(List<(int Actor, int Line)> lines) => lines.Count == 0
        ? null
        : string.Join(' ', lines.Select(line => $"{replica.Actors[line.Actor].Actor.Id}.{replica.Actors[line.Actor].Actor.RedLines[line.Line].Id}"));

    private bool IsNeeded(int principal) => replica.Scenario.Protocol.Agreement switch
    {
        Unanimity => true,
        Majority majority => majority.Veto.Contains(principal),
        NamedPrincipals named => named.Principals.Contains(principal),
        _ => throw new InvalidOperationException("an unknown agreement rule"),
    };
}

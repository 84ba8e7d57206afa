using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Replicas;

/// <summary>Which replica, how it ended, why and when.</summary>
internal sealed class EndingColumns : IColumnGroup
{
    private readonly IndexColumn _replica = new("replica");
    private readonly TextColumn _ending = new("ending", Enum.GetValues<Ending>().Select(JsonNames.Of));
    private readonly TextColumn _cause = new("cause", Enum.GetValues<CauseKind>().Select(JsonNames.Of));
    private readonly TextColumn _causeActor;
    private readonly TextColumn _causeBy;
    private readonly TextColumn _causeRedLine;
    private readonly TextColumn _causeEvent;
    private readonly CountColumn _round = new("round");
    private readonly CountColumn _period = new("period");
    private readonly int[] _firstLine;
    private readonly int _actors;

    public EndingColumns(Scenario scenario)
    {
        var actors = scenario.Actors.Select(a => a.Id).ToList();
        _actors = actors.Count;
        _causeActor = new TextColumn("cause_actor", actors);
        _causeBy = new TextColumn("cause_by", actors.Concat(scenario.Implementation?.Spoilers.Select(s => s.Id) ?? []));
        _causeRedLine = new TextColumn("cause_red_line", scenario.Actors.SelectMany(a => a.RedLines.Select(line => $"{a.Id}.{line.Id}")));
        _causeEvent = new TextColumn("cause_event", scenario.Events.Select(e => e.Id));
        _firstLine = new int[_actors];
        for (var a = 1; a < _actors; a++)
        {
            _firstLine[a] = _firstLine[a - 1] + scenario.Actors[a - 1].RedLines.Length;
        }
    }

    public IReadOnlyList<Column> Columns => [_replica, _ending, _cause, _causeActor, _causeBy, _causeRedLine, _causeEvent, _round, _period];

    public void Fill(BlockSlice slice, int row)
    {
        var result = slice.Block.Result;
        var replica = _replica.From(row);
        var ending = _ending.From(row);
        for (var k = 0; k < slice.Count; k++)
        {
            replica[k] = slice.FirstReplica + k;
            ending[k] = (int)result.Endings[slice.From + k];
        }

        FillCauses(result.Causes.AsSpan(slice.From, slice.Count), row);
        result.SignedRounds.AsSpan(slice.From, slice.Count).CopyTo(_round.From(row));
        result.EndedPeriods.AsSpan(slice.From, slice.Count).CopyTo(_period.From(row));
    }

    private void FillCauses(ReadOnlySpan<BlockCause> causes, int row)
    {
        var kind = _cause.From(row);
        var actor = _causeActor.From(row);
        var by = _causeBy.From(row);
        var line = _causeRedLine.From(row);
        var struck = _causeEvent.From(row);
        for (var k = 0; k < causes.Length; k++)
        {
            ref readonly var cause = ref causes[k];
            kind[k] = (int)cause.Kind;
            actor[k] = cause.Actor;
            by[k] = cause.ByActor >= 0 ? cause.ByActor : cause.BySpoiler >= 0 ? _actors + cause.BySpoiler : TextColumn.None;
            line[k] = cause.RedLine >= 0 ? _firstLine[cause.Actor] + cause.RedLine : TextColumn.None;
            struck[k] = cause.Event;
        }
    }
}

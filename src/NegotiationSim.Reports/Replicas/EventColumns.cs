using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Replicas;

/// <summary>When each event struck, in which round of the talks or which period of the implementation, and which branch it took; no values where it did not strike.</summary>
internal sealed class EventColumns : IColumnGroup
{
    private readonly IReadOnlyList<(CountColumn Round, CountColumn Period, TextColumn? Branch)> _events;

    public EventColumns(Scenario scenario) =>
        _events =
        [
            .. scenario.Events.Select(e => (
                new CountColumn($"events.{e.Id}.round"),
                new CountColumn($"events.{e.Id}.period"),
                e.Branches.IsEmpty ? null : new TextColumn($"events.{e.Id}.branch", e.Branches.Select(b => b.Id)))),
        ];

    public IReadOnlyList<Column> Columns =>
        [.. _events.SelectMany(e => e.Branch is null ? new Column[] { e.Round, e.Period } : [e.Round, e.Period, e.Branch])];

    public void Fill(BlockSlice slice, int row)
    {
        foreach (var (round, period, branch) in _events)
        {
            round.From(row)[..slice.Count].Clear();
            period.From(row)[..slice.Count].Clear();
            if (branch is not null)
            {
                branch.From(row)[..slice.Count].Fill(TextColumn.None);
            }
        }

        foreach (var strike in slice.Block.Strikes)
        {
            if (strike.Slot >= slice.From && strike.Slot < slice.End)
            {
                var at = row + strike.Slot - slice.From;
                var (round, period, branch) = _events[strike.Event];
                round.From(at)[0] = strike.Round;
                period.From(at)[0] = strike.Period;
                if (branch is not null)
                {
                    branch.From(at)[0] = strike.Branch;
                }
            }
        }
    }
}

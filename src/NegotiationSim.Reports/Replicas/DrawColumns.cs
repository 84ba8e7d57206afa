using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Replicas;

/// <summary>
/// Every input that is drawn once per replica, under its path in the scenario file: what the scenario shares, then what each actor reports. An uncertain red line has <c>held</c>, 1 or 0.
/// </summary>
internal sealed class DrawColumns : IColumnGroup
{
    private readonly SharedInputs _shared;
    private readonly double[] _values;
    private readonly IReadOnlyList<NumberColumn> _sharedColumns;
    private readonly IReadOnlyList<(int Actor, int Draw, NumberColumn Column)> _own;

    public DrawColumns(Scenario scenario)
    {
        _shared = new SharedInputs(scenario);
        _values = new double[_shared.Names.Length];
        _sharedColumns = [.. _shared.Names.Select(name => new NumberColumn("draws." + name, mayMiss: false))];
        var shared = _shared.Names.ToHashSet(StringComparer.Ordinal);
        var own = new List<(int, int, NumberColumn)>();
        for (var actor = 0; actor < scenario.Actors.Length; actor++)
        {
            var names = UncertainInputs.Names(scenario.Actors[actor]);
            for (var draw = 0; draw < names.Length; draw++)
            {
                // What an actor knows of the scenario's own numbers (enforcement, where it trusts) is there already.
                if (!shared.Contains(names[draw]))
                {
                    own.Add((actor, draw, new NumberColumn($"draws.actors.{scenario.Actors[actor].Id}.{names[draw]}", mayMiss: false)));
                }
            }
        }

        _own = own;
    }

    public IReadOnlyList<Column> Columns => [.. _sharedColumns, .. _own.Select(own => own.Column)];

    public void Fill(BlockSlice slice, int row)
    {
        foreach (var (actor, draw, column) in _own)
        {
            slice.Block.Reports[actor].Draws.AsSpan(draw * slice.Block.Spec.Count + slice.From, slice.Count).CopyTo(column.From(row));
        }

        if (_values.Length == 0)
        {
            return;
        }

        for (var k = 0; k < slice.Count; k++)
        {
            _shared.Read(slice.Block.Spec.Seed, slice.FirstReplica + k, _values);
            for (var c = 0; c < _values.Length; c++)
            {
                _sharedColumns[c].From(row)[k] = _values[c];
            }
        }
    }
}

using System.Collections.Immutable;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>Hands the inputs of a batch to a tally while it is played; nothing is kept but what the tally keeps.</summary>
public sealed class ReplicaInputs : IReplicaConsumer
{
    private const int Chunk = 1024;

    private readonly SensitivityTally _tally;
    private readonly SharedInputs _shared;
    private readonly double[] _values;
    private readonly ImmutableArray<int> _drawn;
    private readonly ImmutableArray<(int Actor, int Draw)> _own;
    private readonly int _events;
    private readonly InputRows _rows;

    /// <summary>A reader for a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="tally">A tally of its inputs (<see cref="InputColumn.Of"/>).</param>
    public ReplicaInputs(Scenario scenario, SensitivityTally tally)
    {
        _tally = tally;
        _shared = new SharedInputs(scenario);
        _values = new double[_shared.Names.Length];
        var known = _shared.Names.ToHashSet(StringComparer.Ordinal);
        var derived = DerivedColumn.Of(scenario).Select(column => column.Path[InputColumn.DrawPrefix.Length..]).ToHashSet(StringComparer.Ordinal);
        _drawn = [.. Enumerable.Range(0, _values.Length).Where(i => !derived.Contains(_shared.Names[i]))];
        _own =
        [
            .. scenario.Actors.SelectMany((actor, a) => UncertainInputs.Names(actor).Select((name, draw) => (a, draw, name)))
                .Where(own => !known.Contains(own.name) && !derived.Contains($"actors.{scenario.Actors[own.a].Id}.{own.name}")).Select(own => (own.a, own.draw)),
        ];
        _events = scenario.Events.Length;
        _rows = new InputRows(_drawn.Length + _own.Length + _events, Chunk);
    }

    /// <inheritdoc/>
    public ValueTask TakeAsync(BlockSlice slice)
    {
        while (slice.Count > 0)
        {
            var part = slice with { Count = Math.Min(slice.Count, Chunk) };
            Fill(part);
            _tally.Add(_rows);
            slice = slice with { From = part.End, Count = slice.Count - part.Count };
        }

        return ValueTask.CompletedTask;
    }

    private void Fill(BlockSlice slice)
    {
        var (block, columns) = (slice.Block, _rows.Values);
        _rows.Count = slice.Count;
        block.Result.Endings.AsSpan(slice.From, slice.Count).CopyTo(_rows.Endings);
        for (var k = 0; k < slice.Count && _values.Length > 0; k++)
        {
            _shared.Read(block.Spec.Seed, slice.FirstReplica + k, _values);
            for (var i = 0; i < _drawn.Length; i++)
            {
                columns[i][k] = _values[_drawn[i]];
            }
        }

        for (var i = 0; i < _own.Length; i++)
        {
            var (actor, draw) = _own[i];
            block.Reports[actor].Draws.AsSpan(draw * block.Spec.Count + slice.From, slice.Count).CopyTo(columns[_drawn.Length + i]);
        }

        FillEvents(slice, columns.AsSpan(_drawn.Length + _own.Length, _events));
    }

    private static void FillEvents(BlockSlice slice, ReadOnlySpan<double[]> columns)
    {
        foreach (var column in columns)
        {
            column.AsSpan(0, slice.Count).Clear();
        }

        foreach (var strike in slice.Block.Strikes)
        {
            if (strike.Slot >= slice.From && strike.Slot < slice.End)
            {
                columns[strike.Event][strike.Slot - slice.From] = 1 + Math.Max((short)0, strike.Branch);
            }
        }
    }
}

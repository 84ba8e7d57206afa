using System.Collections.Immutable;
using System.Numerics;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Comparisons;

/// <summary>Which of some replicas that follow on each other come to which measure of their scenario: a bit for each.</summary>
public sealed class MeasureRecord : IReplicaConsumer
{
    private readonly ImmutableArray<Measure> _measures;
    private readonly ulong[][] _bits;
    private readonly int[] _gates;
    private readonly int[] _lastPeriods;
    private readonly int _gateCount;

    /// <summary>Room for replicas.</summary>
    /// <param name="scenario">The scenario that is played.</param>
    /// <param name="measures">Measures of it (<see cref="Measure.Of"/>).</param>
    /// <param name="capacity">How many replicas, at least 1.</param>
    public MeasureRecord(Scenario scenario, ImmutableArray<Measure> measures, int capacity)
    {
        _measures = measures;
        _bits = [.. measures.Select(_ => new ulong[(capacity + 63) / 64])];
        var gates = scenario.Implementation?.Gates ?? [];
        _gateCount = gates.Length;
        _gates = [.. measures.Select(measure => measure.Gate is { } id ? Enumerable.Range(0, gates.Length).Single(g => gates[g].Id == id) : -1)];
        _lastPeriods = [.. measures.Select(measure => scenario.Implementation is { } implementation && measure.Days > 0 ? LastPeriod(implementation, measure.Days) : 0)];
    }

    /// <summary>Replicas recorded so far.</summary>
    public int Count { get; private set; }

    /// <summary>How many measures each of them may come to.</summary>
    internal int Measures => _measures.Length;

    /// <summary>Makes room for so many; what is recorded stays.</summary>
    internal void Reserve(int capacity)
    {
        for (var m = 0; m < _bits.Length; m++)
        {
            Array.Resize(ref _bits[m], Math.Max(_bits[m].Length, (capacity + 63) / 64));
        }
    }

    /// <summary>Forgets them all.</summary>
    public void Clear()
    {
        Count = 0;
        Array.ForEach(_bits, Array.Clear);
    }

    /// <inheritdoc/>
    public ValueTask TakeAsync(BlockSlice slice)
    {
        var result = slice.Block.Result;
        for (var m = 0; m < _measures.Length; m++)
        {
            for (var slot = slice.From; slot < slice.End; slot++)
            {
                if (Comes(result, slot, m))
                {
                    var at = Count + slot - slice.From;
                    _bits[m][at >> 6] |= 1UL << at;
                }
            }
        }

        Count += slice.Count;
        return ValueTask.CompletedTask;
    }

    /// <summary>How many replicas come to a measure, by its place in the list.</summary>
    public long CountOf(int measure) => CountOfBoth(measure, this, measure);

    /// <summary>How many replicas come to a measure of this record and also to one of another record of the same replicas.</summary>
    public long CountOfBoth(int measure, MeasureRecord other, int otherMeasure)
    {
        var (first, second) = (_bits[measure], other._bits[otherMeasure]);
        var count = 0L;
        for (var i = 0; i < first.Length; i++)
        {
            count += BitOperations.PopCount(first[i] & second[i]);
        }

        return count;
    }

    /// <summary>The last period whose end is no later than some days after the first one's start: who collapses up to it has not outlived them.</summary>
    private static int LastPeriod(Implementation implementation, int days) => (int)Math.Floor(days / implementation.Period.TotalDays + 1e-9);

    private bool Comes(BlockResult result, int slot, int measure)
    {
        var inForce = result.Endings[slot] is Ending.Held or Ending.Collapsed;
        return _measures[measure].Kind switch
        {
            MeasureKind.Ending => result.Endings[slot] == _measures[measure].Ending,
            MeasureKind.Signed => result.SignedRounds[slot] > 0,
            MeasureKind.InForce => inForce,
            MeasureKind.InForcePast => inForce && (result.EndedPeriods[slot] == 0 || result.EndedPeriods[slot] > _lastPeriods[measure]),
            MeasureKind.GateOpened => result.GatesOpened[slot * _gateCount + _gates[measure]] > 0,
            var kind => throw new InvalidOperationException($"'{kind}' is no kind of measure."),
        };
    }
}

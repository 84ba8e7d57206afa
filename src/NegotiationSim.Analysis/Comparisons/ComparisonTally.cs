using System.Collections.Immutable;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Comparisons;

/// <summary>
/// Adds up a scenario and its variants, a chunk of replicas at a time: each plays the chunk into its own record, in any order, and <see cref="Close"/> adds the chunk to the counts. What is not closed does not
/// count, so that base and variants always have the same replicas.
/// </summary>
public sealed class ComparisonTally
{
    /// <summary>What the records of a chunk take together at most, in bits: 64 MB.</summary>
    private const long MostBits = 1L << 29;

    private readonly ImmutableArray<ImmutableArray<Measure>> _measures;
    private readonly long[] _asItStands;
    private readonly ImmutableArray<PairTally> _pairs;

    /// <summary>An empty tally.</summary>
    /// <param name="scenarios">The base, then the variants.</param>
    /// <param name="chunk">Replicas that the first chunk is to hold at most, at least 1.</param>
    public ComparisonTally(IReadOnlyList<Scenario> scenarios, int chunk)
    {
        Chunk = chunk;
        _measures = [.. scenarios.Select(Measure.Of)];
        Records = [.. scenarios.Zip(_measures, (scenario, measures) => new MeasureRecord(scenario, measures, chunk))];
        _asItStands = new long[_measures[0].Length];
        _pairs = [.. _measures.Skip(1).Select(measures => new PairTally(_measures[0], measures))];
    }

    /// <summary>Where the open chunk is recorded: of the base, then of each variant.</summary>
    public ImmutableArray<MeasureRecord> Records { get; }

    /// <summary>Replicas that count so far.</summary>
    public long Runs { get; private set; }

    /// <summary>Replicas that the open chunk has room for.</summary>
    public int Chunk { get; private set; }

    /// <summary>Replicas that a chunk should hold at most, so that the records of all scenarios stay within bounds of memory; the more there is to record of a replica, the fewer.</summary>
    public int LargestChunk => (int)(MostBits / Records.Sum(record => (long)record.Measures));

    /// <summary>Makes room for the next chunk. None may be open. How replicas are cut into chunks changes nothing of what they come to.</summary>
    /// <param name="chunk">How many replicas it is to hold at most, at least 1.</param>
    public void Open(int chunk)
    {
        Chunk = chunk;
        foreach (var record in Records)
        {
            record.Reserve(chunk);
        }
    }

    /// <summary>Adds the open chunk to the counts and begins the next.</summary>
    public void Close()
    {
        var asItStands = Records[0];
        for (var m = 0; m < _asItStands.Length; m++)
        {
            _asItStands[m] += asItStands.CountOf(m);
        }

        for (var v = 0; v < _pairs.Length; v++)
        {
            _pairs[v].Add(asItStands, Records[v + 1]);
        }

        Runs += asItStands.Count;
        foreach (var record in Records)
        {
            record.Clear();
        }
    }

    /// <summary>What it has come to so far; at least one chunk must have been closed.</summary>
    public ComparisonSummary Summary() => new(
        Runs,
        [.. _measures[0].Select((measure, m) => (measure, Estimate.Of(_asItStands[m], Runs)))],
        [.. _pairs.Select(pair => pair.Summary())]);

    /// <summary>Writes the counts, so that another tally of the same scenarios can go on from here; the open chunk is not among them.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Runs);
        Array.ForEach(_asItStands, writer.Write);
        foreach (var pair in _pairs)
        {
            pair.Save(writer);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, into an empty tally.</summary>
    public void Restore(BinaryReader reader)
    {
        Runs = reader.ReadInt64();
        for (var m = 0; m < _asItStands.Length; m++)
        {
            _asItStands[m] = reader.ReadInt64();
        }

        foreach (var pair in _pairs)
        {
            pair.Restore(reader);
        }
    }
}

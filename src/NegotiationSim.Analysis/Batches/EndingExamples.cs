using System.Collections.Immutable;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Batches;

/// <summary>The lowest-numbered replicas of every ending, so that one of each can be looked at. Replicas may come in any order.</summary>
public sealed class EndingExamples
{
    /// <summary>How many are kept of each ending.</summary>
    public const int Most = 3;

    private static readonly int s_endings = Enum.GetValues<Ending>().Length;

    /// <summary><see cref="Most"/> places per ending, in ascending order; <see cref="long.MaxValue"/> where there is none.</summary>
    private readonly long[] _replicas = new long[s_endings * Most];

    /// <summary>No examples yet.</summary>
    public EndingExamples() => Array.Fill(_replicas, long.MaxValue);

    /// <summary>The replicas that are kept of an ending, in ascending order.</summary>
    public ImmutableArray<long> Of(Ending ending) => [.. _replicas.AsSpan((int)ending * Most, Most).ToArray().Where(replica => replica != long.MaxValue)];

    /// <summary>A replica that ended so; each is added once.</summary>
    public void Add(Ending ending, long replica)
    {
        var kept = _replicas.AsSpan((int)ending * Most, Most);
        if (replica >= kept[Most - 1])
        {
            return;
        }

        var at = Most - 1;
        for (; at > 0 && kept[at - 1] > replica; at--)
        {
            kept[at] = kept[at - 1];
        }

        kept[at] = replica;
    }

    /// <summary>Writes all of them.</summary>
    public void Save(BinaryWriter writer) => Array.ForEach(_replicas, writer.Write);

    /// <summary>Reads what <see cref="Save"/> wrote, into an empty one.</summary>
    public void Restore(BinaryReader reader)
    {
        for (var i = 0; i < _replicas.Length; i++)
        {
            _replicas[i] = reader.ReadInt64();
        }
    }
}

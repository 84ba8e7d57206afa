namespace NegotiationSim.Grains.Driving;

/// <summary>How an <see cref="Experiment"/> spreads its work. None of it changes a result.</summary>
public sealed record ExperimentOptions
{
    /// <summary>Tables that play at the same time (default: as many as processors).</summary>
    public int Lanes { get; init; } = Environment.ProcessorCount;

    /// <summary>Replicas per block, at least 1 (default 512).</summary>
    public int BlockSize { get; init; } = 512;

    /// <summary>What a table with its actors takes of memory at the most, in bytes: silos of a cluster get no more tables than they have room for. 0 (the default): next to nothing.</summary>
    public long TableBytes { get; init; }
}

namespace NegotiationSim.Grains.Driving;

/// <summary>How an <see cref="Experiment"/> spreads its work. None of it changes a result.</summary>
public sealed record ExperimentOptions
{
    /// <summary>Tables that play at the same time (default: as many as processors).</summary>
    public int Lanes { get; init; } = Environment.ProcessorCount;

    /// <summary>Replicas per block, at least 1 (default 512).</summary>
    public int BlockSize { get; init; } = 512;
}

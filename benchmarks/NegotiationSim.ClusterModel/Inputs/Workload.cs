namespace NegotiationSim.ClusterModel.Inputs;

/// <summary>A scenario, as a cluster sees it: what a block of it takes where.</summary>
/// <param name="Name">The scenario.</param>
internal sealed record Workload(string Name)
{
    /// <summary>Replicas in a block.</summary>
    public required Number Replicas { get; init; }

    /// <summary>Actors, each of which is asked after the block how it came out.</summary>
    public required Number Actors { get; init; }

    /// <summary>CPU seconds of a silo per block, everything but <see cref="AtSilo"/>.</summary>
    public required Number Play { get; init; }

    /// <summary>The standard deviation of the logarithm of <see cref="Play"/>.</summary>
    public required Number Spread { get; init; }

    /// <summary>CPU seconds of a silo per block for its messages with the client.</summary>
    public required Number AtSilo { get; init; }

    /// <summary>Bytes per block from the client to the silo.</summary>
    public required Number BytesUp { get; init; }

    /// <summary>Bytes per block from the silo to the client.</summary>
    public required Number BytesDown { get; init; }

    /// <summary>CPU seconds of the client per block for its messages with the silo, on any of its processors.</summary>
    public required Number Receive { get; init; }

    /// <summary>CPU seconds of the client per block for adding it up and writing its rows, one block after the other.</summary>
    public required Number Record { get; init; }

    /// <summary>CPU seconds of the client to put the batch to rest, which it does every 2 s, or every ten times as long as it takes (<c>BatchRecorder</c>).</summary>
    public required Number Rest { get; init; }

    /// <summary>Of <see cref="Record"/>, what adding up takes.</summary>
    public required Number Tally { get; init; }

    /// <summary>Bytes of the client's memory for a finished block that waits for its turn.</summary>
    public required Number Held { get; init; }

    /// <summary>Bytes of a replica in the Parquet file.</summary>
    public required Number RowBytes { get; init; }
}

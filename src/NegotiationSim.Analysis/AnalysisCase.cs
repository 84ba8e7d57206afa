namespace NegotiationSim.Analysis;

/// <summary>Which of the many values that uncertain inputs can take an analysis looks at.</summary>
public abstract record AnalysisCase
{
    private AnalysisCase()
    {
    }

    /// <summary>Every distribution at its mean, then the expressions; round 1, no events; red lines held that are held with probability 0.5 or more.</summary>
    public static AnalysisCase Central { get; } = new CentralMeans();

    /// <summary>What one replica of a batch draws, before any event: the same draws as <c>run --seed --replica</c>.</summary>
    public static AnalysisCase Of(ulong seed, long replica) => new OneReplica(seed, replica);

    /// <summary>See <see cref="Central"/>.</summary>
    public sealed record CentralMeans : AnalysisCase;

    /// <summary>See <see cref="Of"/>.</summary>
    public sealed record OneReplica(ulong Seed, long Replica) : AnalysisCase;
}

namespace NegotiationSim.Analysis;

/// <summary>How much an analysis may do.</summary>
public sealed record AnalysisOptions
{
    /// <summary>
    /// The budget of a large question (the zone's count, what blocks it), in elementary operations, so that the answer is the same on every machine:
    /// some 10^9 a second. Smaller questions have parts of it: all actors' own questions together, all ideal utilities together and so on, so that the whole analysis
    /// takes some multiple of this at most. What is not done within it is answered by bounds and marked inexact.
    /// </summary>
    public long Budget { get; init; } = 6_000_000_000;

    /// <summary>How many points of the frontier and of each solution are listed at most; counts are not limited.</summary>
    public int MostPoints { get; init; } = 1_000;

    /// <summary>How many relaxations are listed at most.</summary>
    public int MostRelaxations { get; init; } = 1_000;

    /// <summary>
    /// Does numbered pieces of work, 0 to n - 1, in any order and on as many threads as the caller likes (the analysis itself starts none); results never depend
    /// on it. The default does one after the other.
    /// </summary>
    public Action<int, Action<int>> ForAll { get; init; } = static (count, piece) =>
    {
        for (var i = 0; i < count; i++)
        {
            piece(i);
        }
    };
}

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

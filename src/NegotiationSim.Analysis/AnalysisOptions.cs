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

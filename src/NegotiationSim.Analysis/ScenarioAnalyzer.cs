using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis;

/// <summary>Everything that <c>analyze</c> computes. Stateless; safe to call from many threads.</summary>
public static class ScenarioAnalyzer
{
    /// <summary>The whole analysis of one case.</summary>
    /// <param name="scenario">A valid scenario.</param>
    /// <param name="analysisCase">The central case, or one replica.</param>
    /// <param name="options">How much may be done; null: the defaults.</param>
    /// <param name="cancel">Stops the work with an <see cref="OperationCanceledException"/>.</param>
    public static ScenarioAnalysis Analyze(Scenario scenario, AnalysisCase analysisCase, AnalysisOptions? options = null, CancellationToken cancel = default) =>
        throw new NotImplementedException();

    /// <summary>Whether there is a zone and, if not, the smallest blocking set: milliseconds for an ordinary scenario.</summary>
    public static ZoneGlance Glance(Scenario scenario, AnalysisCase analysisCase, AnalysisOptions? options = null, CancellationToken cancel = default) =>
        throw new NotImplementedException();

    /// <summary><see cref="Glance"/> over the replicas 0 to <paramref name="runs"/> - 1.</summary>
    /// <param name="scenario">A valid scenario.</param>
    /// <param name="seed">The batch's seed.</param>
    /// <param name="runs">How many replicas.</param>
    /// <param name="options">How much may be done per replica; null: the defaults.</param>
    /// <param name="progress">Hears how many replicas are done.</param>
    /// <param name="cancel">Stops the work with an <see cref="OperationCanceledException"/>.</param>
    public static ZoneFrequency Frequency(
        Scenario scenario, ulong seed, long runs, AnalysisOptions? options = null, IProgress<long>? progress = null, CancellationToken cancel = default) =>
        throw new NotImplementedException();
}

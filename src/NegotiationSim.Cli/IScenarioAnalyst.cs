using NegotiationSim.Analysis;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli;

/// <summary>Whoever looks at scenarios from above: the analysis itself, or a stand-in in tests.</summary>
internal interface IScenarioAnalyst
{
    /// <summary>The whole analysis of one case.</summary>
    ScenarioAnalysis Analyze(Scenario scenario, AnalysisCase analysisCase, CancellationToken cancellation);

    /// <summary>How often there is a zone, over the replicas 0 to <paramref name="runs"/> - 1 of a seed.</summary>
    /// <param name="scenario">What is negotiated.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="runs">How many replicas.</param>
    /// <param name="progress">Hears how many are done; from any thread.</param>
    /// <param name="cancellation">Ends the work; nothing is returned then.</param>
    ZoneFrequency Frequency(Scenario scenario, ulong seed, long runs, IProgress<long>? progress, CancellationToken cancellation);
}

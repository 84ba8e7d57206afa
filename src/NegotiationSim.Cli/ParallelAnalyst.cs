using System.Runtime.ExceptionServices;
using NegotiationSim.Analysis;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Cli;

/// <summary>The analysis, on all cores; its results do not depend on how many there are. Tests stand in for it.</summary>
internal class ParallelAnalyst
{
    /// <summary>The whole analysis of one case.</summary>
    public virtual ScenarioAnalysis Analyze(Scenario scenario, AnalysisCase analysisCase, CancellationToken cancellation) =>
        ScenarioAnalyzer.Analyze(scenario, analysisCase, Options(cancellation), cancellation);

    /// <summary>How often there is a zone, over the replicas 0 to <paramref name="runs"/> - 1 of a seed.</summary>
    /// <param name="scenario">What is negotiated.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="runs">How many replicas.</param>
    /// <param name="progress">Hears how many are done; from any thread.</param>
    /// <param name="cancellation">Ends the work; nothing is returned then.</param>
    public virtual ZoneFrequency Frequency(Scenario scenario, ulong seed, long runs, IProgress<long>? progress, CancellationToken cancellation) =>
        ScenarioAnalyzer.Frequency(scenario, seed, runs, Options(cancellation), progress, cancellation);

    /// <summary>Whether there is a zone, in each of the replicas 0 to <paramref name="runs"/> - 1 of a seed; parameters as for <see cref="Frequency"/>.</summary>
    public virtual IReadOnlyList<Existence> Zones(Scenario scenario, ulong seed, long runs, IProgress<long>? progress, CancellationToken cancellation) =>
        ScenarioAnalyzer.Zones(scenario, seed, runs, Options(cancellation), progress, cancellation);

    private static AnalysisOptions Options(CancellationToken cancellation) => new() { ForAll = (count, piece) => ForAll(count, piece, cancellation) };

    private static void ForAll(int count, Action<int> piece, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, piece);
        }
        catch (AggregateException several)
        {
            // What went wrong in one piece is told as if it had been done here.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}

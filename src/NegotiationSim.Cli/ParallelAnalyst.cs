using System.Runtime.ExceptionServices;
using NegotiationSim.Analysis;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli;

/// <summary>The analysis, on all cores; its results do not depend on how many there are.</summary>
internal sealed class ParallelAnalyst : IScenarioAnalyst
{
    public ScenarioAnalysis Analyze(Scenario scenario, AnalysisCase analysisCase, CancellationToken cancellation) =>
        ScenarioAnalyzer.Analyze(scenario, analysisCase, Options(cancellation), cancellation);

    public ZoneFrequency Frequency(Scenario scenario, ulong seed, long runs, IProgress<long>? progress, CancellationToken cancellation) =>
        ScenarioAnalyzer.Frequency(scenario, seed, runs, Options(cancellation), progress, cancellation);

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

using NegotiationSim.Analysis;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>Analyses as the program does, remembers what it was asked, and can be interrupted.</summary>
internal sealed class FakeAnalyst : ParallelAnalyst
{
    public CancellationTokenSource Interruption { get; } = new();

    /// <summary>Whether Ctrl-C comes while draws are counted.</summary>
    public bool Interrupts { get; init; }

    public AnalysisCase? Case { get; private set; }

    public (ulong Seed, long Runs)? Counted { get; private set; }

    public override ScenarioAnalysis Analyze(Scenario scenario, AnalysisCase analysisCase, CancellationToken cancellation)
    {
        Case = analysisCase;
        return base.Analyze(scenario, analysisCase, cancellation);
    }

    public override IReadOnlyList<Existence> Zones(Scenario scenario, ulong seed, long runs, IProgress<long>? progress, CancellationToken cancellation)
    {
        if (Interrupts)
        {
            Interruption.Cancel();
        }

        cancellation.ThrowIfCancellationRequested();
        return base.Zones(scenario, seed, runs, progress, cancellation);
    }

    public override ZoneFrequency Frequency(Scenario scenario, ulong seed, long runs, IProgress<long>? progress, CancellationToken cancellation)
    {
        Counted = (seed, runs);
        if (Interrupts)
        {
            Interruption.Cancel();
        }

        cancellation.ThrowIfCancellationRequested();
        return base.Frequency(scenario, seed, runs, progress, cancellation);
    }
}

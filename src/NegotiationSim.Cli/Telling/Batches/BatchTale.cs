using NegotiationSim.Analysis.Batches;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling.Batches;

/// <summary>The batch that is told, and what its tellers look up.</summary>
internal sealed class BatchTale(Scenario scenario, ulong seed, BatchSummary summary, Detail detail)
{
    public Scenario Scenario { get; } = scenario;

    public ulong Seed { get; } = seed;

    public BatchSummary Summary { get; } = summary;

    public Detail Detail { get; } = detail;

    public Names Names { get; } = new(scenario);

    public Sentence Sentence() => new(Names);
}

using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// How the suite measures unless the command line says otherwise: short iterations, so that the whole of it takes about a quarter of an hour. Ratios
/// settle with that; for absolute times ask for <c>--job medium</c>.
/// </summary>
internal sealed class SuiteConfig : ManualConfig
{
    public SuiteConfig()
    {
        Add(DefaultConfig.Instance);
        AddDiagnoser(MemoryDiagnoser.Default);
        HideColumns(Column.Error, Column.Median, Column.Gen0, Column.Gen1, Column.Gen2);
        AddJob(Job.Default
            .WithId("Suite")
            .WithWarmupCount(4)
            .WithIterationCount(9)
            .WithIterationTime(TimeInterval.FromMilliseconds(150))

            // Given way to when the command line names a job.
            .AsDefault());
    }
}

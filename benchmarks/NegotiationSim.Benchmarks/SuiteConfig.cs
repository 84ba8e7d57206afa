using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// How the suite measures unless the command line names a job: short iterations, some seconds a case, since the whole suite should be run often. Where
/// that is too coarse, ask for <c>--job medium</c>.
/// </summary>
internal sealed class SuiteConfig : ManualConfig
{
    /// <param name="namesAJob">The command line names a job. One that stood here would be taken in its place.</param>
    public SuiteConfig(bool namesAJob)
    {
        Add(DefaultConfig.Instance);

        // Two minutes, the default, are not enough for building the measured program on a busy machine.
        WithBuildTimeout(TimeSpan.FromMinutes(10));
        HideColumns(Column.Error, Column.Median, Column.Gen0, Column.Gen1, Column.Gen2);
        if (!namesAJob)
        {
            AddJob(Job.Default.WithId("Suite").WithWarmupCount(3).WithIterationCount(9).WithIterationTime(TimeInterval.FromMilliseconds(150)));
        }
    }
}

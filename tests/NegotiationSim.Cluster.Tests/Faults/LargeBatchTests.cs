using System.Globalization;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>Ten times as many replicas take the client no more memory.</summary>
[Collection(nameof(FaultTests))]
public sealed class LargeBatchTests
{
    /// <summary>The index of the Parquet file grows with it, and the collector takes its time.</summary>
    private const double BytesPerReplica = 5;

    [LongFact]
    public async Task Batch_TenTimesAsLarge_ClientTakesHardlyMoreMemory()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        await cluster.StartSilosAsync(3);
        var small = await PlayAsync(cluster, 1_000_000);
        var large = await PlayAsync(cluster, 10_000_000);
        Assert.InRange(large - small, double.NegativeInfinity, BytesPerReplica * 9_000_000 / 1024);
    }

    /// <summary>Plays a batch, reports what the client took, and returns its largest memory in kilobytes.</summary>
    private static async Task<double> PlayAsync(SiloCluster cluster, int runs)
    {
        const int BlockSize = 4_000;
        var batch = cluster.Start(PlayedBatch.TwoParties(runs / BlockSize, BlockSize));
        var (memory, processor) = (0.0, 0.0);
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!batch.Process.Ended.IsCompleted)
        {
            try
            {
                memory = Math.Max(memory, Field(await File.ReadAllLinesAsync($"/proc/{batch.Process.Id}/status")));
                processor = Math.Max(processor, System.Diagnostics.Process.GetProcessById(batch.Process.Id).TotalProcessorTime.TotalSeconds);
            }
            catch (Exception gone) when (gone is IOException or InvalidOperationException or ArgumentException or System.ComponentModel.Win32Exception)
            {
                // It has just ended.
            }

            await Task.WhenAny(batch.Process.Ended, Task.Delay(100, TestContext.Current.CancellationToken));
        }

        Assert.True(await batch.Process.Ended == 0, batch.Process.Output);
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{runs} replicas: {memory / 1024:0} MiB at most, {processor:0.0} s of processor in {took:0.0} s, {processor / took:0.00} of a core, {processor / runs * 1e6:0.00} s for a million"));
        return memory;
    }

    private static double Field(string[] status) =>
        status.FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
            ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
            : 0;
}

using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>Clients that end as in a power cut; the batch is gone on with by another, in the cluster or not.</summary>
[Collection(nameof(FaultTests))]
public sealed class KilledClientTests
{
    private static readonly PlayedBatch s_batch = PlayedBatch.Flagship(blocks: 600);

    [LongFact]
    public async Task Resume_ClientKilled_SameBytesAndTheSilosForgetIt()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        await cluster.StartSilosAsync(2);
        var first = cluster.Start(s_batch);
        await first.WaitForCheckpointAsync();
        await first.Process.KillAsync();

        await cluster.Resume(s_batch, first.Folder).AssertSameAsync();
        await cluster.Eye.WaitAsync(() => cluster.Eye.Reports.Values.All(report => report is { Drivers: 0, Running: 0 }), "the silos to forget both clients");
    }

    [LongFact]
    public async Task Resume_WithoutTheCluster_SameBytes()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        await cluster.StartSilosAsync(2);
        var first = cluster.Start(s_batch);
        await first.WaitForCheckpointAsync();
        await first.Process.KillAsync();

        await using var second = await BuiltProgram.RunAsync("resume", first.Folder);
        await s_batch.AssertSameAsync(first.Folder);
    }

    [LongFact]
    public async Task Resume_LocalBatchInACluster_SameBytes()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        await cluster.StartSilosAsync(2);
        using var parent = new TemporaryFolder();
        var first = s_batch.Start(parent.File("batch"));
        await using var process = first.Process;
        await first.WaitForCheckpointAsync();
        await process.KillAsync();

        await cluster.Resume(s_batch, first.Folder).AssertSameAsync();
    }
}

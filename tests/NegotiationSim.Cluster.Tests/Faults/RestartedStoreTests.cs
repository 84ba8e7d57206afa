using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>The membership store goes away in the middle of a batch: those who know each other play on, and when it is back others join and the dead are found.</summary>
[Collection(nameof(FaultTests))]
public sealed class RestartedStoreTests
{
    [Theory]
    [LongInlineData(StoreServer.Redis)]
    [LongInlineData(StoreServer.Postgres)]
    public async Task Batch_StoreRestarted_SameBytesAndOthersJoin(string kind)
    {
        await using var store = await StoreServer.OfAsync(kind);
        await using var cluster = new SiloCluster(store.Address);
        var silos = await cluster.StartSilosAsync(2);
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 1_500));
        await cluster.Eye.WaitForBlocksAsync(50, batch);

        await store.StopAsync();
        await batch.Process.WaitForLineAsync("cannot be reached");
        var before = cluster.Eye.Blocks;
        await cluster.Eye.WaitForBlocksAsync(before + 100, batch);
        await store.StartAsync();

        var third = await cluster.StartSiloAsync();
        await batch.WaitForPlayingAsync(third);
        await silos[0].KillAsync();
        await cluster.Eye.WaitForDeathAsync(silos[0].Address);

        await batch.AssertSameAsync();
        Assert.DoesNotContain("cannot go on", silos[1].Process.Output + third.Process.Output, StringComparison.Ordinal);
    }

    /// <summary>Redis without anything on the disk: nobody is in the table any more.</summary>
    [LongFact]
    public async Task Batch_RedisForgetsEverything_SameBytesAndOthersJoin()
    {
        await using var redis = await RedisServer.StartAsync(keeps: false);
        await using var cluster = new SiloCluster(redis);
        var silos = await cluster.StartSilosAsync(2);
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 1_500));
        await cluster.Eye.WaitForBlocksAsync(50, batch);

        await redis.KillAsync();
        await redis.StartAgainAsync();
        var before = cluster.Eye.Blocks;
        await cluster.Eye.WaitForBlocksAsync(before + 100, batch);

        var third = await cluster.StartSiloAsync();
        await batch.WaitForPlayingAsync(third);
        await silos[0].KillAsync();

        await batch.AssertSameAsync();
    }
}

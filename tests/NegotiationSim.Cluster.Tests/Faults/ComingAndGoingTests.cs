using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>Silos that join in the middle of a batch, and silos that are told to leave.</summary>
[Collection(nameof(FaultTests))]
public sealed class ComingAndGoingTests
{
    [LongFact]
    public async Task Batch_SilosJoinAndLeave_SameBytesAndNothingPlayedTwice()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        var silo = await cluster.StartSiloAsync();
        var played = PlayedBatch.Flagship(blocks: 1_000);
        var batch = cluster.Start(played);
        for (var k = 1; k <= 5; k++)
        {
            await cluster.Eye.WaitForBlocksAsync(50 * k, batch);
            var next = await cluster.StartSiloAsync();
            await batch.WaitForPlayingAsync(next);
            Assert.Equal(0, await silo.LeaveAsync());
            Assert.Contains("left the cluster", silo.Process.Output, StringComparison.Ordinal);
            silo = next;
        }

        await batch.AssertSameAsync();
        Assert.DoesNotContain("is lost", batch.Process.Output, StringComparison.Ordinal);
    }

    /// <summary>The last one leaves, and the batch waits until another comes.</summary>
    [LongFact]
    public async Task Batch_NoSiloForAWhile_SameBytes()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        var silo = await cluster.StartSiloAsync();
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 200));
        await cluster.Eye.WaitForBlocksAsync(20, batch);
        Assert.Equal(0, await silo.LeaveAsync());
        batch.AssertPlaying();

        await cluster.StartSiloAsync();
        await batch.AssertSameAsync();
    }

    /// <summary>Without a silo from the beginning, too.</summary>
    [LongFact]
    public async Task Batch_BeginsBeforeAnySilo_WaitsForOne()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 200));
        await batch.Process.WaitForLineAsync("is there yet; waiting for one");
        await cluster.StartSilosAsync(2);
        await batch.AssertSameAsync();
    }
}

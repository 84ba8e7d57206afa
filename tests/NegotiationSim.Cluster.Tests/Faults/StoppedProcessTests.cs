using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>Processes that do nothing for a while, as on a machine that sleeps or swaps, and then go on as if nothing had happened.</summary>
[Collection(nameof(FaultTests))]
public sealed class StoppedProcessTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    [Theory]
    [LongInlineData(StoreServer.Redis)]
    [LongInlineData(StoreServer.Postgres)]
    public async Task Batch_SiloStoppedForAMinute_SameBytes(string kind)
    {
        await using var store = await StoreServer.OfAsync(kind);
        await using var cluster = new SiloCluster(store.Address);
        var silos = await cluster.StartSilosAsync(3);
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 4_000));
        await cluster.Eye.WaitForBlocksAsync(20, batch);

        var before = silos[0].Address;
        silos[0].Stop();
        await batch.WaitForLossAsync(before);
        await PassAsync(s_minute);
        silos[0].Continue();
        await silos[0].WaitForReplacementAsync();
        await batch.WaitForPlayingAsync(silos[0]);

        await batch.AssertSameAsync();
    }

    /// <summary>Nobody is there to find it dead, so it goes on as the silo that it was.</summary>
    [LongFact]
    public async Task Batch_OnlySiloStoppedForAMinute_SameBytes()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        var silo = await cluster.StartSiloAsync();
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 500));
        await cluster.Eye.WaitForBlocksAsync(20, batch);

        silo.Stop();
        await batch.WaitForLossAsync(silo.Address);
        await PassAsync(s_minute);
        silo.Continue();

        await batch.AssertSameAsync();
    }

    /// <summary>Again and again, for less than anybody needs to find it out.</summary>
    [LongFact]
    public async Task Batch_SiloStoppedForMoments_SameBytes()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        var silos = await cluster.StartSilosAsync(2);
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 1_000));
        for (var k = 1; k <= 10; k++)
        {
            await cluster.Eye.WaitForBlocksAsync(20 * k, batch);
            silos[k % 2].Stop();
            await PassAsync(TimeSpan.FromSeconds(1));
            silos[k % 2].Continue();
        }

        await batch.AssertSameAsync();
    }

    /// <summary>Its grains are gone when it goes on.</summary>
    [LongFact]
    public async Task Batch_ClientStoppedUntilItIsForgotten_SameBytes()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        await cluster.StartSilosAsync(2);
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 400));
        await cluster.Eye.WaitForBlocksAsync(20, batch);

        batch.Process.Signal(ServerProcess.Signals.Stop);
        await cluster.Eye.WaitAsync(() => cluster.Eye.Reports.Values.All(report => report is { Drivers: 0, Running: 0 }), "the silos to forget the client");
        batch.Process.Signal(ServerProcess.Signals.Continue);

        await batch.AssertSameAsync();
    }

    /// <summary>How long it takes is what is tested.</summary>
    private static Task PassAsync(TimeSpan time) => Task.Delay(time, TestContext.Current.CancellationToken);
}

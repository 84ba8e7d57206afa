using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>What can befall a batch, in short: a bit of everything in one batch for each kind of membership store.</summary>
[Collection(nameof(FaultTests))]
public sealed class MixedFaultsTests
{
    [Theory]
    [LongInlineData(StoreServer.Redis)]
    [LongInlineData(StoreServer.Postgres)]
    public async Task Batch_SilosDieStopJoinAndLeave_SameBytes(string kind)
    {
        await using var store = await StoreServer.OfAsync(kind);
        await using var cluster = new SiloCluster(store.Address);
        var silos = await cluster.StartSilosAsync(2);
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 300));

        await cluster.Eye.WaitForBlocksAsync(10, batch);
        await silos[0].KillAsync();
        await batch.WaitForLossAsync(silos[0].Address);

        var third = await cluster.StartSiloAsync();
        await batch.WaitForPlayingAsync(third);

        var before = silos[1].Address;
        silos[1].Stop();
        await batch.WaitForLossAsync(before);
        await cluster.Eye.WaitForDeathAsync(before);
        silos[1].Continue();
        await silos[1].WaitForReplacementAsync();
        await batch.WaitForPlayingAsync(silos[1]);

        batch.AssertPlaying();
        Assert.Equal(0, await third.LeaveAsync());

        await batch.AssertSameAsync();
        Assert.Equal(0, await silos[1].LeaveAsync());
    }
}

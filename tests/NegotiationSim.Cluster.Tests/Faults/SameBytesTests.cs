using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>Whatever plays, and wherever: the same bytes.</summary>
[Collection(nameof(FaultTests))]
public sealed class SameBytesTests
{
    [Theory]
    [LongInlineData(StoreServer.Redis, 1, 200)]
    [InlineData(StoreServer.Redis, 2, 30)]
    [LongInlineData(StoreServer.Redis, 2, 200)]
    [LongInlineData(StoreServer.Redis, 3, 200)]
    [LongInlineData(StoreServer.Postgres, 1, 200)]
    [LongInlineData(StoreServer.Postgres, 2, 200)]
    [LongInlineData(StoreServer.Postgres, 3, 200)]
    public async Task Batch_SoManySilos_SameBytes(string kind, int count, int blocks)
    {
        await using var store = await StoreServer.OfAsync(kind);
        await using var cluster = new SiloCluster(store.Address);
        var silos = await cluster.StartSilosAsync(count);
        foreach (var batch in (PlayedBatch[])[PlayedBatch.Flagship(blocks), .. LongTests.AreRun ? [PlayedBatch.TwoParties(blocks / 2)] : Array.Empty<PlayedBatch>()])
        {
            var playing = cluster.Start(batch);

            // A short batch may be over before the last of them was connected to.
            await Task.WhenAny(silos.Select(silo => playing.WaitForPlayingAsync(silo))).Unwrap();
            await playing.AssertSameAsync();
        }
    }

    [Theory]
    [LongInlineData(1)]
    [LongInlineData(3)]
    public async Task Batch_ActorsSpreadOverSilos_SameBytes(int count)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        await cluster.StartSilosAsync(count);
        foreach (var batch in (PlayedBatch[])[PlayedBatch.Flagship(blocks: 200), PlayedBatch.TwoParties(blocks: 50)])
        {
            await cluster.Start(batch, "--placement", "spread").AssertSameAsync();
        }
    }

    [Theory]
    [InlineData("compare --what-if calendar.rounds=2")]
    [LongInlineData("sweep --vary calendar.rounds=2,3,4")]
    [LongInlineData("sensitivity")]
    [LongInlineData("sensitivity --tornado 50")]
    public async Task Command_InACluster_SaysTheSame(string command)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        await cluster.StartSilosAsync(2);
        string[] words = command.Split(' ');
        string[] arguments = [words[0], BuiltProgram.Scenario("truce-for-aid.yaml"), "--runs", "400", .. words[1..]];
        await using var local = await BuiltProgram.RunAsync([.. arguments, "--json", "--quiet"]);
        Assert.StartsWith("{", local.Output, StringComparison.Ordinal);
        Assert.Equal(local.Output, await cluster.RunAsync(arguments));
    }
}

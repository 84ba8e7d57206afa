using System.Diagnostics;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>Silos that end as in a power cut.</summary>
[Collection(nameof(FaultTests))]
public sealed class KilledSiloTests
{
    private const int Kills = 20;

    [Theory]
    [LongInlineData(StoreServer.Redis, 3, "flagship", 1)]
    [LongInlineData(StoreServer.Redis, 3, "two parties", 2)]
    [LongInlineData(StoreServer.Redis, 1, "flagship", 3)]
    [LongInlineData(StoreServer.Postgres, 3, "flagship", 4)]
    [LongInlineData(StoreServer.Postgres, 2, "two parties", 5)]
    public async Task Batch_SilosKilledAtTwentyMoments_SameBytes(string kind, int count, string scenario, int seed)
    {
        await using var store = await StoreServer.OfAsync(kind);
        await using var cluster = new SiloCluster(store.Address);
        var silos = await cluster.StartSilosAsync(count);
        var played = scenario == "flagship" ? PlayedBatch.Flagship(blocks: 2_000) : PlayedBatch.TwoParties(blocks: 2_000, blockSize: 512);
        var batch = cluster.Start(played);

        // By the blocks that were finished, and not by the clock. The count runs behind where a silo takes some with it that were not seen, so the last moments are not near the end.
        var random = new Random(seed);
        var moments = Enumerable.Range(1, played.Blocks * 3 / 4).ToArray();
        random.Shuffle(moments);
        foreach (var moment in moments.Take(Kills).Order())
        {
            await cluster.Eye.WaitForBlocksAsync(moment, batch);
            var victim = random.Next(count);
            await silos[victim].KillAsync();
            silos[victim] = await cluster.StartSiloAsync();
        }

        await batch.AssertSameAsync();
    }

    /// <summary>The blocks of a silo that is killed are handed out in order like all others, so the rest can run ahead of a lost block only so far: where they go much further, it was played elsewhere.</summary>
    [LongFact]
    public async Task Batch_SiloKilled_TheRestPlayOnWithoutIt()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = new SiloCluster(redis);
        var silos = await cluster.StartSilosAsync(3);
        var batch = cluster.Start(PlayedBatch.Flagship(blocks: 1_500));
        await cluster.Eye.WaitForBlocksAsync(100, batch);

        var before = Survivors();
        var killed = Stopwatch.GetTimestamp();
        await silos[0].KillAsync();
        var stillest = TimeSpan.Zero;
        var (last, changed) = (before, Stopwatch.GetTimestamp());
        await cluster.Eye.WaitAsync(() =>
        {
            if (Survivors() is var now && now > last)
            {
                var gap = Stopwatch.GetElapsedTime(changed);
                stillest = gap > stillest ? gap : stillest;
                (last, changed) = (now, Stopwatch.GetTimestamp());
            }

            return now - before >= 50;
        }, "the survivors to play on", batch);
        var took = Stopwatch.GetElapsedTime(killed);
        TestContext.Current.TestOutputHelper?.WriteLine($"50 blocks of the two that are left in {took.TotalSeconds:0.00} s after the kill; the longest time without one {stillest.TotalSeconds:0.00} s");

        await batch.AssertSameAsync();

        long Survivors() => cluster.Eye.Reports.Where(report => !report.Key.Endpoint.Equals(silos[0].Address)).Sum(report => report.Value.Blocks);
    }
}

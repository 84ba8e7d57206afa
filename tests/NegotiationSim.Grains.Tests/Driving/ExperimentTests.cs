using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Tests.Driving;

public sealed class ExperimentTests(SiloFixture silo)
{
    private const int Replicas = 512;
    private const ulong Seed = 20160909;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlayAsync_BlockOf512_EqualsSingleRunsWithAndWithoutGrains()
    {
        var scenario = TruceScenario.Create();

        var block = await PlayAsync(scenario, new ExperimentOptions { Lanes = 1, BlockSize = Replicas });
        var single = await PlayAsync(scenario, new ExperimentOptions { BlockSize = 1 });
        var direct = new DirectBlock(scenario);

        // The scenario is worth the comparison only if replicas differ.
        Assert.True(block.Select(r => (r.Ending, r.SignedRound)).Distinct().Count() > 3);
        Assert.True(block.Select(r => r.Ending).Distinct().Count() > 1);
        for (var replica = 0; replica < Replicas; replica++)
        {
            var text = RecordText.Of(block[replica]);
            Assert.Equal(text, RecordText.Of(single[replica]));
            Assert.Equal(text, RecordText.Of(direct.Run(Seed, replica)));
        }
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(3, 37)]
    [InlineData(8, 5)]
    public async Task PlayAsync_OtherLanesAndBlocks_SameRecordsInOrder(int lanes, int blockSize)
    {
        var scenario = TruceScenario.Create();
        var direct = new DirectBlock(scenario);

        var records = await PlayAsync(scenario, new ExperimentOptions { Lanes = lanes, BlockSize = blockSize }, 100);

        Assert.Equal(Enumerable.Range(0, 100).Select(r => (long)r), records.Select(r => r.Replica));
        Assert.All(records, record => Assert.Equal(RecordText.Of(direct.Run(Seed, record.Replica)), RecordText.Of(record)));
    }

    [Fact]
    public async Task PlayAsync_NotTold_SameEndingsAndNoDiary()
    {
        var scenario = TruceScenario.Create();
        var told = await PlayAsync(scenario, new ExperimentOptions { BlockSize = 64 }, 64);

        await using var experiment = new Experiment(silo.Grains, scenario, new ExperimentOptions { BlockSize = 64 });
        var blocks = await experiment.PlayAsync(Seed, 0, 64, tell: false, Cancellation).ToListAsync(Cancellation);

        var block = Assert.Single(blocks);
        Assert.Equal(told.Select(r => r.Ending), block.Result.Endings);
        Assert.Empty(block.Result.Log);
        Assert.All(block.Reports, report => Assert.Empty(report.Diary));
    }

    [Fact]
    public async Task PlayAsync_SeenEnough_StopsQuietly()
    {
        await using var experiment = new Experiment(silo.Grains, TruceScenario.Create(), new ExperimentOptions { Lanes = 2, BlockSize = 8 });

        await foreach (var block in experiment.PlayAsync(Seed, 0, 10_000, tell: false, Cancellation))
        {
            Assert.Equal(0, block.Spec.FirstReplica);
            break;
        }

        // The lanes are free for the next play, whatever was given up.
        var next = await experiment.PlayAsync(Seed, 0, 16, tell: false, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(2, next.Count);
    }

    [Fact]
    public async Task PlayAsync_BrokenActor_OneClearMessage()
    {
        // Preferences that are not there: no file leads to this, but the engine has to trip over something.
        var scenario = TruceScenario.Create();
        var broken = scenario with { Actors = scenario.Actors.SetItem(1, scenario.Actors[1] with { Preferences = default }) };
        await using var experiment = new Experiment(silo.Grains, broken, new ExperimentOptions { Lanes = 2, BlockSize = 10 });

        var failure = await Assert.ThrowsAsync<BlockFailedException>(
            async () => await experiment.PlayAsync(Seed, 0, 100, tell: true, Cancellation).ToListAsync(Cancellation));

        Assert.StartsWith($"the block of replicas 0 to 9 of seed {Seed} could not be played: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.NewLine, failure.Message);
    }

    private async Task<IReadOnlyList<RunRecord>> PlayAsync(Scenario scenario, ExperimentOptions options, int replicas = Replicas)
    {
        await using var experiment = new Experiment(silo.Grains, scenario, options);
        var records = new List<RunRecord>();
        await foreach (var block in experiment.PlayAsync(Seed, 0, replicas, tell: true, Cancellation))
        {
            records.AddRange(Enumerable.Range(0, block.Spec.Count).Select(block.Record));
        }

        return records;
    }
}

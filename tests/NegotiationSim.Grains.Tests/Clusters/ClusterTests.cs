using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Tests.Clusters;

/// <summary>Where grains are, and what becomes of their silos, changes no result.</summary>
public sealed class ClusterTests
{
    private const ulong Seed = 3;
    private const int Replicas = 24;

    private static readonly Scenario s_scenario = TruceScenario.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Experiment_ActorsOnTheOtherSilo_SameBytesAsInOneProcess()
    {
        await using var silos = await TwoSilos.StartApartAsync(Cancellation);
        await using var experiment = new Experiment(silos.Grains, s_scenario, new ExperimentOptions { Lanes = 2, BlockSize = 8 });

        var blocks = await experiment.PlayAsync(Seed, 0, Replicas, tell: true, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(Direct(0, Replicas), blocks.SelectMany(Records));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lane_SiloLostBetweenTwoBlocks_SameBytesAsInOneProcess(bool isThatOfTheTable)
    {
        await using var silos = await TwoSilos.StartApartAsync(Cancellation);
        var key = GrainKey.Table("experiment", 0);
        var (table, actor) = (silos.Grains.GetGrain<ITableGrain>(key), silos.Grains.GetGrain<IActorGrain>(GrainKey.Actor(key, 1)));
        var lane = new Lane(silos.Grains, s_scenario, "experiment", 0);

        var first = await lane.PlayAsync(new BlockSpec(Seed, 0, 8, Tell: true), Cancellation);
        var (ofTable, ofActor) = (await silos.SiloOfAsync(table), await silos.SiloOfAsync(actor));
        Assert.NotEqual(ofTable, ofActor);
        await silos.KillAsync(isThatOfTheTable ? ofTable : ofActor);
        var second = await lane.PlayAsync(new BlockSpec(Seed, 8, 8, Tell: true), Cancellation);

        Assert.Equal(Direct(0, 16), Records(first).Concat(Records(second)));
        Assert.Equal(await silos.SiloOfAsync(table), await silos.SiloOfAsync(actor));
    }

    /// <summary>What was told before the loss is not told again.</summary>
    [Fact]
    public async Task Lane_SiloLostInTheMiddleOfAStory_ToldOnceAndTheSame()
    {
        var spec = new BlockSpec(Seed, 0, 400, Tell: true);
        await using var silos = await TwoSilos.StartApartAsync(Cancellation);
        var (undisturbed, disturbed) = (new List<string>(), new List<string>());
        await new Lane(silos.Grains, s_scenario, "undisturbed", 0).PlayAsync(spec, Cancellation, new PageReader(page => undisturbed.Add(FieldText.Of(page))));
        var actor = silos.Grains.GetGrain<IActorGrain>(GrainKey.Actor(GrainKey.Table("disturbed", 0), 1));

        await new Lane(silos.Grains, s_scenario, "disturbed", 0).PlayAsync(spec, Cancellation, new PageReader(page =>
        {
            disturbed.Add(FieldText.Of(page));
            if (disturbed.Count == 1)
            {
                // The table waits while the page is read, and so may this thread: it is the driver's.
                Task.Run(async () => await silos.KillAsync(await silos.SiloOfAsync(actor)), Cancellation).Wait(Cancellation);
            }
        }));

        Assert.True(undisturbed.Count > 2);
        Assert.Equal(undisturbed, disturbed);
    }

    [Fact]
    public async Task Lanes_OfAnExperiment_HaveTheirActorsBesideTheTable()
    {
        await using var silos = await TwoSilos.StartAsync(Cancellation);
        var tables = new HashSet<SiloAddress>();
        for (var lane = 0; lane < 8; lane++)
        {
            await new Lane(silos.Grains, s_scenario, "experiment", lane).PlayAsync(new BlockSpec(Seed, lane, 1, Tell: false), Cancellation);
            var key = GrainKey.Table("experiment", lane);
            var table = await silos.SiloOfAsync(silos.Grains.GetGrain<ITableGrain>(key));
            tables.Add(table);
            for (var a = 0; a < s_scenario.Actors.Length; a++)
            {
                Assert.Equal(table, await silos.SiloOfAsync(silos.Grains.GetGrain<IActorGrain>(GrainKey.Actor(key, a))));
            }
        }

        Assert.Equal(2, tables.Count);
    }

    private static IEnumerable<string> Direct(int from, int count) =>
        Enumerable.Range(from, count).Select(replica => RecordText.Of(new DirectBlock(s_scenario).Run(Seed, replica)));

    private static IEnumerable<string> Records(FinishedBlock block) => Enumerable.Range(0, block.Spec.Count).Select(slot => RecordText.Of(block.Record(slot)));
}

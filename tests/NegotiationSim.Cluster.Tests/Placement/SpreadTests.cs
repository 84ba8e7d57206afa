using NegotiationSim.Cluster.Driving;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;
using NegotiationSim.Cluster.Tests.Fixtures;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;
using Orleans.Configuration;

namespace NegotiationSim.Cluster.Tests.Placement;

/// <summary>Governments that keep their preferences at home: every actor on a silo of its own, listened to on every wire.</summary>
public sealed class SpreadTests(SharedRedis redis)
{
    private const int Replicas = 48;
    private const int BlockSize = 16;
    private const int Actors = 3;

    /// <summary>Numbers that stand nowhere but in the actors' no-deal values, in the order of the actors.</summary>
    private static readonly double[] s_secrets = [0.41421356237309, 0.31830988618379, 0.17320508075688];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlayAsync_Spread_SameBytesAndNothingPrivateOnTheWireButToAndFromItsOwner()
    {
        var (store, name) = ((await redis.Server).Address, new ClusterName($"spread-{Guid.NewGuid():N}"));
        var door = TestDoors.Options with { ClusterId = name.Id };
        var taps = Enumerable.Range(0, Actors + 1).Select(_ => (ToSilos: new Wiretap(), ToClients: new Wiretap())).ToList();
        var silos = new List<ClusterSilo>();
        try
        {
            foreach (var (toSilos, toClients) in taps)
            {
                silos.Add(await ClusterSilo.StartAsync(new ClusterSiloOptions(store, name, door)
                {
                    Lanes = 1,
                    Configure = silo => silo.Configure<SiloConnectionOptions>(connections =>
                    {
                        connections.ConfigureSiloInboundConnection(toSilos.Tap);
                        connections.ConfigureSiloOutboundConnection(toSilos.Tap);
                        connections.ConfigureGatewayInboundConnection(toClients.Tap);
                    }),
                }, Cancellation));
            }

            var scenario = ReadScenario();
            var fromClient = new Wiretap();
            var options = new ClusterClientOptions(store, name, door) { Spread = true, Configure = client => client.Configure<ClientConnectionOptions>(connections => connections.ConfigureConnection(fromClient.Tap)) };
            await using (var cluster = await ClusterSilos.StartAsync(options, TimeProvider.System, Cancellation))
            {
                await AllAsync(cluster, silos.Count);

                // One lane, so that each silo has one role.
                await using var experiment = new Experiment(cluster, scenario, new ExperimentOptions { Lanes = 1, BlockSize = BlockSize }, cluster.Driver);
                var blocks = await experiment.PlayAsync(1, 0, Replicas, tell: false, Cancellation).ToListAsync(Cancellation);
                Assert.Equal(Direct(scenario), blocks.SelectMany(block => Enumerable.Range(0, block.Spec.Count).Select(slot => Text(block.Record(slot)))));
            }

            // A number that is looked for is found where it has to be: in the briefs.
            Assert.All(s_secrets, secret => Assert.True(fromClient.Holds(secret)));

            // Silos speak with each other, and not of this.
            Assert.All(taps, tap => Assert.True(tap.ToSilos.Length > 0));
            Assert.All(taps, tap => Assert.All(s_secrets, secret => Assert.False(tap.ToSilos.Holds(secret))));

            // How an actor came out is told to the driver by its own silo and by no other: each silo tells of one actor at most, and that of the table of none.
            var told = taps.Select(tap => s_secrets.Count(tap.ToClients.Holds)).Order().ToList();
            Assert.Equal([0, 1, 1, 1], told);
        }
        finally
        {
            foreach (var silo in silos)
            {
                await silo.DisposeAsync();
            }
        }
    }

    /// <summary>What the lost silo's tables and actors had on the others would stay there until the end of the batch, with all its memory.</summary>
    [Fact]
    public async Task PlayAsync_SpreadAndASiloIsLost_SameBytesAndNothingOfItsLanesIsLeftOnTheOthers()
    {
        await using var own = await OwnCluster.StartAsync();
        var silos = new List<ClusterSilo>();
        for (var k = 0; k < 3; k++)
        {
            silos.Add(await own.StartSiloAsync());
        }

        var scenario = ReadScenario();
        await using var cluster = await ClusterSilos.StartAsync(own.Client with { Spread = true }, TimeProvider.System, Cancellation);
        await AllAsync(cluster, silos.Count);
        await using (var experiment = new Experiment(cluster, scenario, new ExperimentOptions { Lanes = 8, BlockSize = 1 }, cluster.Driver))
        {
            var records = new List<string>();
            await foreach (var block in experiment.PlayAsync(1, 0, Replicas, tell: false, Cancellation))
            {
                records.Add(Text(block.Record(0)));
                if (records.Count == Replicas / 2)
                {
                    await silos[2].DisposeAsync();
                }
            }

            Assert.Equal(Direct(scenario), records);

            // A lane for each silo that is left, each with a table and the actors.
            await Eventually.SoAsync(() => cluster.Connected.Count == 2 && silos[0].Drivers.Grains + silos[1].Drivers.Grains <= 2 * (1 + Actors), () => $"{silos[0].Drivers.Grains} and {silos[1].Drivers.Grains} grains are left");
        }

        await Eventually.SoAsync(() => silos[0].Drivers.Grains + silos[1].Drivers.Grains == 0, () => $"{silos[0].Drivers.Grains} and {silos[1].Drivers.Grains} grains are left at the end");
    }

    private static Scenario ReadScenario() => ScenarioReader.ReadFile(
        BuiltProgram.Scenario("truce-for-aid.yaml"),
        [.. new[] { "north", "south", "client" }.Select((actor, a) => new Setting(FormattableString.Invariant($"actors.{actor}.no_deal={s_secrets[a]}"), "--set", a + 1))]).Scenario!;

    private static IEnumerable<string> Direct(Scenario scenario) => Enumerable.Range(0, Replicas).Select(replica => Text(new DirectBlock(scenario).Run(1, replica)));

    private static string Text(Engine.RunRecord record) => $"{record.Replica} {record.Ending} {record.SignedRound} {string.Join(' ', record.Actors.Select(actor => BitConverter.DoubleToInt64Bits(actor.Utility ?? -1)))}";

    /// <summary>Waits until the driver is linked to all silos.</summary>
    private static Task AllAsync(ClusterSilos cluster, int count) => Eventually.SoAsync(() => cluster.Connected.Count >= count, () => $"{cluster.Connected.Count} silos are linked");
}

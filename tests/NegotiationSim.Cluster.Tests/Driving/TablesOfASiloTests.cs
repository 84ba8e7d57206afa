using NegotiationSim.Cluster.Driving;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Tests.Fixtures;
using NegotiationSim.Grains;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cluster.Tests.Driving;

/// <summary>How many tables a driver opens at a silo.</summary>
public sealed class TablesOfASiloTests
{
    private static readonly SiloReport s_report = new("", 16, false, 0, 0, 0, 0, 0) { Memory = 4_000_000_000 };

    [Theory]
    [InlineData(0, 16)]
    [InlineData(1000, 16)]
    [InlineData(500_000_000, 8)]
    [InlineData(3_000_000_000, 1)]
    [InlineData(5_000_000_000, 1)]
    public void LanesFor_Memory_IsEnoughForThem(long tableBytes, int lanes)
    {
        Assert.Equal(lanes, s_report.LanesFor(tableBytes));
        Assert.Equal(16, (s_report with { Memory = 0 }).LanesFor(tableBytes));
    }

    [Theory]
    [InlineData(16, 16, 11_800)]
    [InlineData(100, 16, 11_800)]
    [InlineData(4, 16, 2_800)]
    public void ForTables_Lanes_HaveTheirShareOfTheMachine(int lanes, int processors, long megabytes) =>
        Assert.Equal(megabytes * 1_000_000, SiloMemory.ForTables(16_000_000_000, lanes, processors));

    [Fact]
    public void ForTables_NextToNothing_IsALimitStill() => Assert.Equal(1, SiloMemory.ForTables(100_000_000, 1, 1));

    [Theory]
    [InlineData(false)]
    [LongInlineData(true)]
    public async Task PlayAsync_LargeTables_NoMoreAtASiloThanItHasMemoryFor(bool spread)
    {
        await using var cluster = await OwnCluster.StartAsync();
        var silos = await Task.WhenAll(StartAsync(300), StartAsync(200));
        await using var seen = await ClusterSilos.StartAsync(cluster.Client with { Spread = spread }, TimeProvider.System, TestContext.Current.CancellationToken);

        // It waits for both where the machine is not too busy.
        await Eventually.SoAsync(() => seen.Connected.Count == silos.Length, () => $"{seen.Connected.Count} silos are linked");
        Assert.Equal((3, 2, 8), (Lanes(seen, 300, 100), Lanes(seen, 200, 100), Lanes(seen, 200, 1)));

        var scenario = ScenarioReader.ReadFile(BuiltProgram.Scenario("truce-for-aid.yaml")).Scenario!;
        await using var experiment = new Experiment(seen, scenario, new ExperimentOptions { Lanes = int.MaxValue, BlockSize = 1, TableBytes = 100 }, seen.Driver);
        await foreach (var block in experiment.PlayAsync(1, 0, 40, tell: false, TestContext.Current.CancellationToken))
        {
            Assert.Equal(1, block.Spec.Count);
        }

        // Beside their actors, as many as each has room for; spread, each as many as the smaller.
        Assert.Equal(spread ? 4 : 5, experiment.Lanes);

        Task<ClusterSilo> StartAsync(long memory) => cluster.StartSiloAsync(options => options with { Lanes = 8, Memory = memory });
        static int Lanes(ClusterSilos seen, long memory, long table) => seen.Connected.Single(silo => silo.Report.Memory == memory).Report.LanesFor(table);
    }
}

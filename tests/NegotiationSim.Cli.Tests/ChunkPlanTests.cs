using System.Globalization;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

/// <summary>How a comparison, a sweep or a tornado is spread over the tables of a cluster.</summary>
public sealed class ChunkPlanTests : IDisposable
{
    private const int Tables = 100;

    private readonly Fixtures.Experiment experiment = new();

    public void Dispose() => experiment.Dispose();

    [Theory]
    [InlineData("compare", "--what-if", "actors.p0.no_deal=0")]
    [InlineData("sweep", "--vary", "actors.p1.no_deal=0,d1")]
    [InlineData("montecarlo")]
    public async Task Command_ManyTables_EveryTurnHasBlocksForAll(string command, params string[] more)
    {
        var runner = new FakeRunner(Runs.Collapsed) { Tables = Tables };
        var called = await CallAsync(runner, [command, experiment.Narrow, "--runs", "5000", "--json", "--quiet", .. more]);

        Assert.Equal(ExitCode.Done, called.ExitCode);
        Assert.All(runner.Turns, turn => Assert.InRange(turn.Count / turn.Options.BlockSize, 3 * Tables, 5 * Tables));
        Assert.All(runner.Turns, turn => Assert.Equal(5000, turn.Count));
        Assert.Equal((await CallAsync(new FakeRunner(Runs.Collapsed), [command, experiment.Narrow, "--runs", "5000", "--json", "--quiet", .. more])).Output, called.Output);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 100)]
    [InlineData(12, 100)]
    [InlineData(100, 5000)]
    public async Task Compare_AnyTablesAndBlocks_SameBytes(int tables, int block)
    {
        var whole = await experiment.CompareAsync(cutOff: false, "--json");
        Assert.Equal(whole, await CompareAsync(new FakeRunner(Runs.Collapsed) { Tables = tables }, block, "--json"));
    }

    // 12 tables with blocks of 100 have chunks of 4,800.
    [Theory]
    [InlineData(null, 12, 3 * 4096 + 100, 4096)]
    [InlineData(12, null, 3 * 4800 + 100, 4800)]
    [InlineData(12, 500, 3 * 4800 + 100, 4800)]
    public async Task Resume_BegunOnOtherTables_PlaysTheRestToTheSameBytes(int? begun, int? goneOnWith, long cutOff, long kept)
    {
        var whole = await experiment.CompareAsync(cutOff: false, "--json");
        var cut = await CompareAsync(new FakeRunner(Runs.Collapsed) { Tables = begun, InterruptsAfter = cutOff }, 100, "--json", "--out", experiment.Out);
        Assert.Equal(ExitCode.Interrupted, cut.ExitCode);

        var runner = new FakeRunner(Runs.Collapsed) { Tables = goneOnWith };
        Assert.Equal(whole, await CallAsync(runner, "resume", experiment.Out, "--json"));
        Assert.Equal(3 * (5000 - kept), runner.Turns.Sum(turn => turn.Count));
        Assert.Equal(whole.Output, await File.ReadAllTextAsync(experiment.In("comparison.json"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(null, 1_000_000, 4096)]
    [InlineData(2, 1_000_000, 4096)]
    [InlineData(1000, 1_000_000, 4 * 1000 * 100)]
    [InlineData(1000, 50_000, 50_000)]
    [InlineData(1000, 1000, 4096)]
    public async Task Next_Tables_GrowsWithThemAsFarAsThereIsMemory(int? tables, int most, int expected)
    {
        var order = new ComparisonOrder(TruceForAid.Scenario, [], 1, 10_000_000, 100, null);
        var plan = await ChunkPlan.OfAsync(new FakeRunner(Runs.Collapsed) { Tables = tables }, order, TestContext.Current.CancellationToken);
        Assert.Equal((expected, 70), (plan.Next(10_000_000, most), plan.Next(70, most)));
    }

    private Task<Called> CompareAsync(FakeRunner runner, int block, params string[] more) => CallAsync(
        runner,
        [
            "compare", experiment.Narrow, "--runs", "5000", "--block-size", block.ToString(CultureInfo.InvariantCulture), "--quiet",
            "--what-if", "actors.p0.no_deal=0, actors.p1.no_deal=d1", "--what-if", "actors.p1.no_deal=\"uniform(0.2, 0.3)\"", .. more,
        ]);

    private static Task<Called> CallAsync(FakeRunner runner, params string[] arguments) => Negsim.CallAsync(ScenarioReader.ReadFile, runner, arguments);
}

using System.Text.Json;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Sensitivities;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

public sealed class SensitivityTests : IDisposable
{
    /// <summary>One text, put to both once. The seller signs if its no-deal value, uniform on [0, 1], is at most 0.5 and its red line is a bluff (0.8); a driver that nothing uses moves the buyer's idle limit.</summary>
    private const string TakeItOrLeaveIt =
        """
        schema: negotiation-sim/1
        name: take-it-or-leave-it
        title: Take it or leave it
        calendar: {start: 2020-01-01, round: 1d, rounds: 1}
        drivers: {mood: "normal(0, 1)"}
        issues:
          price: {title: The price, options: {low: {at: 0}, fair: {at: 50}, high: {at: 100}}, status_quo: low}
        actors:
          buyer: {title: The buyer, role: principal, no_deal: "0.1 + 0.001*mood", preferences: {price: {weight: 1, values: {low: 1, fair: 0.5, high: 0}}}}
          seller:
            title: The seller
            role: principal
            preferences: {price: {weight: 1, values: {low: 0, fair: 0.5, high: 1}}}
            no_deal: uniform(0, 1)
            red_lines: [{id: fair-price, never: {price: fair}, held_with: 0.2}]
        protocol: {kind: tabled, text: {price: fair}}
        events:
          - {id: rain, title: It rains, at: 2020-01-01, probability: 0.3, effects: [{actor: buyer, no_deal: 0.01}]}
        """;

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();
    private readonly string file;

    public SensitivityTests()
    {
        file = Path.Combine(parent.FullName, "deal.yaml");
        File.WriteAllText(file, TakeItOrLeaveIt);
    }

    private string Out => Path.Combine(parent.FullName, "batch");

    public void Dispose() => parent.Delete(recursive: true);

    /// <summary>P = 0.8 / 2. By itself the no-deal value explains 0.8^2 / 4 of 0.24, the line 0.25 * 0.16 of it; together with each other 5/6 and 1/3.</summary>
    [Fact]
    public async Task Json_KnownTruth_IsInTheIntervals()
    {
        using var document = JsonDocument.Parse((await CallAsync(file, "--runs", "20000", "--seed", "2", "--json")).Output);
        var inputs = document.RootElement.GetProperty("inputs").EnumerateArray().ToList();
        var (worth, line) = (inputs[0], inputs[1]);

        Assert.Equal(
            ["draws.actors.seller.no_deal", "draws.actors.seller.red_lines.fair-price.held", "draws.drivers.mood", "events.rain"],
            inputs.Take(2).Concat(inputs.Skip(2).OrderBy(input => input.GetProperty("path").GetString(), StringComparer.Ordinal)).Select(input => input.GetProperty("path").GetString()));
        // The value at which the seller stops to sign lies within a bin: what is lost there is at most 1/64 of the share.
        AssertHolds(worth, 2 / 3.0, lost: 1 / 64.0);
        AssertHolds(line, 1 / 6.0);
        AssertHolds(worth.GetProperty("signed").GetProperty("total"), 5 / 6.0);
        AssertHolds(line.GetProperty("signed").GetProperty("total"), 1 / 3.0);
        Assert.Equal((true, "falls"), (worth.GetProperty("driver").GetBoolean(), worth.GetProperty("signed").GetProperty("trend").GetString()));
        Assert.Equal(0.5, worth.GetProperty("flips")[0].GetProperty("at").GetDouble(), 0.03);
        Assert.All(inputs.Skip(2).Append(document.RootElement.GetProperty("unused")), input => Assert.False(input.GetProperty("driver").GetBoolean()));
        Assert.Equal("draws.actors.buyer.no_deal", document.RootElement.GetProperty("derived")[0].GetProperty("path").GetString());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("tornado").ValueKind);
        AssertHolds(document.RootElement.GetProperty("together").GetProperty("signed"), 1);
    }

    [Fact]
    public async Task Json_PlayedInAnyWayOrReadFromItsFolder_IsTheSame()
    {
        var expected = (await CallAsync(file, "--runs", "9000", "--json")).Output;
        Assert.Equal(expected, (await CallAsync(file, "--runs", "9000", "--json", "--block-size", "7", "--parallel", "1")).Output);

        Assert.Equal(expected, (await CallAsync(file, "--runs", "9000", "--json", "--out", Out)).Output);
        Assert.Equal(new Called(ExitCode.Done, expected, ""), await CallAsync(Out, "--json"));
        Assert.Contains("summary.json", Directory.EnumerateFiles(Out).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task Tornado_ManyTables_EveryTurnHasBlocksForAll()
    {
        const int tables = 100;
        var runner = new FakeRunner(Runs.Collapsed) { Tables = tables };
        var called = await Negsim.CallAsync(ScenarioReader.ReadFile, runner, "sensitivity", file, "--runs", "2000", "--tornado", "3000", "--json");

        Assert.Equal([2000, 3000, 3000, 3000], runner.Turns.Select(turn => turn.Count));
        Assert.All(runner.Turns, turn => Assert.InRange(turn.Count / turn.Options.BlockSize, 3 * tables, 6 * tables));
        Assert.Equal(await CallAsync(file, "--runs", "2000", "--tornado", "3000", "--json"), called);
    }

    [Fact]
    public async Task Tornado_EachThingTakenOut_IsPairedWithTheFile()
    {
        var called = await CallAsync(file, "--runs", "2000", "--tornado", "3000", "--json");
        using var document = JsonDocument.Parse(called.Output);
        var bars = document.RootElement.GetProperty("tornado").GetProperty("bars").EnumerateArray().ToList();

        Assert.Equal("negsim: the tornado plays 2 variants and the file as it stands, 3,000 replicas of each: 9,000 negotiations, 4.5 times the batch of 2,000.\n", called.Error);
        Assert.Equal(["actors.seller.red_lines.fair-price.held_with=0", "events.rain.probability=0"], bars.Select(bar => bar.GetProperty("what_if").GetString()));
        Assert.Equal(["red_line", "event"], bars.Select(bar => bar.GetProperty("kind").GetString()));
        Assert.Equal("without the seller's red line (The price: anything but “fair”)", bars[0].GetProperty("name").GetString());
        var difference = bars[0].GetProperty("signed").GetProperty("difference");
        Assert.Equal(0.1, difference.GetProperty("share").GetDouble(), 0.02);
        Assert.Equal(0, difference.GetProperty("only_as_it_stands").GetInt64());
        Assert.Equal(0, bars[1].GetProperty("signed").GetProperty("difference").GetProperty("only_without").GetInt64());
    }

    [Fact]
    public async Task Page_WithATornado_MatchesSnapshot() => Snapshot.Matches((await CallAsync(file, "--runs", "5000", "--tornado", "1000")).Output, "sensitivity-tornado-80.txt");

    [Theory]
    [InlineData(80, false, "story")]
    [InlineData(120, false, "story")]
    [InlineData(80, true, "story")]
    [InlineData(80, false, "ending")]
    [InlineData(120, false, "everything")]
    public void Tell_TruceForAid_MatchesSnapshot(int width, bool colour, string detail)
    {
        var text = new Screen(width, colour).Render(console => SensitivityTeller.Tell(console, Tale(Enum.Parse<Detail>(detail, ignoreCase: true))));
        Snapshot.Matches(text, $"sensitivity-{detail}-{width}{(colour ? "-colour" : "")}.txt");
        if (!colour)
        {
            Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, width));
        }
    }

    [Fact]
    public async Task Quiet_TellsOnlyTheHeadline() =>
        Assert.StartsWith("Most of the ending that any single input explains is explained by the no-deal value of the seller (", (await CallAsync(file, "--runs", "2000", "--quiet")).Output.ReplaceLineEndings(" "), StringComparison.Ordinal);

    [Fact]
    public async Task Quiet_OneEndingOnly_SaysThatThereIsNothingToExplain() =>
        Assert.Equal("All negotiations of this batch end in the same way, so there is nothing that an input could explain.", (await CallAsync(file, "--runs", "1", "--quiet")).Output.ReplaceLineEndings(" ").TrimEnd());

    [Fact]
    public async Task Plot_Ranking_IsAPicture()
    {
        var plot = Path.Combine(parent.FullName, "drivers.svg");
        var called = await CallAsync(file, "--runs", "2000", "--plot", plot);

        Assert.Equal((ExitCode.Done, $"negsim: {plot}: written\n"), (called.ExitCode, called.Error));
        var svg = await File.ReadAllTextAsync(plot, TestContext.Current.CancellationToken);
        Assert.Contains("The no-deal value of the seller", svg, StringComparison.Ordinal);
        Assert.Contains("A random number that nothing uses", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_TellsOfWhatWasFinished()
    {
        var called = await Negsim.CallAsync((path, settings) => ScenarioReader.ReadFile(path, settings), new FakeRunner(Runs.Collapsed) { InterruptsAfter = 1200 }, "sensitivity", file, "--runs", "5000", "--block-size", "400", "--json");

        Assert.Equal(ExitCode.Interrupted, called.ExitCode);
        using var document = JsonDocument.Parse(called.Output);
        Assert.Equal((1200, false), (document.RootElement.GetProperty("runs").GetInt64(), document.RootElement.GetProperty("complete").GetBoolean()));
        Assert.Contains("interrupted after 1,200 of 5,000 runs", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongInput_IsSaidAndNothingIsPlayed()
    {
        await CallAsync(file, "--runs", "60", "--out", Out);
        await AssertRefusedAsync($"'{Out}' is the folder of a batch, which is read as it is: --runs is for a scenario file", Out, "--runs", "10");
        await AssertRefusedAsync($"'{Out}' is the folder of a batch, which is read as it is: --set is for a scenario file", Out, "--set", "calendar.rounds=2");
        await AssertRefusedAsync($"--runs is missing: how many replicas of '{file}' to play", file);
        await AssertRefusedAsync("there is no file 'nothing.yaml'", "nothing.yaml", "--runs", "10");
        await AssertRefusedAsync("--tornado takes a whole number from 1 to", file, "--runs", "10", "--tornado", "0");
        await AssertRefusedAsync("holds no experiment", parent.FullName);
        File.WriteAllText(Path.Combine(Out, "summary.json"), "{}");
        await AssertRefusedAsync("summary.json", Out);
    }

    [Fact]
    public async Task Folder_OfAComparisonOrUnfinished_IsRefused()
    {
        await Negsim.CallAsync((path, settings) => ScenarioReader.ReadFile(path, settings), new FakeRunner(Runs.Collapsed), "compare", file, "--what-if", "calendar.rounds=2", "--runs", "5", "--out", Out);
        await AssertRefusedAsync("holds a comparison, which keeps no replicas", Out);

        var sweep = Path.Combine(parent.FullName, "sweep");
        await Negsim.CallAsync((path, settings) => ScenarioReader.ReadFile(path, settings), new FakeRunner(Runs.Collapsed), "sweep", file, "--vary", "calendar.rounds=2,3", "--runs", "5", "--out", sweep);
        await AssertRefusedAsync("holds a sweep, which keeps no replicas", sweep);

        var begun = Path.Combine(parent.FullName, "begun");
        await Negsim.CallAsync((path, settings) => ScenarioReader.ReadFile(path, settings), new FakeRunner(Runs.Collapsed) { InterruptsAfter = 10 }, "montecarlo", file, "--runs", "50", "--block-size", "10", "--out", begun);
        await AssertRefusedAsync($"is not finished; 'negsim resume {begun}' finishes it", begun);
    }

    private static SensitivityTale Tale(Detail detail)
    {
        const int runs = 1500;
        var scenario = TruceForAid.Scenario;
        var tally = new SensitivityTally(InputColumn.Of(scenario), 3, runs);
        var block = new DirectBlock(scenario).PlayOut(new BlockSpec(3, 0, runs, Tell: false));
        _ = new ReplicaInputs(scenario, tally).TakeAsync(new BlockSlice(block, 0, runs));
        return new SensitivityTale(scenario, SensitivityAnalysis.Of(tally), null, detail);
    }

    private static void AssertHolds(JsonElement index, double truth, double lost = 0)
    {
        var interval = index.GetProperty("ci95");
        Assert.True(interval[0].GetDouble() <= truth && interval[1].GetDouble() >= truth * (1 - lost), $"{index.GetProperty("share").GetDouble()} {interval} and not {truth}");
    }

    private async Task AssertRefusedAsync(string complaint, params string[] arguments)
    {
        var called = await CallAsync(arguments);
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Contains(complaint, called.Error, StringComparison.Ordinal);
    }

    private static Task<Called> CallAsync(params string[] arguments) =>
        Negsim.CallAsync((path, settings) => ScenarioReader.ReadFile(path, settings), new FakeRunner(Runs.Collapsed), ["sensitivity", .. arguments]);
}

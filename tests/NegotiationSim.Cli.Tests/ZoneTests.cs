using System.Text.Json;
using NegotiationSim.Analysis;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Cli.Telling.Batches;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

/// <summary><c>montecarlo --zone N</c>: whether a deal was possible, and what the talks made of it.</summary>
public sealed class ZoneTests : IDisposable
{
    private const int Zone = 150;

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();
    private readonly string file;
    private readonly LoadResult read;

    public ZoneTests()
    {
        file = Path.Combine(parent.FullName, "talks.yaml");
        File.WriteAllText(file, Text);
        read = ScenarioReader.ReadFile(file);
    }

    /// <summary>In some replicas both sides would sign a price and in some none; an event opens the zone in some of these, and the talks are short enough to miss it.</summary>
    private const string Text = """
        schema: negotiation-sim/1
        name: talks
        calendar: {start: 2020-01-01, rounds: 4}
        issues:
          price: {range: {from: 0, to: 10}}
        actors:
          seller:
            role: principal
            preferences: {price: {weight: 1, values: {from: 0, to: 1}}}
            no_deal: uniform(0.2, 0.9)
          buyer:
            role: principal
            preferences: {price: {weight: 1, values: {from: 1, to: 0}}}
            no_deal: uniform(0.2, 0.6)
        events:
          - {id: need, at: 2020-01-08, probability: 0.5, effects: [{actor: seller, no_deal: -0.4}]}
        """;

    private string Out => Path.Combine(parent.FullName, "batch");

    public void Dispose() => parent.Delete(recursive: true);

    [Fact]
    public async Task Json_Zone_CountsWhatTheAnalysisAndTheReplicasSay()
    {
        var scenario = read.Scenario!;
        var frequency = ScenarioAnalyzer.Frequency(scenario, 3, Zone, cancel: TestContext.Current.CancellationToken);
        var signed = new DirectBlock(scenario).PlayOut(new BlockSpec(3, 0, Zone, Tell: false)).Result.SignedRounds.Select(round => round > 0).ToArray();
        var zones = Enumerable.Range(0, Zone).Select(replica => ScenarioAnalyzer.Glance(scenario, AnalysisCase.Of(3, replica)).Zone == NegotiationSim.Search.Existence.Yes).ToArray();

        var talks = Talks(await CallAsync("--json"));

        Assert.Equal(Zone, talks.GetProperty("replicas").GetInt32());
        Assert.Equal(frequency.WithZone, Count(talks.GetProperty("zone")));
        Assert.Equal(zones.Zip(signed).Count(pair => pair is (true, true)), Count(talks.GetProperty("zone").GetProperty("signed")));
        Assert.Equal(zones.Zip(signed).Count(pair => pair is (true, false)), Count(talks.GetProperty("zone").GetProperty("missed")));
        Assert.Equal(zones.Count(zone => !zone), Count(talks.GetProperty("no_zone")));
        Assert.Equal(zones.Zip(signed).Count(pair => pair is (false, true)), Count(talks.GetProperty("no_zone").GetProperty("signed")));
        Assert.Equal(0, Count(talks.GetProperty("undecided")));

        // All four cases have to be there for this to say anything.
        Assert.Equal(4, zones.Zip(signed).Distinct().Count());
    }

    [Fact]
    public async Task Json_Zone_IsTheSameWhateverTheBlocksAndWasInterrupted()
    {
        var expected = (await CallAsync("--json")).Output;
        Assert.Equal(expected, (await CallAsync("--json", "--block-size", "7")).Output);

        var cut = await Negsim.CallAsync(read, new FakeRunner(Runs.Collapsed) { InterruptsAfter = 90 }, [.. Arguments, "--block-size", "30", "--out", Out]);
        Assert.Equal(ExitCode.Interrupted, cut.ExitCode);
        var analyst = new FakeAnalyst { Interrupts = true };
        var runner = new FakeRunner(Runs.Collapsed);
        analyst.Interruption.Token.Register(runner.Interruption.Cancel);
        var cutAgain = await Negsim.CallAsync((_, _) => read, runner, surroundings => surroundings with { Analyst = analyst }, "resume", Out);
        Assert.Equal((ExitCode.Interrupted, ""), (cutAgain.ExitCode, cutAgain.Output));
        Assert.Contains("interrupted after 300 of 300 runs", cutAgain.Error, StringComparison.Ordinal);

        var resumed = await Negsim.CallAsync(read, new FakeRunner(Runs.Collapsed), "resume", Out, "--json");
        Assert.Equal((ExitCode.Done, expected), (resumed.ExitCode, resumed.Output));
        Assert.Equal(expected, await File.ReadAllTextAsync(Path.Combine(Out, "summary.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Json_PrecisionReachedBefore_LooksAtWhatWasPlayed()
    {
        var called = await Negsim.CallAsync(read, new FakeRunner(Runs.Collapsed), "montecarlo", file, "--runs", "5000", "--precision", "0.2", "--zone", "5000", "--json");
        Assert.Equal(1000, Talks(called).GetProperty("replicas").GetInt32());
    }

    [Fact]
    public async Task Json_NoReplicaWithoutZone_HasNoShareOfThose()
    {
        var open = ScenarioReader.ReadFile(file, ["actors.*.no_deal=0.1"]);
        var called = await Negsim.CallAsync(open, new FakeRunner(Runs.Collapsed), Arguments.Append("--json").ToArray());
        var without = Talks(called).GetProperty("no_zone");
        Assert.Equal((0, JsonValueKind.Null), (Count(without), without.GetProperty("signed").GetProperty("share").ValueKind));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Tell_Zone_MatchesSnapshot(int width)
    {
        var tally = new BatchTally(read.Scenario!, Zone);
        tally.Add(new BlockSlice(new DirectBlock(read.Scenario!).PlayOut(new BlockSpec(3, 0, 300, Tell: false)), 0, 300));
        var zones = ScenarioAnalyzer.Zones(read.Scenario!, 3, Zone, cancel: TestContext.Current.CancellationToken);
        var summary = tally.Summary() with { Talks = ZoneRecord.Of(zones, tally.Signed) };
        var text = new Screen(width, Colour: false).Render(console => BatchTeller.Tell(console, new BatchTale(read.Scenario!, 3, summary, Telling.Detail.Story)));
        Snapshot.Matches(text, $"montecarlo-zone-{width}.txt");
    }

    [Theory]
    [InlineData("0", "--zone takes a whole number from 1 to 10000000; '0' is none")]
    [InlineData("ten", "--zone takes a whole number from 1 to 10000000; 'ten' is none")]
    [InlineData("301", "--zone looks at the first of the --runs replicas, and 301 is more than these 300")]
    public async Task Zone_OutOfRange_IsRefused(string zone, string message)
    {
        var called = await Negsim.CallAsync("montecarlo", file, "--runs", "300", "--zone", zone);
        Assert.Equal(new Called(ExitCode.WrongInput, "", $"negsim: {message} (negsim montecarlo --help tells more)\n"), called);
    }

    private string[] Arguments => ["montecarlo", file, "--runs", "300", "--seed", "3", "--zone", $"{Zone}"];

    private static JsonElement Talks(Called called) => JsonDocument.Parse(called.Output).RootElement.GetProperty("talks");

    private static int Count(JsonElement estimate) => estimate.GetProperty("count").GetInt32();

    private Task<Called> CallAsync(params string[] more) => Negsim.CallAsync(read, new FakeRunner(Runs.Collapsed), [.. Arguments, .. more]);
}

using NegotiationSim.Analysis.Batches;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

/// <summary>What a terminal shows while a batch is played. A replica takes a millisecond here; frames are drawn when the terminal likes, the last one when the work is over and before the bar goes.</summary>
public sealed class ProgressTests : IDisposable
{
    /// <summary>Reached after 2,000 replicas, so that the bar is still there when the batch ends.</summary>
    private const string Precision = "0.025";

    private static readonly Lazy<PlayedBlock> s_played = new(() => new DirectBlock(TruceForAid.Scenario).PlayOut(new BlockSpec(3, 0, 1500, Tell: false)));

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();
    private readonly Clock clock = new();
    private readonly Terminal terminal = new(80);
    private readonly string file;

    public ProgressTests()
    {
        file = Path.Combine(parent.FullName, "truce.yaml");
        File.WriteAllText(file, "");
    }

    private string Out => Path.Combine(parent.FullName, "batch");

    public void Dispose() => parent.Delete(recursive: true);

    [Fact]
    public async Task Montecarlo_OnATerminal_ShowsRateTimeLeftAndEndings()
    {
        var called = await CallAsync("montecarlo", file, "--runs", "10000", "--seed", "3", "--precision", Precision, "--block-size", "100");

        Assert.Equal(ExitCode.Done, called.ExitCode);
        AssertTerminalHolds("━━━━━━━━━━━━━━━━━━━━━━━   99% 1,000 a second, about 00:00:00 left\nholds 31.2%; collapses 68.8%");
        Assert.DoesNotContain("a second", called.Output + called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_OnATerminal_ReckonsByItsOwnReplicasOnly()
    {
        var interrupted = new FakeRunner(Runs.Collapsed) { InterruptsAfter = 1000 };
        await Negsim.CallAsync(Negsim.Valid, interrupted, "montecarlo", file, "--runs", "10000", "--seed", "3", "--precision", Precision, "--block-size", "100", "--out", Out);

        var called = await CallAsync("resume", Out, "--block-size", "100");

        // A thousand replicas a second; the thousand that were there already took this process no time.
        Assert.Equal(ExitCode.Done, called.ExitCode);
        AssertTerminalHolds("━━━━━━━━━━━━━━━━━━━━━━━   99% 1,000 a second, about 00:00:00 left\nholds 31.2%; collapses 68.8%");
    }

    // A thousand replicas, an ending of which has a share: the interval is 2 * 1.96 * sqrt(share (1 - share) / 1000) wide, more or less.
    [Theory]
    [InlineData(1000, 0.02, 1_000_000, 3000, "about ")]
    [InlineData(1000, 0.02, 3000, 3000, "at most ")]
    [InlineData(1000, 0.02, 2500, 2500, "at most ")]
    [InlineData(1000, 0.001, 1_000_000_000, 836_000, "about ")]
    [InlineData(1000, 0.4, 1_000_000, 1000, "about ")]
    [InlineData(1500, 0.4, 1_000_000, 2000, "about ")]
    [InlineData(99, 0.4, 1_000_000, 1_000_000, "at most ")]
    public void Expect_Precision_IsReckonedByTheWidthSoFar(int runs, double precision, long most, long expected, string word)
    {
        var tally = new BatchTally(TruceForAid.Scenario);
        tally.Add(new BlockSlice(s_played.Value, 0, runs));
        var told = BatchProgress.Expect(new BatchOrder(TruceForAid.Scenario, 3, most, precision, 100, 1), tally);
        Assert.Equal(word, told?.Word);
        Assert.InRange(told!.Value.Total, expected - expected / 20, expected + expected / 20);
        Assert.True(told.Value.Total == most || told.Value.Total % BatchPlayer.CheckEvery == 0);
        Assert.Null(BatchProgress.Expect(new BatchOrder(TruceForAid.Scenario, 3, most, null, 100, 1), tally));
    }

    [Fact]
    public async Task Comparison_OnATerminal_ShowsRateTimeLeftAndTurn()
    {
        var whatIf = new WhatIf("calendar.rounds=2", [new Setting("calendar.rounds=2", "--what-if", 1)], TruceForAid.Scenario, "");
        var order = new ComparisonOrder(TruceForAid.Scenario, [whatIf, whatIf], 1, 1000, null, null);
        await ProgressBar.ShowAsync(terminal.Console, clock, 3000, 0, async bar =>
        {
            var progress = new ComparisonProgress(turn => ComparisonProgress.Words(order.WhatIfs.Length, turn), bar);
            progress.Turn(1);
            Play(1500);
            await progress.TakeAsync(new BlockSlice(new DirectBlock(TruceForAid.Scenario).PlayOut(new BlockSpec(1, 0, 1500, Tell: false)), 0, 1500));
        });

        AssertTerminalHolds("━━━━━━━━━━━━              50% 1,000 a second, 00:00:02 left\nwhat-if 1 of 2");
    }

    /// <summary>What is reported late, by another thread, does not move the bar back.</summary>
    [Fact]
    public async Task Report_OutOfOrder_ShowsTheFurthest()
    {
        await ProgressBar.ShowAsync(terminal.Console, clock, 3000, 0, bar =>
        {
            clock.Move(TimeSpan.FromSeconds(1.5));
            bar!.Report(1500);
            bar.Report(1000);
            return Task.CompletedTask;
        });

        AssertTerminalHolds("━━━━━━━━━━━━              50% 1,000 a second, 00:00:02 left");
    }

    [Fact]
    public async Task Bar_AllEndings_FitsEightyColumns()
    {
        var scenario = ScenarioReader.ReadFile(NegsimProcess.Scenario("truce-for-aid.yaml"), ["actors.north.no_deal=uniform(0, 1)"]).Scenario!;
        var tally = new BatchTally(scenario);
        var order = new BatchOrder(scenario, 1, 1_000_000_000, null, null, null);
        await BatchProgress.ShowAsync(terminal.Console, clock, order, tally, async watchers =>
        {
            var slice = new BlockSlice(new DirectBlock(scenario).PlayOut(new BlockSpec(1, 0, 1000, Tell: false)), 0, 1000);
            tally.Add(slice);
            clock.Move(TimeSpan.FromMilliseconds(0.1));
            await watchers.Single().TakeAsync(slice);
        });

        Assert.All(Enum.GetValues<Ending>(), ending => Assert.NotEqual(0, tally.CountOf(ending)));
        AssertTerminalHolds("                           0% 10,000,000 a second, 00:01:40 left\nholds 27.0%; collapses 16.9%; signed, not ratified 52.3%; no deal 3.8%");
    }

    [Theory]
    [InlineData(0, 100, 5, "")]
    [InlineData(10, 100, 0, "")]
    [InlineData(10, 100, 5, "2.0 a second, 00:00:50 left")]
    [InlineData(3, 1, 2, "1.5 a second, 00:00:01 left")]
    [InlineData(1, 359_999, 1, "1.0 a second, 99:59:59 left")]
    [InlineData(1, 360_000, 1, "1.0 a second, days left")]
    [InlineData(1, 1e18, 16, "0.1 a second, days left")]
    [InlineData(100, 100, 10, "10 a second, 00:00:10 left")]
    [InlineData(2_500_000, 0, 1, "2,500,000 a second, 00:00:00 left")]
    public void Pace_Work_IsReckonedByWhatItTook(double done, double left, double seconds, string words) =>
        Assert.Equal(words, ProgressBar.Pace(done, left, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("montecarlo")]
    [InlineData("compare", "--what-if", "calendar.rounds=2")]
    public async Task Quiet_OnATerminal_WritesNothingToIt(string command, params string[] more)
    {
        var called = await CallAsync([command, file, .. more, "--runs", "300", "--quiet"]);
        Assert.Equal((ExitCode.Done, "", ""), (called.ExitCode, called.Error, terminal.Written));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NoColour_OnATerminal_IsHeardByTheBar(bool colour)
    {
        var asked = new List<bool>();
        string[] options = colour ? [] : ["--no-color"];
        await Negsim.CallAsync(
            (_, _) => Negsim.Valid,
            new FakeRunner(Runs.Collapsed),
            surroundings => surroundings with { ProgressConsole = with => { asked.Add(with); return null; } },
            ["montecarlo", file, "--runs", "10", .. options]);
        Assert.Equal([colour], asked);
    }

    [Fact]
    public async Task Program_StandardErrorIsATerminal_ShowsTheBar()
    {
        var written = await OnATerminalAsync("--runs 100000 --precision 0.05 --json 2>&1 >/dev/null");
        Assert.Contains(" a second, ", written, StringComparison.Ordinal);
        Assert.Contains("signed, not ratified ", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_StandardErrorIsAFile_WritesNothingToItOrTheTerminal()
    {
        var messages = Path.Combine(parent.FullName, "messages");
        Assert.Equal("", await OnATerminalAsync($"--runs 100 2>'{messages}' >/dev/null"));
        Assert.Equal("", await File.ReadAllTextAsync(messages, TestContext.Current.CancellationToken));
    }

    /// <summary>Starts the program in a shell on a terminal of its own, and returns what that terminal was sent. Its input is none, for to a terminal that may be typed at the runtime itself sends a word.</summary>
    private static async Task<string> OnATerminalAsync(string options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "there is no script(1) to make a terminal with");
        var called = await NegsimProcess.CallOnATerminalAsync($"montecarlo '{NegsimProcess.Scenario("truce-for-aid.yaml")}' {options} </dev/null");
        Assert.Equal(ExitCode.Done, called.ExitCode);
        return called.Output;
    }

    /// <summary>What it showed last, with nothing wider than the terminal before, and nothing left at the end.</summary>
    private void AssertTerminalHolds(string last)
    {
        var screens = terminal.Screens();
        Assert.All(screens, screen => Assert.All(screen.Split('\n'), line => Assert.InRange(line.Length, 0, 80)));
        Assert.Equal("", screens[^1]);
        Assert.Equal(last, screens.Last(screen => screen.Contains("a second", StringComparison.Ordinal)));
    }

    private void Play(int replicas) => clock.Move(TimeSpan.FromMilliseconds(replicas));

    private Task<Called> CallAsync(params string[] arguments) => CallAsync(new FakeRunner(Runs.Collapsed) { Played = Play }, arguments);

    private Task<Called> CallAsync(FakeRunner runner, params string[] arguments) => Negsim.CallAsync(
        (_, _) => Negsim.Valid with { Diagnostics = [] },
        runner,
        surroundings => surroundings with { Clock = clock, ProgressConsole = _ => terminal.Console },
        arguments);
}

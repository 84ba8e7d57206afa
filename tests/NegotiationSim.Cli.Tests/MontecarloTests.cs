using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Batches;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

public sealed class MontecarloTests : IDisposable
{
    private const ulong Seed = 3;

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();
    private readonly string file;

    public MontecarloTests()
    {
        file = Path.Combine(parent.FullName, "truce.yaml");
        File.WriteAllText(file, "");
    }

    public static TheoryData<int, bool, string> Renderings { get; } = new()
    {
        { 80, false, "story" }, { 120, false, "story" }, { 80, true, "story" }, { 80, false, "ending" }, { 120, false, "everything" },
    };

    private string Out => Path.Combine(parent.FullName, "batch");

    public void Dispose() => parent.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Renderings))]
    public void Tell_PlayedBatch_MatchesSnapshot(int width, bool colour, string detail)
    {
        var summary = Summary(400);
        var text = new Screen(width, colour).Render(console => BatchTeller.Tell(console, new BatchTale(TruceForAid.Scenario, Seed, summary, Enum.Parse<Detail>(detail, ignoreCase: true)) { Replay = Replay.Of("truce.yaml", Seed, ["calendar.round=1w", "actors.north.title=The north"]) }));
        Snapshot.Matches(text, $"montecarlo-{detail}-{width}{(colour ? "-colour" : "")}.txt");
        if (!colour)
        {
            Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, width));
        }
    }

    [Fact]
    public async Task Json_Batch_IsOneDocument()
    {
        var called = await CallAsync("--runs", "400", "--seed", "3", "--json");
        Assert.Equal((ExitCode.Done, "a.yaml:3:5: warning: driver 'rain' is never used\n"), (called.ExitCode, called.Error));
        Snapshot.Matches(called.Output, "montecarlo.json");
        using var document = JsonDocument.Parse(called.Output);
        Assert.Equal(
            ["schema", "scenario", "seed", "runs", "endings", "causes", "signed", "rounds", "periods", "agreements", "actors", "gates", "survival"],
            document.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Json_AnyBlockSize_IsTheSame()
    {
        var expected = await CallAsync("--runs", "300", "--json");
        foreach (var size in new[] { "1", "7", "512", "4096" })
        {
            Assert.Equal(expected, await CallAsync("--runs", "300", "--json", "--block-size", size, "--parallel", "1"));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(null)]
    public async Task Parallel_Given_IsHowManyTablesPlay(int? processors)
    {
        string[] options = processors is { } given ? ["--parallel", given.ToString(CultureInfo.InvariantCulture)] : [];
        foreach (var command in new[] { "montecarlo", "compare --what-if calendar.rounds=2" })
        {
            var runner = new FakeRunner(Runs.Collapsed);
            await Negsim.CallAsync(Negsim.Valid, runner, [.. command.Split(' '), file, "--runs", "10", .. options]);
            Assert.Equal(processors ?? Environment.ProcessorCount, runner.Options?.Lanes);
        }
    }

    [Theory]
    [InlineData("64")]
    [LongInlineData("999")]
    [InlineData("2500")]
    public async Task Precision_Reached_StopsAtTheSamePlaceWhateverTheBlocks(string blockSize)
    {
        var called = await CallAsync("--runs", "100000", "--seed", "3", "--precision", "0.025", "--json", "--block-size", blockSize);
        using var document = JsonDocument.Parse(called.Output);
        var runs = document.RootElement.GetProperty("runs").GetInt32();
        Assert.Equal(2000, runs);
    }

    [Fact]
    public void Precision_SameBatchByItself_IsReachedAtTwoThousand()
    {
        Assert.False(Tally(1000).IsPrecise(0.025));
        Assert.True(Tally(2000).IsPrecise(0.025));
    }

    [Fact]
    public async Task Precision_NotReached_PlaysAllRuns()
    {
        var called = await CallAsync("--runs", "1500", "--precision", "0.0001", "--json");
        using var document = JsonDocument.Parse(called.Output);
        Assert.Equal(1500, document.RootElement.GetProperty("runs").GetInt32());
    }

    [Fact]
    public async Task Out_Batch_HoldsTheDocumentThatIsPrinted()
    {
        var called = await CallAsync("--runs", "400", "--json", "--out", Out);
        Assert.Equal(ExitCode.Done, called.ExitCode);
        Assert.Equal(called.Output, await File.ReadAllTextAsync(Path.Combine(Out, "summary.json"), TestContext.Current.CancellationToken));
        Assert.Equal(called.Output, (await Negsim.CallAsync("resume", Out, "--json")).Output);

        var again = await CallAsync("--runs", "400", "--out", Out);
        Assert.Equal((ExitCode.WrongInput, ""), (again.ExitCode, again.Output));
        Assert.EndsWith($"negsim: '{Out}' holds this experiment already, finished; name a new folder to play it again\n", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_FolderOfAnotherExperiment_IsRefusedAndLeftAlone()
    {
        await CallAsync("--runs", "40", "--out", Out);
        var before = Contents(Out);
        var called = await CallAsync("--runs", "40", "--seed", "2", "--quiet", "--out", Out);
        Assert.Equal(
            new Called(ExitCode.WrongInput, "", $"negsim: '{Out}' holds another experiment (truce-for-aid, seed 1, 40 runs); name a new folder\n"), called);
        Assert.Equal(before, Contents(Out));
    }

    [Fact]
    public async Task Out_UnfinishedFolderOfThisExperiment_PointsToResume()
    {
        await Negsim.CallAsync(Negsim.Valid, new FakeRunner(Runs.Collapsed) { Interrupts = true }, "montecarlo", file, "--runs", "500", "--block-size", "70", "--out", Out);
        var before = Contents(Out);
        var called = await CallAsync("--runs", "500", "--quiet", "--out", Out);
        Assert.Equal(
            new Called(ExitCode.WrongInput, "", $"negsim: '{Out}' holds this experiment, unfinished; 'negsim resume {Out}' goes on with it\n"), called);
        Assert.Equal(before, Contents(Out));
    }

    [Fact]
    public async Task Out_FolderOfAComparison_IsRefusedAndLeftAlone()
    {
        await Negsim.CallAsync(
            ScenarioReader.ReadFile, new FakeRunner(Runs.Collapsed), "compare", NegsimProcess.Scenario("truce-for-aid.yaml"), "--what-if", "calendar.rounds=2", "--runs", "10", "--out", Out);
        var before = Contents(Out);
        var called = await CallAsync("--runs", "40", "--quiet", "--out", Out);
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Matches($"^negsim: '{Out}' holds a comparison \\(.+, seed 1, 10 runs\\); name a new folder\n$", called.Error);
        Assert.Equal(before, Contents(Out));
    }

    [Theory]
    [InlineData("", "is a file; --out needs the name of a folder")]
    [InlineData("/below", "cannot be written: *")]
    [InlineData("/below/further", "cannot be written: *")]
    public async Task Out_IsAFileOrBelowOne_IsRefused(string below, string why)
    {
        var path = file + below;
        var runner = new FakeRunner(Runs.Collapsed);
        var called = await Negsim.CallAsync(Negsim.Valid, runner, "montecarlo", file, "--runs", "40", "--quiet", "--out", path);
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Matches($"^negsim: '{path}' {why.Replace("*", ".+", StringComparison.Ordinal)}\n$", called.Error);
        Assert.False(runner.Disposed);
        Assert.Equal("", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("")]
    public async Task Out_FolderThatMayNotBeWritten_IsRefused(string below)
    {
        using var closed = new ClosedFolder(parent.CreateSubdirectory("closed").FullName);
        var path = Path.Join(closed.Path, below);
        var called = await CallAsync("--runs", "40", "--quiet", "--out", path);
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Matches($"^negsim: '{path}' cannot be written: .+\n$", called.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(closed.Path));
    }

    [Fact]
    public async Task Resume_FolderThatMayNotBeWritten_IsRefusedUnlessFinished()
    {
        await Negsim.CallAsync(Negsim.Valid, new FakeRunner(Runs.Collapsed) { Interrupts = true }, "montecarlo", file, "--runs", "500", "--block-size", "70", "--out", Out);
        var before = Contents(Out);
        using (new ClosedFolder(Out))
        {
            var called = await Negsim.CallAsync("resume", Out, "--quiet");
            Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
            Assert.Matches($"^negsim: '{Out}' cannot be written: .+\n$", called.Error);
            Assert.Equal(before, Contents(Out));
        }

        var resumed = await Negsim.CallAsync("resume", Out, "--quiet", "--json");
        Assert.Equal(ExitCode.Done, resumed.ExitCode);
        using (new ClosedFolder(Out))
        {
            Assert.Equal(new Called(ExitCode.Done, resumed.Output, ""), await Negsim.CallAsync("resume", Out, "--json"));
        }
    }

    [Fact]
    public async Task Interrupt_OnTheWay_IsResumedToTheSameResult()
    {
        var expected = await CallAsync("--runs", "500", "--json");
        var runner = new FakeRunner(Runs.Collapsed) { Interrupts = true };
        var called = await Negsim.CallAsync(Negsim.Valid, runner, "montecarlo", file, "--runs", "500", "--json", "--quiet", "--block-size", "70", "--out", Out);
        Assert.Equal(
            new Called(ExitCode.Interrupted, "", $"negsim: interrupted after 70 of 500 runs; 'negsim resume {Out}' goes on from there.\n"), called);
        Assert.True(runner.Disposed);
        var resumed = await Negsim.CallAsync("resume", Out, "--json");
        Assert.Equal((ExitCode.Done, expected.Output), (resumed.ExitCode, resumed.Output));
    }

    [Fact]
    public async Task Interrupt_NoFolder_TellsOfWhatIsFinished()
    {
        var runner = new FakeRunner(Runs.Collapsed) { Interrupts = true };
        var called = await Negsim.CallAsync(Negsim.Valid, runner, "montecarlo", file, "--runs", "500", "--json", "--quiet", "--block-size", "70");
        Assert.Equal(ExitCode.Interrupted, called.ExitCode);
        using var document = JsonDocument.Parse(called.Output);
        Assert.Equal(70, document.RootElement.GetProperty("runs").GetInt32());
        Assert.Equal("negsim: interrupted after 70 of 500 runs; with --out what is finished is kept and 'negsim resume' goes on.\n", called.Error);
    }

    [Fact]
    public async Task BrokenScenario_IsRefusedAndMakesNoFolder()
    {
        var called = await Negsim.CallAsync(Negsim.Broken, new FakeRunner(Runs.Collapsed), "montecarlo", file, "--runs", "5", "--out", Out);
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.False(Directory.Exists(Out));
    }

    private static BatchSummary Summary(int runs) => Tally(runs).Summary();

    private static BatchTally Tally(int runs)
    {
        var tally = new BatchTally(TruceForAid.Scenario);
        var played = new DirectBlock(TruceForAid.Scenario).PlayOut(new BlockSpec(Seed, 0, runs, Tell: false));
        tally.Add(new BlockSlice(played, 0, runs));
        return tally;
    }

    private static List<(string Name, string Hash)> Contents(string folder) =>
        [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))))];

    private Task<Called> CallAsync(params string[] options) => Negsim.CallAsync(["montecarlo", file, .. options]);
}

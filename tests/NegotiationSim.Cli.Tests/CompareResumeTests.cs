using System.Text.Json;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>A comparison that is kept in a folder and cut off on the way.</summary>
public sealed class CompareResumeTests : IDisposable
{
    private readonly Experiment experiment = new();

    public void Dispose() => experiment.Dispose();

    // In the first turn of the base, in its last; in the first what-if, in the second; in the second turn of each.
    [Theory]
    [InlineData(100)]
    [InlineData(4000)]
    [InlineData(6000)]
    [InlineData(3 * 4096)]
    [InlineData(3 * 4096 + 100)]
    [InlineData(3 * 4096 + 1500)]
    [InlineData(3 * 4096 + 2600)]
    public async Task Resume_CutOffAnywhere_EndsWithTheSameBytes(long after)
    {
        var whole = await experiment.CompareAsync(cutOff: false, "--json");
        Assert.Equal(ExitCode.Done, whole.ExitCode);

        var cut = await experiment.CompareAsync(after, "--json", "--out", experiment.Out);
        Assert.Equal(ExitCode.Interrupted, cut.ExitCode);
        Assert.Contains($"'negsim resume {experiment.Out}' goes on from there", cut.Error, StringComparison.Ordinal);
        Assert.Equal(after >= 3 * 4096, cut.Output.Length > 0);
        if (cut.Output.Length > 0)
        {
            using var document = JsonDocument.Parse(cut.Output);
            Assert.Equal((4096, false), (document.RootElement.GetProperty("runs").GetInt32(), document.RootElement.GetProperty("complete").GetBoolean()));
        }

        Assert.False(File.Exists(experiment.In("comparison.json")));
        Assert.Equal(new Called(ExitCode.Done, whole.Output, ""), await experiment.ResumeAsync("--json", "--block-size", "77", "--parallel", "1"));
        Assert.Equal(whole.Output, await File.ReadAllTextAsync(experiment.In("comparison.json"), TestContext.Current.CancellationToken));
        Assert.Equal(
            ["comparison.json", "experiment.json", "results.sha256", "scenario.yaml", "what-if-1.yaml", "what-if-2.yaml"], Directory.EnumerateFiles(experiment.Out).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Resume_FinishedComparison_PrintsItAgain()
    {
        var whole = await experiment.CompareAsync(cutOff: false, "--json", "--out", experiment.Out);
        Assert.Equal(new Called(ExitCode.Done, whole.Output, ""), await experiment.ResumeAsync("--json"));
        Assert.Equal(new Called(ExitCode.Done, $"{experiment.Out}: finished already; {experiment.In("comparison.json")} holds the result.\n", ""), await experiment.ResumeAsync());
        var again = await experiment.CompareAsync(cutOff: false, "--out", experiment.Out);
        Assert.Equal(new Called(ExitCode.WrongInput, "", $"negsim: '{experiment.Out}' holds this comparison already, finished; name a new folder to play it again\n"), again);
    }

    [Fact]
    public async Task Resume_CutOff_PlaysOnlyWhatIsLeft()
    {
        await experiment.CompareAsync(cutOff: true, "--out", experiment.Out);
        var played = 0L;
        var runner = new FakeRunner(Runs.Collapsed) { Played = count => played += count };
        Assert.Equal(ExitCode.Done, (await Negsim.CallAsync(Scenarios.ScenarioReader.ReadFile, runner, "resume", experiment.Out, "--quiet")).ExitCode);
        Assert.Equal(3 * (5000 - 4096), played);
    }

    [Theory]
    [InlineData("comparison.json", 0.5)]
    [InlineData("comparison.json", 0.95)]
    [InlineData("what-if-2.yaml", 0.5)]
    [InlineData("scenario.yaml", 0.2)]
    [InlineData("results.sha256", 0.3)]
    public async Task Resume_FinishedAndThenChanged_IsNotCalledFinished(string name, double at)
    {
        await experiment.CompareAsync(cutOff: false, "--out", experiment.Out);
        var bytes = await File.ReadAllBytesAsync(experiment.In(name), TestContext.Current.CancellationToken);
        bytes[(int)(at * bytes.Length)] ^= 1;
        await File.WriteAllBytesAsync(experiment.In(name), bytes, TestContext.Current.CancellationToken);
        var called = await experiment.ResumeAsync("--json");
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
    }

    [Fact]
    public async Task Resume_ComparisonOfTheVersionBefore_SaysWhatItIs()
    {
        Directory.CreateDirectory(experiment.Out);
        await File.WriteAllTextAsync(experiment.In("what-if-1.yaml"), "", TestContext.Current.CancellationToken);
        Assert.Equal(
            new Called(
                ExitCode.WrongInput,
                "",
                $"negsim: '{experiment.Out}' is the folder of a comparison without experiment.json, as an earlier version of the program wrote it; it cannot be gone on with: play the comparison anew in another folder\n"),
            await experiment.ResumeAsync());
    }
}

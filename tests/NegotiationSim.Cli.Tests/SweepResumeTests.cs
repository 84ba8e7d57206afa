using System.Text.Json;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>A sweep that is kept in a folder and cut off on the way.</summary>
public sealed class SweepResumeTests : IDisposable
{
    private const int Turn = 4096;

    private readonly Experiment experiment = new();

    public void Dispose() => experiment.Dispose();

    // In the first point, in its last block; in the third; after the first turn of all; in the second turn of the second point.
    [Theory]
    [InlineData(100)]
    [InlineData(4000)]
    [InlineData(2 * Turn + 500)]
    [InlineData(3 * Turn)]
    [InlineData(3 * Turn + 1500)]
    public async Task Resume_CutOffAnywhere_EndsWithTheSameBytes(long after)
    {
        var whole = await experiment.SweepAsync(long.MaxValue, "--json");
        Assert.Equal(ExitCode.Done, whole.ExitCode);

        var cut = await experiment.SweepAsync(after, "--json", "--out", experiment.Out);
        Assert.Equal(ExitCode.Interrupted, cut.ExitCode);
        Assert.Contains($"'negsim resume {experiment.Out}' goes on from there", cut.Error, StringComparison.Ordinal);
        Assert.Equal(after >= 3 * Turn, cut.Output.Length > 0);
        if (cut.Output.Length > 0)
        {
            using var document = JsonDocument.Parse(cut.Output);
            Assert.Equal((Turn, false), (document.RootElement.GetProperty("runs").GetInt32(), document.RootElement.GetProperty("complete").GetBoolean()));
        }

        Assert.False(File.Exists(experiment.In("sweep.json")));
        Assert.Equal(new Called(ExitCode.Done, whole.Output, ""), await experiment.ResumeAsync("--json", "--block-size", "77", "--parallel", "1"));
        Assert.Equal(whole.Output, await File.ReadAllTextAsync(experiment.In("sweep.json"), TestContext.Current.CancellationToken));
        Assert.Equal(["experiment.json", "results.sha256", "scenario.yaml", "sweep.json"], Directory.EnumerateFiles(experiment.Out).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Resume_FinishedSweep_PrintsItAgain()
    {
        var whole = await experiment.SweepAsync(long.MaxValue, "--json", "--out", experiment.Out);
        Assert.Equal(new Called(ExitCode.Done, whole.Output, ""), await experiment.ResumeAsync("--json"));
        Assert.Equal(new Called(ExitCode.Done, $"{experiment.Out}: finished already; {experiment.In("sweep.json")} holds the result.\n", ""), await experiment.ResumeAsync());
    }

    [Fact]
    public async Task Resume_CutOff_PlaysOnlyWhatIsLeft()
    {
        await experiment.SweepAsync(3 * Turn + 100, "--out", experiment.Out);
        var played = 0L;
        var runner = new FakeRunner(Runs.Collapsed) { Played = count => played += count };
        Assert.Equal(ExitCode.Done, (await Negsim.CallAsync(Scenarios.ScenarioReader.ReadFile, runner, "resume", experiment.Out, "--quiet")).ExitCode);
        Assert.Equal(3 * (5000 - Turn), played);
    }

    [Theory]
    [InlineData("sweep.json", 0.5)]
    [InlineData("scenario.yaml", 0.2)]
    [InlineData("results.sha256", 0.3)]
    public async Task Resume_FinishedAndThenChanged_IsNotCalledFinished(string name, double at)
    {
        await experiment.SweepAsync(long.MaxValue, "--out", experiment.Out);
        var bytes = await File.ReadAllBytesAsync(experiment.In(name), TestContext.Current.CancellationToken);
        bytes[(int)(at * bytes.Length)] ^= 1;
        await File.WriteAllBytesAsync(experiment.In(name), bytes, TestContext.Current.CancellationToken);
        var called = await experiment.ResumeAsync("--json");
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
    }

    [Theory]
    [InlineData("\"vary\": [", "\"vary\": [7, ", "'vary' is [")]
    [InlineData("\"vary\": [", "\"vary\": [\"a=1,2\", \"b=1,2\", ", "'vary' is [")]
    [InlineData("\"vary\": [", "\"what_ifs\": [], \"vary\": [", "'what_ifs' is there, and a sweep has none")]
    [InlineData("\"command\": \"sweep\"", "\"command\": \"montecarlo\"", "'vary' is there, and a batch has none")]
    public async Task Resume_DescriptionChanged_IsRefused(string was, string now, string complaint)
    {
        await experiment.SweepAsync(3 * Turn + 100, "--out", experiment.Out);
        var text = await File.ReadAllTextAsync(experiment.In("experiment.json"), TestContext.Current.CancellationToken);
        Assert.Contains(was, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(experiment.In("experiment.json"), text.Replace(was, now, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var called = await experiment.ResumeAsync();
        Assert.Equal(ExitCode.WrongInput, called.ExitCode);
        Assert.Contains(complaint, called.Error, StringComparison.Ordinal);
    }
}

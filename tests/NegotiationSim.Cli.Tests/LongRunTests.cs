using System.Diagnostics;
using System.Globalization;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

/// <summary>However long a negotiation is, telling it takes no more memory: each of these stories is several times as large as the heap that the process is allowed.</summary>
public sealed class LongRunTests
{
    private const long HeapBytes = 64 << 20;

    public static TheoryData<string, string, string, int> Stories { get; } =
    [
        ("many incidents", LongScenario.Peace(750, "  contagion: 0\n  frailty: 1\n  breach: 0\n  spoilers: [{id: s, rate: 560}]"), "\"action\": \"incident\"", -60_000),
        Further("many rounds", LongScenario.Talks(16, 2_250), "\"action\": \"offer\"", 16 * 2_250),
        Further("many breaches", LongScenario.Peace(750, "  breach: 1e6", outsiders: 60), "\"action\": \"breach\"", -60 * 750),
    ];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Run_LongStoryInASmallHeap_WritesAllOfItAsJson(string name, string text, string counted, int count)
    {
        var (exitCode, lines, found, last, error) = await RunAsync(name, text, counted, "--json");

        Assert.Equal((ExitCode.Done, "", "}"), (exitCode, error, last));
        Assert.InRange(lines, 20 * Math.Abs(count) / 2, int.MaxValue);
        if (count >= 0)
        {
            Assert.Equal(count, found);
        }
        else
        {
            // About as many as are expected.
            Assert.InRange(found, 0.9 * -count, 1.1 * -count);
        }
    }

    [Theory]
    [InlineData("--verbose", "Round ", 300)]
    [LongInlineData("--no-color", "Round ", 4)]
    [LongInlineData("--quiet", "No deal. The table closed", 1)]
    public async Task Run_LongTalksInASmallHeap_TellsThem(string detail, string counted, int atLeast)
    {
        var rounds = detail == "--verbose" ? 300 : 2_250;
        var (exitCode, _, found, _, error) = await RunAsync("talks " + detail, LongScenario.Talks(16, rounds), counted, detail);

        Assert.Equal((ExitCode.Done, ""), (exitCode, error));
        Assert.InRange(found, atLeast, rounds);
    }

    [Theory]
    [InlineData("run", "64 principals over 100,000 rounds", 64, 100_000, "")]
    [InlineData("run", "2 principals over 5 rounds and 10,000 periods of implementation with 12,800,000 incidents expected", 2, 5, "implementation: {horizon: 10000, spoilers: [SPOILERS]}")]
    [InlineData("montecarlo", "100,000 runs of 16 principals over 100,000 rounds", 16, 100_000, "")]
    [InlineData("compare", "200,000 runs of 16 principals over 100,000 rounds", 16, 100_000, "")]
    public async Task Command_Long_SaysSoBeforehand(string command, string counts, int principals, int rounds, string rest)
    {
        // Nothing is played: a run is given up when it is asked for, a batch when its silo starts.
        var text = LongScenario.Talks(principals, rounds) + rest.Replace("SPOILERS", string.Join(", ", Enumerable.Range(0, 64).Select(s => $"{{id: s{s}, rate: 140}}")), StringComparison.Ordinal);
        var read = ScenarioReader.Read(text, "long.yaml");
        string[] options = command switch { "run" => [], "compare" => ["--runs", "100000", "--block-size", "1", "--what-if", "name=x"], _ => ["--runs", "100000", "--block-size", "1"] };
        var file = NegsimProcess.Scenario("truce-for-aid.yaml");

        Task<Called> CallAsync(params string[] more)
        {
            var runner = new FakeRunner(Runs.NoDeal) { Interrupts = true };
            Task<IScenarioRunner> Start()
            {
                if (command != "run")
                {
                    runner.Interruption.Cancel();
                }

                return Task.FromResult<IScenarioRunner>(runner);
            }

            return Negsim.CallAsync((_, _) => read, runner, surroundings => surroundings with { StartRunner = (_, _) => Start() }, [command, file, .. more, .. options]);
        }

        var called = await CallAsync();
        var quiet = await CallAsync("--quiet");

        Assert.Equal(ExitCode.Interrupted, called.ExitCode);
        Assert.Contains(counts + ": if it goes on to the end, this takes ", called.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("this takes", quiet.Error, StringComparison.Ordinal);
    }

    private static TheoryDataRow<string, string, string, int> Further(string name, string text, string counted, int count) =>
        new(name, text, counted, count) { Skip = LongTests.AreRun ? null : LongTests.Reason };

    private static async Task<(int ExitCode, int Lines, int Found, string? Last, string Error)> RunAsync(string name, string text, string counted, string option)
    {
        var folder = Directory.CreateTempSubdirectory("negsim-long-");
        try
        {
            var file = Path.Combine(folder.FullName, name.Replace(' ', '-') + ".yaml");
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "negsim"), ["run", file, option]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["DOTNET_GCHeapHardLimit"] = HeapBytes.ToString("x", CultureInfo.InvariantCulture);
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var (lines, found) = (0, 0);
            string? last = null;
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                lines++;
                found += line.Contains(counted, StringComparison.Ordinal) ? 1 : 0;
                last = line;
            }

            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, lines, found, last, await error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

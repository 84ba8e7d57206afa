using System.Globalization;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Reports.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

/// <summary><c>run --replica R</c> is row R of the batch, whichever rows are picked.</summary>
public sealed class BatchRowTests : IDisposable
{
    /// <summary>Rows that are compared.</summary>
    private const int Sample = 200;

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();

    private string Out => Path.Combine(parent.FullName, "batch");

    public void Dispose() => parent.Delete(recursive: true);

    /// <summary>Both commands through grains; they share a silo and what the reader has read, so that these are there once. The precision is never reached: it cuts blocks at every thousand.</summary>
    [Theory]
    [InlineData("kerry-lavrov-2016", 600, 6, "--parallel 2", new[] { "held", "collapsed", "not_ratified", "no_deal" })]
    [InlineData("truce-for-aid", 3000, 18_446_744_073_709_551_615, "--precision 0.0001 --block-size 700", new[] { "held", "collapsed", "not_ratified" })]
    public async Task Run_RandomReplicas_SayWhatTheirRowsSay(string name, int runs, ulong seed, string options, string[] endings)
    {
        await using var silo = await SiloScenarioRunner.StartAsync(TelemetryTarget.None, TestContext.Current.CancellationToken);
        var read = ScenarioReader.ReadFile(NegsimProcess.Scenario(name + ".yaml"));
        await CompareAsync(name, runs, seed, options, endings, arguments => Negsim.CallAsync(
            (_, _) => read,
            new FakeRunner(Runs.Collapsed),
            surroundings => surroundings with { StartRunner = (_, _) => Task.FromResult<IScenarioRunner>(new SharedRunner(silo)) },
            arguments));
    }

    /// <summary>The same by 201 processes, each with a silo of its own.</summary>
    [Theory]
    [InlineData("kerry-lavrov-2016", 10_000, 1, new[] { "held", "collapsed", "not_ratified", "no_deal" })]
    [InlineData("truce-for-aid", 100_000, 7, new[] { "held", "collapsed", "not_ratified" })]
    public async Task Program_RandomReplicas_SayWhatTheirRowsSay(string name, int runs, ulong seed, string[] endings)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") == "1", "NEGSIM_LONG_TESTS=1 runs it");
        await CompareAsync(name, runs, seed, "--checkpoint 0.1", endings, NegsimProcess.CallAsync);
    }

    private async Task CompareAsync(string name, int runs, ulong seed, string options, string[] endings, Func<string[], Task<Called>> call)
    {
        var (file, number) = (NegsimProcess.Scenario(name + ".yaml"), seed.ToString(CultureInfo.InvariantCulture));
        var batch = await call(["montecarlo", file, "--runs", Text(runs), "--seed", number, "--quiet", "--out", Out, .. options.Split(' ')]);
        Assert.Equal((ExitCode.Done, ""), (batch.ExitCode, batch.Error));

        // Not sorted: row R is the one that stands at R in the file.
        var rows = Rows.Query(Path.Combine(Out, "replicas.parquet"), "select * from ROWS");
        Assert.Equal(runs, rows.Count);
        var picked = Enumerable.Range(0, runs).ToArray();
        new Random(2016).Shuffle(picked);
        picked = picked[..Sample];
        Assert.Equal(endings.Order(), picked.Select(replica => (string)rows[replica]["ending"]!).Distinct().Order());

        var comparison = new RunAndRow(ScenarioReader.ReadFile(file).Scenario!, seed);
        var differences = new List<string>();
        foreach (var replica in picked)
        {
            var run = await call(["run", file, "--seed", number, "--replica", Text(replica), "--json"]);
            Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
            differences.AddRange(comparison.Differences(run.Output, replica, rows[replica]));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(20).Append($"({differences.Count} differences)")));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>A batch of a scenario with wide rows, so that a row group is full, and on the disk, after 1,024 replicas; and a comparison of it.</summary>
internal sealed class Experiment : IDisposable
{
    /// <summary>Replicas after which the batch is cut off.</summary>
    public const int CutOff = 1100;

    public const int Runs = 1200;

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory();

    public Experiment()
    {
        Scenario = Path.Combine(_parent.FullName, "wide.yaml");
        File.WriteAllText(Scenario, Text(drivers: 1050));
        Narrow = Path.Combine(_parent.FullName, "narrow.yaml");
        File.WriteAllText(Narrow, Text(drivers: 4));
    }

    /// <summary>A scenario with wide rows.</summary>
    public string Scenario { get; }

    /// <summary>One with narrow rows.</summary>
    public string Narrow { get; }

    public string Out => Path.Combine(_parent.FullName, "batch");

    public string In(string name) => Path.Combine(Out, name);

    /// <summary>A path outside the experiment's folder.</summary>
    public string Beside(string name) => Path.Combine(_parent.FullName, name);

    public void Dispose() => _parent.Delete(recursive: true);

    /// <summary>Plays a batch into the folder, up to its end or until it is cut off.</summary>
    public Task<Called> PlayAsync(bool cutOff, bool wide = true, int runs = Runs) => Negsim.CallAsync(
        ScenarioReader.ReadFile,
        new FakeRunner(Fixtures.Runs.Collapsed) { InterruptsAfter = cutOff ? CutOff : long.MaxValue },
        "montecarlo", wide ? Scenario : Narrow, "--runs", runs.ToString(CultureInfo.InvariantCulture), "--block-size", "100", "--quiet", "--out", Out);

    /// <summary>Plays a comparison into the folder, up to its end or until it is cut off after the first of two turns.</summary>
    public Task<Called> CompareAsync(bool cutOff, params string[] more) => CompareAsync(cutOff ? 3 * 4096 + 100 : long.MaxValue, more);

    public Task<Called> CompareAsync(long interruptsAfter, params string[] more) => Negsim.CallAsync(
        ScenarioReader.ReadFile,
        new FakeRunner(Fixtures.Runs.Collapsed) { InterruptsAfter = interruptsAfter },
        [
            "compare", Narrow, "--runs", "5000", "--block-size", "100", "--quiet", "--what-if", "actors.p0.no_deal=0, actors.p1.no_deal=d1", "--what-if", "actors.p1.no_deal=\"uniform(0.2, 0.3)\"", .. more,
        ]);

    /// <summary>Plays a sweep of three points into the folder, up to its end or until it is cut off.</summary>
    public Task<Called> SweepAsync(long interruptsAfter, params string[] more) => Negsim.CallAsync(
        ScenarioReader.ReadFile,
        new FakeRunner(Fixtures.Runs.Collapsed) { InterruptsAfter = interruptsAfter },
        ["sweep", Narrow, "--runs", "5000", "--block-size", "100", "--quiet", "--set", "actors.p0.no_deal=d2", "--vary", "actors.p1.no_deal=0,d1,\"uniform(0.2, 0.3)\"", .. more]);

    public Task<Called> ResumeAsync(params string[] more) => Negsim.CallAsync(ScenarioReader.ReadFile, new FakeRunner(Fixtures.Runs.Collapsed), ["resume", Out, .. more]);

    /// <summary>The folder's files with their hashes.</summary>
    public Dictionary<string, string> Contents() =>
        Directory.EnumerateFileSystemEntries(Out).Order(StringComparer.Ordinal).ToDictionary(
            path => Path.GetFileName(path),
            path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    /// <summary>The results with their hashes.</summary>
    public string Results() => string.Join(' ', new[] { "summary.json", "replicas.parquet" }.Select(name => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(In(name))))));

    /// <summary>Calls a program of the system; skips the test where it is not there.</summary>
    public static async Task<string> SystemAsync(string program, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(program), $"there is no {program}");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private static string Text(int drivers) => $$$"""
        schema: negotiation-sim/1
        name: rows
        calendar: {rounds: 3}
        drivers:
        {{{string.Join('\n', Enumerable.Range(0, drivers).Select(i => $"  d{i}: uniform(0, 1)"))}}}
        issues:
          i0: {options: [o0, o1, o2]}
        actors:
          p0: {role: principal, preferences: {i0: {weight: 1, ideal: "100 * d0"}}, no_deal: d1}
          p1: {role: principal, preferences: {i0: {weight: 1, ideal: "100 * d2"}}, no_deal: d3}
        protocol: {kind: tabled, agreement: unanimity, text: {i0: o1}}
        """;
}

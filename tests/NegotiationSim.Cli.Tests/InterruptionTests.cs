using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>The built program, killed and interrupted on the way: what <c>resume</c> makes of the folder must not tell.</summary>
public sealed class InterruptionTests : IDisposable
{
    /// <summary>Replicas of the batch: four row groups and a piece of a fifth.</summary>
    private const int Runs = 140_000;

    private const int Terminate = 15;

    /// <summary>Cheap to play, with rows of nearly 400 bytes: many row groups in little time.</summary>
    private static readonly string s_scenario = """
        schema: negotiation-sim/1
        name: wide-rows
        calendar: {rounds: 3}
        drivers:
        DRIVERS
        issues:
          i0: {options: [o0, o1, o2]}
        actors:
          p0: {role: principal, preferences: {i0: {weight: 1, ideal: "100 * d0"}}, no_deal: d1}
          p1: {role: principal, preferences: {i0: {weight: 1, ideal: "100 * d2"}}, no_deal: d3}
        protocol: {kind: tabled, agreement: unanimity, text: {i0: o1}}
        """.Replace("DRIVERS", string.Join('\n', Enumerable.Range(0, 40).Select(i => $"  d{i}: uniform(0, 1)")), StringComparison.Ordinal);

    private static readonly Lazy<Task<string>> s_expected = new(PlayWholeAsync);

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();

    private string Out => Path.Combine(parent.FullName, "batch");

    public InterruptionTests() => File.WriteAllText(ScenarioIn(parent), s_scenario);

    public void Dispose() => parent.Delete(recursive: true);

    [Fact]
    public async Task Resume_AfterKills_EndsWithTheSameBytes() => await KillAndResumeAsync(kills: 2, new Random(1));

    [Fact]
    public async Task Resume_AfterTenKills_EndsWithTheSameBytes()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") == "1", "NEGSIM_LONG_TESTS=1 runs it");
        for (var seed = 0; seed < 10; seed++)
        {
            await KillAndResumeAsync(kills: 1 + seed % 3, new Random(seed));
            Directory.Delete(Out, recursive: true);
        }
    }

    [Fact]
    public async Task Terminate_OnTheWay_KeepsWhatIsFinished()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no SIGTERM");
        using (var process = NegsimProcess.Start(Command(parent, "--out", Out)))
        {
            await RowsAsync(process, 1_000_000);
            Assert.Equal(0, Kill(process.Id, Terminate));
            var called = await NegsimProcess.EndAsync(process);
            Assert.Equal((ExitCode.Interrupted, ""), (called.ExitCode, called.Output));
            Assert.Matches($@"^negsim: interrupted after [\d,]+ of 140,000 runs; 'negsim resume {Out}' goes on from there\.\n$", called.Error);
        }

        var resumed = await NegsimProcess.CallAsync("resume", Out, "--json");
        Assert.Equal((ExitCode.Done, ""), (resumed.ExitCode, resumed.Error));
        Assert.Equal(await s_expected.Value, Hash(Out));

        var again = await NegsimProcess.CallAsync("resume", Out);
        Assert.Equal(new Called(ExitCode.Done, $"{Out}: finished already; {Path.Combine(Out, "summary.json")} holds the result.\n", ""), again);
    }

    [Fact]
    public async Task Interrupt_WithoutFolder_TellsOfWhatIsFinished()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no SIGTERM");
        using var process = NegsimProcess.Start("montecarlo", ScenarioIn(parent), "--runs", "100000000", "--json", "--telemetry", "console");

        // Telemetry on standard error says that replicas are being played.
        await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        for (var line = 0; line < 200; line++)
        {
            await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, Kill(process.Id, Terminate));
        var called = await NegsimProcess.EndAsync(process);
        Assert.Equal(ExitCode.Interrupted, called.ExitCode);
        using var document = JsonDocument.Parse(called.Output);
        Assert.InRange(document.RootElement.GetProperty("runs").GetInt64(), 1, 100_000_000 - 1);
    }

    [Fact]
    public async Task Write_NoRoomOnTheWay_LosesNothingAndResumes()
    {
        Assert.SkipUnless(File.Exists("/bin/bash") && !OperatingSystem.IsWindows(), "there is no bash to set a limit with");
        using (var process = NegsimProcess.StartLimited(20_000, Command(parent, "--out", Out)))
        {
            var called = await NegsimProcess.EndAsync(process);
            Assert.Equal((ExitCode.Failed, ""), (called.ExitCode, called.Output));
            Assert.StartsWith($"negsim: '{Out}/", called.Error, StringComparison.Ordinal);
            Assert.Contains("' cannot be written: ", called.Error, StringComparison.Ordinal);
            Assert.Contains($"'negsim resume {Out}' goes on from there", called.Error, StringComparison.Ordinal);
        }

        Assert.Equal(ExitCode.Done, (await NegsimProcess.CallAsync("resume", Out, "--quiet")).ExitCode);
        Assert.Equal(await s_expected.Value, Hash(Out));
    }

    [Fact]
    public async Task Out_CannotBeMade_ReturnsTwo()
    {
        // A file where a folder is needed: nobody can write there, whoever runs the tests.
        var file = Path.Combine(parent.FullName, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var called = await NegsimProcess.CallAsync(Command(parent, "--out", Path.Combine(file, "below")));
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.StartsWith($"negsim: '{Path.Combine(file, "below")}' cannot be written: ", called.Error, StringComparison.Ordinal);
        Assert.Single(called.Error.TrimEnd('\n').Split('\n'));
    }

    private static string ScenarioIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "wide.yaml");

    private static string[] Command(DirectoryInfo folder, params string[] more) =>
        ["montecarlo", ScenarioIn(folder), "--checkpoint", "0.05", "--runs", Runs.ToString(System.Globalization.CultureInfo.InvariantCulture), "--quiet", .. more];

    private static async Task<string> PlayWholeAsync()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "batch");
            await File.WriteAllTextAsync(ScenarioIn(folder), s_scenario);
            Assert.Equal(ExitCode.Done, (await NegsimProcess.CallAsync(Command(folder, "--out", path))).ExitCode);
            return Hash(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Hash(string folder) =>
        string.Join(' ', new[] { "summary.json", "replicas.parquet" }.Select(name => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name))))));

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private async Task KillAndResumeAsync(int kills, Random random)
    {
        string[] command = Command(parent, "--out", Out);
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = NegsimProcess.Start(command);
            await RowsAsync(process, random.Next(1, 45_000_000));
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            command = ["resume", Out, "--quiet", "--checkpoint", "0.05"];
        }

        Assert.Equal(ExitCode.Done, (await NegsimProcess.CallAsync("resume", Out, "--quiet")).ExitCode);
        Assert.Equal(await s_expected.Value, Hash(Out));
    }

    /// <summary>Waits until so many bytes of rows are written, or the process has ended.</summary>
    private async Task RowsAsync(Process process, long bytes)
    {
        var rows = new FileInfo(Path.Combine(Out, "replicas.parquet.part"));
        while (!process.HasExited && !(rows.Exists && rows.Length >= bytes))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
            rows.Refresh();
        }
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace NegotiationSim.Conformance.Tests;

/// <summary>A few of the recorded negotiations through the built program, started as its users start it.</summary>
public sealed class ProgramTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "negsim.exe" : "negsim");

    [Theory]
    [InlineData("Laptop2011", "boulware_boulware")]
    [InlineData("Tram2015_5p_rv", "boulware_all")]
    [InlineData("NiceOrDie2011", "boulware_boulware")]
    public async Task Run_ImportedDomain_AgreesAsRecorded(string domain, string tactics)
    {
        using var traces = JsonDocument.Parse(await File.ReadAllTextAsync(Oracle.Path("genius", "traces.json"), TestContext.Current.CancellationToken));
        var trace = traces.RootElement.EnumerateArray().Single(t => t.GetProperty("domain").GetString() == domain && t.GetProperty("tactics").GetString() == tactics);
        var formula = new GeniusFormula(Oracle.DomainFolder(domain));
        var file = Path.GetTempFileName();
        try
        {
            var imported = await StartAsync("import", Oracle.DomainFolder(domain), "--from", "genius", "--out", file);
            Assert.Equal((0, ""), (imported.ExitCode, imported.Error));

            // The tactic of an import is the recorded one; discounts are ignored there.
            var actors = Scenarios.ScenarioReader.ReadFile(file).Scenario!.Actors;
            var run = await StartAsync(["run", file, "--json", .. actors.SelectMany(actor => new[] { "--set", $"actors.{actor.Id}.discount=1" })]);

            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            using var document = JsonDocument.Parse(run.Output);
            var offers = document.RootElement.GetProperty("transcript").EnumerateArray().Where(entry => entry.GetProperty("action").GetString() == "offer");
            var expected = trace.GetProperty("offers").EnumerateArray().Select(o => (Round: o[0].GetInt32(), Utility: formula.Utility(o[1].GetInt32(), o[2].GetInt32()))).ToList();
            Assert.Equal(expected.Select(o => o.Round), offers.Select(o => o.GetProperty("round").GetInt32()));
            Assert.All(expected.Zip(offers), pair => Assert.Equal(pair.First.Utility, pair.Second.GetProperty("utility").GetDouble(), 1e-12));
            var agreed = trace.GetProperty("agreement");
            Assert.Equal(
                agreed.ValueKind == JsonValueKind.Null ? (int?)null : agreed.GetProperty("round").GetInt32(),
                document.RootElement.GetProperty("signed") is { ValueKind: JsonValueKind.Object } signed ? signed.GetProperty("round").GetInt32() : null);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Import_HundredMegabytes_IsRefusedByTheProgram()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using (var huge = File.OpenWrite(file))
            {
                huge.SetLength(100_000_000);
            }

            Assert.Equal((2, "", $"{file}:1:1: error: the file is over 8 MiB, the limit of an imported file\n"), await StartAsync("import", file, "--from", "genius"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}

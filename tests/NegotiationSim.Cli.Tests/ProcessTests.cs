using System.Text.Json;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>The built program as its users meet it: a process with two output streams and an exit code.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Run_TruceForAid_TellsItOnStandardOutput()
    {
        var called = await NegsimProcess.CallAsync("run", NegsimProcess.Scenario("truce-for-aid.yaml"));
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
        Assert.Contains("── How it ended ──", called.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', called.Output);
        Assert.All(called.Output.Split('\n'), line => Assert.InRange(line.Length, 0, Screen.PipedWidth));
    }

    [Fact]
    public async Task Run_Json_IsOneDocumentWithTheSameBytesEveryTime()
    {
        var calls = new List<Called>();
        for (var i = 0; i < 2; i++)
        {
            calls.Add(await NegsimProcess.CallAsync("run", NegsimProcess.Scenario("kerry-lavrov-2016.yaml"), "--json", "--seed", "3", "--replica", "4"));
        }

        Assert.Equal(calls[0], calls[1]);
        Assert.Equal((ExitCode.Done, ""), (calls[0].ExitCode, calls[0].Error));
        using var document = JsonDocument.Parse(calls[0].Output);
        Assert.Equal(
            ["schema", "scenario", "seed", "replica", "ending", "cause", "signed", "ended", "agreement", "actors", "gates", "transcript"],
            document.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(4, document.RootElement.GetProperty("replica").GetInt32());
    }

    [Fact]
    public async Task Run_JsonWithTelemetry_KeepsStandardOutputClean()
    {
        var called = await NegsimProcess.CallAsync("run", NegsimProcess.Scenario("truce-for-aid.yaml"), "--json", "--telemetry", "console");
        Assert.Equal(ExitCode.Done, called.ExitCode);
        using var document = JsonDocument.Parse(called.Output);
        Assert.Equal("negsim.run/1", document.RootElement.GetProperty("schema").GetString());
        Assert.Contains("Activity.", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Override_ChangesTheRun()
    {
        var called = await NegsimProcess.CallAsync("run", NegsimProcess.Scenario("truce-for-aid.yaml"), "--quiet", "--set", "calendar.rounds=1");
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
        Assert.StartsWith("No deal.", called.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongOverride_SaysWhereOnStandardError()
    {
        var called = await NegsimProcess.CallAsync("run", NegsimProcess.Scenario("truce-for-aid.yaml"), "--set", "calendar.runds=1");
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Contains("did you mean 'rounds'", called.Error.Replace('`', '\'').Replace('"', '\''), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_AllScenarios_AreValidWithoutWarnings()
    {
        var called = await NegsimProcess.CallAsync(["validate", .. Directory.EnumerateFiles(Path.Combine(NegsimProcess.Root, "scenarios"), "*.yaml").Order(StringComparer.Ordinal)]);
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
    }

    [Fact]
    public async Task UnknownCommand_ReturnsTwo()
    {
        var called = await NegsimProcess.CallAsync("valdate");
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Single(called.Error.TrimEnd('\n').Split('\n'));
    }
}

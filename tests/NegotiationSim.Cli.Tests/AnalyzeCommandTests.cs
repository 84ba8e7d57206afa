using System.Text.Json;
using NegotiationSim.Analysis;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

public sealed class AnalyzeCommandTests
{
    private static readonly string File = Analyses.PathOf("truce-for-aid");

    [Theory]
    [InlineData("", null, null)]
    [InlineData("--seed 7", 7UL, 0L)]
    [InlineData("--replica 3", 1UL, 3L)]
    [InlineData("--seed 18446744073709551615 --replica 9223372036854775807", ulong.MaxValue, long.MaxValue)]
    public async Task Analyze_SeedAndReplica_ChooseTheCase(string options, ulong? seed, long? replica)
    {
        var analyst = new FakeAnalyst();
        var called = await CallAsync(analyst, [File, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
        Assert.Equal(seed is null ? AnalysisCase.Central : AnalysisCase.Of(seed.Value, replica!.Value), analyst.Case);
        Assert.Null(analyst.Counted);
    }

    [Fact]
    public async Task Analyze_Runs_CountsDrawsBesideTheCentralCase()
    {
        var analyst = new FakeAnalyst();
        var called = await CallAsync(analyst, File, "--runs", "20", "--seed", "4", "--json");
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
        Assert.Equal((AnalysisCase.Central, (4UL, 20L)), (analyst.Case, analyst.Counted));
        using var document = JsonDocument.Parse(called.Output);
        Assert.Equal("central", document.RootElement.GetProperty("case").GetString());
        Assert.Equal(20, document.RootElement.GetProperty("over").GetProperty("runs").GetInt32());
    }

    [Fact]
    public async Task Analyze_Json_HasTheFieldsOfTheContractInTheirOrder()
    {
        var called = await CallAsync(new FakeAnalyst(), File, "--json");
        using var document = JsonDocument.Parse(called.Output);
        Assert.Equal(
            ["schema", "scenario", "case", "exact", "outcomes", "actors", "zone", "signatories", "blocking", "pareto", "solutions", "baselines", "grid", "survival"],
            document.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Analyze_Override_ChangesTheAnswer()
    {
        var called = await CallAsync(new FakeAnalyst(), File, "--quiet", "--set", "actors.north.no_deal=1.5");
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
        Assert.StartsWith("There is no text that all three would sign unpressed (Northern power, Southern\npower and the south's client): Northern power accepts no text at all", called.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_WrongOverride_IsLocated()
    {
        var called = await CallAsync(new FakeAnalyst(), File, "--set", "calendar.runds=1");
        Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
        Assert.Contains("error: ", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_Interrupted_ReturnsThree()
    {
        var called = await CallAsync(new FakeAnalyst { Interrupts = true }, File, "--runs", "10");
        Assert.Equal(new Called(ExitCode.Interrupted, "", "negsim: interrupted.\n"), called);
    }

    /// <summary>Progress is written over in place and gone at the end; results stay on standard output.</summary>
    [Fact]
    public async Task Analyze_OnATerminal_ShowsHowFarItIs()
    {
        var terminal = new Terminal(80);
        var called = await CallAsync(new FakeAnalyst(), terminal, File, "--runs", "4", "--json");
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Error));
        Assert.Contains("looking at 20 outcomes", terminal.Written, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(called.Output);

        var quiet = new Terminal(80);
        Assert.Equal("", (await CallAsync(new FakeAnalyst(), quiet, File, "--runs", "4", "--quiet")).Error);
        Assert.Equal("", quiet.Written);
    }

    private static Task<Called> CallAsync(FakeAnalyst analyst, params string[] arguments) => CallAsync(analyst, null, arguments);

    private static async Task<Called> CallAsync(FakeAnalyst analyst, Terminal? terminal, params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var surroundings = new Surroundings
        {
            Output = output,
            Error = error,
            OutputScreen = new Screen(80, false),
            ProgressConsole = _ => terminal?.Console,
            ReadScenario = ScenarioReader.ReadFile,
            StartRunner = (_, _) => throw new InvalidOperationException("An analysis needs no silo."),
            Analyst = analyst,
        };
        var code = await new NegsimProgram(surroundings).RunAsync(["analyze", .. arguments], analyst.Interruption.Token);
        return new Called(code, output.ToString(), error.ToString());
    }
}

using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>What a terminal is sent when no colours are wanted: not one control sequence, neither the program's nor the runtime's, whose console sends some of its own when standard input is a terminal.</summary>
public sealed class ControlSequenceTests
{
    private static readonly string s_scenario = NegsimProcess.Scenario("truce-for-aid.yaml");

    [Theory]
    [LongInlineData("NO_COLOR=1", "run '{0}'")]
    [InlineData("", "analyze '{0}' --no-color")]
    [LongInlineData("", "analyze '{0}' | cat")]
    [InlineData("", "montecarlo '{0}' --runs 2000 --no-color")]
    [LongInlineData("NO_COLOR=1", "compare '{0}' --what-if calendar.rounds=6 --runs 200")]
    [InlineData("NO_COLOR=1", "validate '{0}' nowhere.yaml; true")]
    [InlineData("NO_COLOR=1", "run '{0}' --json --telemetry console")]
    public async Task Program_NoColoursWanted_SendsNoControlSequence(string variables, string command)
    {
        var called = await OnATerminalAsync(variables, command);
        Assert.NotEqual("", called.Output);
        Assert.DoesNotContain(called.Output, c => c < ' ' && c is not ('\n' or '\r'));
    }

    [Fact]
    public async Task Program_ATerminalThatIsTypedAt_SendsColoursOnly()
    {
        var called = await OnATerminalAsync("", $"analyze '{s_scenario}'");
        Assert.Contains("\u001b[1m", called.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[?1h", called.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b=", called.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[39;49m", called.Output, StringComparison.Ordinal);
    }

    private static async Task<Called> OnATerminalAsync(string variables, string command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "there is no script(1) to make a terminal with");
        var called = await NegsimProcess.CallOnATerminalAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, s_scenario), variables.Length > 0 ? [variables] : []);
        Assert.Equal(ExitCode.Done, called.ExitCode);
        return called;
    }
}

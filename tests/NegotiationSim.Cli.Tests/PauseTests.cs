using System.Runtime.InteropServices;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>A process that is stopped for longer than any of Orleans's time limits goes on as if nothing had been. Takes over a minute each: NEGSIM_LONG_TESTS=1.</summary>
public sealed class PauseTests
{
    private const int Stop = 19;
    private const int Continue = 18;

    [Theory]
    [InlineData(35, "montecarlo", "--runs", "20000")]
    [InlineData(70, "compare", "--runs", "8000", "--what-if", "calendar.rounds=4")]
    [InlineData(35, "run", "--set", "calendar.rounds=5000")]
    public async Task Stopped_OnTheWay_LosesNothing(int seconds, string command, params string[] options)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") == "1", "NEGSIM_LONG_TESTS=1 runs it");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals have other numbers elsewhere");
        string[] arguments = [command, NegsimProcess.Scenario("truce-for-aid.yaml"), "--json", .. options];
        var undisturbed = await NegsimProcess.CallAsync(arguments);

        // At several moments: while it starts, and while it plays.
        foreach (var after in (int[])[300, 3000])
        {
            using var process = NegsimProcess.Start(arguments);
            var ended = NegsimProcess.EndAsync(process);
            await Task.Delay(after, TestContext.Current.CancellationToken);
            Kill(process.Id, Stop);
            await Task.Delay(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);
            Kill(process.Id, Continue);
            Assert.Equal(undisturbed, await ended);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}

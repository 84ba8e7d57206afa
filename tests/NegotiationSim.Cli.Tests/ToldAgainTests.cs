using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Tests;

/// <summary>A story that is too long to be kept is told while it is played again: what is written is what a short one would be.</summary>
public sealed class ToldAgainTests
{
    // A hundred thousand entries: more than is kept.
    private static readonly RunRecord s_long = Runs.NoDeal with
    {
        Transcript = [.. Enumerable.Range(0, 10_000).SelectMany(i => Runs.NoDeal.Transcript[..^1].Select(entry => entry with { Round = 1 + 2 * i + entry.Round - 1 })), Runs.NoDeal.Transcript[^1] with { Round = 20_001 }],
    };

    [Fact]
    public async Task Run_JsonOfALongStory_IsTheWholeDocument()
    {
        var called = await Negsim.CallAsync(Negsim.Valid, new FakeRunner(s_long), "run", NegsimProcess.Scenario("truce-for-aid.yaml"), "--json");

        Assert.Equal(ExitCode.Done, called.ExitCode);
        Assert.True(RunJson.Write(TruceForAid.Scenario, s_long) == called.Output);
    }

    [Fact]
    public async Task Run_TextOfALongStory_IsTheWholeText()
    {
        var called = await Negsim.CallAsync(Negsim.Valid, new FakeRunner(s_long), "run", NegsimProcess.Scenario("truce-for-aid.yaml"));

        Assert.Equal(ExitCode.Done, called.ExitCode);
        Assert.Equal(new Screen(80, false).Render(console => RunTeller.Tell(console, new Tale(TruceForAid.Scenario, s_long, Detail.Story))), called.Output);
        Assert.Contains("3–20,000 ", called.Output, StringComparison.Ordinal);
    }
}

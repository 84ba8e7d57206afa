using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

public sealed class EndingSearchTests : IDisposable
{
    private const ulong Seed = 3;

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();
    private readonly string file;

    public EndingSearchTests()
    {
        file = Path.Combine(parent.FullName, "truce.yaml");
        File.WriteAllText(file, "");
    }

    public void Dispose() => parent.Delete(recursive: true);

    [Theory]
    [InlineData("held", 0)]
    [InlineData("collapsed", 0)]
    [InlineData("collapsed", 7)]
    [InlineData("held", 1)]
    [InlineData("held", 30)]
    public async Task Run_Ending_TellsTheFirstReplicaThatEndsSo(string ending, int from)
    {
        var endings = new DirectBlock(TruceForAid.Scenario).PlayOut(new BlockSpec(Seed, 0, 200, Tell: false)).Result.Endings;
        var expected = Enumerable.Range(from, 200 - from).First(replica => JsonNames.Of(endings[replica]) == ending);
        var runner = new FakeRunner(Runs.Collapsed);
        var called = await CallAsync(Negsim.Valid, runner, "--ending", ending, "--replica", $"{from}", "--json");
        Assert.Equal((ExitCode.Done, (Seed, expected)), (called.ExitCode, runner.Asked));
    }

    [Fact]
    public async Task Run_EndingWithoutReplica_BeginsAtTheFirst()
    {
        var (without, from) = (new FakeRunner(Runs.Collapsed), new FakeRunner(Runs.Collapsed));
        await CallAsync(Negsim.Valid, without, "--ending", "held");
        await CallAsync(Negsim.Valid, from, "--ending", "held", "--replica", "0");
        Assert.Equal(from.Asked, without.Asked);
    }

    [Fact]
    public async Task Run_EndingThatNoneHas_SaysHowTheyEndAndFails()
    {
        var scenario = TruceForAid.Scenario with { Calendar = TruceForAid.Scenario.Calendar with { Rounds = 1 }, Events = [] };
        var runner = new FakeRunner(Runs.Collapsed);
        var called = await CallAsync(Negsim.Valid with { Scenario = scenario, Diagnostics = [] }, runner, "--ending", "held");
        Assert.Equal(new Called(ExitCode.Failed, "", "negsim: none of 100,000 negotiations of seed 3, from replica 0 on, ends as held; they end as no_deal (100,000).\n"), called);
        Assert.Null(runner.Asked);
    }

    [Theory]
    [InlineData("collapsed", "it has no implementation in which an agreement could collapse")]
    [InlineData("not_ratified", "it has no ratifiers")]
    public async Task Run_EndingThatTheScenarioCannotHave_IsSaidAtOnce(string ending, string reason)
    {
        var bare = TruceForAid.Scenario with { Implementation = null, Actors = [.. TruceForAid.Scenario.Actors.Where(actor => actor.Role == Role.Principal)], Ties = [], Events = [] };
        var runner = new FakeRunner(Runs.Collapsed) { Played = _ => Assert.Fail("Nothing need be played.") };
        var called = await CallAsync(Negsim.Valid with { Scenario = bare, Diagnostics = [] }, runner, "--ending", ending);
        Assert.Equal(new Called(ExitCode.Failed, "", $"negsim: no negotiation of this scenario ends as {ending}: {reason}.\n"), called);
    }

    [Fact]
    public async Task Run_EndingInterrupted_ExitsAsInterrupted()
    {
        var called = await CallAsync(Negsim.Valid with { Diagnostics = [] }, new FakeRunner(Runs.Collapsed) { InterruptsAfter = 1 }, "--ending", "not_ratified");
        Assert.Equal(new Called(ExitCode.Interrupted, "", "negsim: interrupted.\n"), called);
    }

    [Theory]
    [InlineData("'; rm -rf", @"''\''; rm -rf'")]
    [InlineData("a/b.yaml", "a/b.yaml")]
    [InlineData("actors.*.x=1", "'actors.*.x=1'")]
    [InlineData("", "''")]
    public void Of_Word_IsQuotedWhereAShellWouldReadItOtherwise(string word, string expected) =>
        Assert.Equal(expected, ShellWord.Of(word));

    private Task<Called> CallAsync(LoadResult read, FakeRunner runner, params string[] options) =>
        Negsim.CallAsync(read, runner, ["run", file, "--seed", $"{Seed}", .. options]);
}

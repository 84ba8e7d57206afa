using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Tests;

public sealed class RunTellerTests
{
    public static TheoryData<string, int, bool> Renderings { get; } = new()
    {
        { "collapsed", 80, false }, { "collapsed", 120, false }, { "collapsed", 80, true },
        { "demands", 80, false }, { "demands", 100, false }, { "demands", 120, true },
        { "held", 80, false }, { "held", 120, false },
        { "not-ratified", 80, false },
        { "gave-up-asking", 80, false },
        { "no-deal", 80, false }, { "no-deal", 120, true },
    };

    [Theory]
    [MemberData(nameof(Renderings))]
    public void Tell_HandMadeRun_MatchesSnapshot(string run, int width, bool colour) =>
        Snapshot.Matches(Render(Find(run), width, colour), $"run-{run}-{width}{(colour ? "-colour" : "")}.txt");

    [Fact]
    public void Tell_Everything_TellsEveryRound()
    {
        var text = Render(Runs.Collapsed, 100, false, Detail.Everything);
        Assert.All(Enumerable.Range(1, 12), round => Assert.Contains($"\nRound {round} ", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Tell_Everything_NamesLinesWithTheirIds()
    {
        var text = Render(Runs.Demands, 120, false, Detail.Everything);
        Assert.All(["[north.ruler-high]", "[client.aid-ceiling]"], id => Assert.Contains(id, text, StringComparison.Ordinal));
        Assert.DoesNotContain("[north.", Render(Runs.Demands, 120, false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demands")]
    [InlineData("collapsed")]
    [InlineData("not-ratified")]
    public void Tell_Lines_AreNamedByTheirDemands(string run)
    {
        foreach (var detail in new[] { Detail.Story, Detail.Everything })
        {
            Assert.DoesNotContain("red line", Render(Find(run), 100, false, detail), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Tell_LineKeptToOneself_SaysSo()
    {
        Assert.Contains("without saying why: it insists on", OneLine(Render(Runs.NoDeal, 100, false)), StringComparison.Ordinal);
        Assert.DoesNotContain("without saying why", OneLine(Render(Runs.Demands, 100, false)), StringComparison.Ordinal);
    }

    [Fact]
    public void Tell_EndingOnly_IsShort() => Assert.InRange(Render(Runs.Collapsed, 80, false, Detail.Ending).Count(c => c == '\n'), 1, 5);

    [Theory]
    [MemberData(nameof(Renderings))]
    public void Tell_AnyWidth_KeepsWithinIt(string run, int width, bool colour)
    {
        var lines = Render(Find(run), width, false).Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.Equal(colour, Render(Find(run), width, colour).Contains('\u001b', StringComparison.Ordinal));
    }

    private static RunRecord Find(string name) => name switch
    {
        "collapsed" => Runs.Collapsed,
        "demands" => Runs.Demands,
        "held" => Runs.Held,
        "not-ratified" => Runs.NotRatified,
        "gave-up-asking" => Runs.GaveUpAsking,
        _ => Runs.NoDeal,
    };

    private static string OneLine(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Render(RunRecord record, int width, bool colour, Detail detail = Detail.Story) =>
        new Screen(width, colour).Render(console => RunTeller.Tell(console, new Tale(TruceForAid.Scenario, record, detail)));
}

using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Tests.Driving;

/// <summary>How many replicas a block holds where nobody says.</summary>
public sealed class BlockSizesTests
{
    private const long Many = 100_000_000;

    [Fact]
    public void For_SmallReplicas_IsTheMostThereMayBe()
    {
        Assert.Equal(32_768, Size(Pie(10), Many * 32_768, 1));
        Assert.Equal(4_096, Size(Pie(10), Many * 4_096, 1, inCluster: true));
    }

    /// <summary>Two principals, eight million turns.</summary>
    [Theory]
    [InlineData(1_000, 4_000)]
    [InlineData(100_000, 40)]
    public void For_LongCalendar_HasAsManyTurns(int rounds, int expected) => Assert.Equal(expected, Size(Pie(rounds), Many * expected, 1));

    [Theory]
    [InlineData(100_000, 2, 25_000)]
    [InlineData(100_001, 2, 25_001)]
    [InlineData(1_000, 3, 334)]
    [InlineData(3, 4, 1)]
    public void For_FewRuns_GivesLanesAsManyBlocksOfOneSize(long runs, int lanes, int expected) => Assert.Equal(expected, Size(Pie(10), runs, lanes));

    /// <summary>All lanes together have 512 MB, however many they are.</summary>
    [Fact]
    public void For_ManyLanes_ShareTheMemory()
    {
        var (few, many) = (Size(Large(), Many, 8), Size(Large(), Many, 64));

        Assert.InRange(few, 16, 16_384);
        Assert.InRange(many, few / 8 - 1, few / 8 + 1);
    }

    private static int Size(Scenario scenario, long runs, int lanes, bool inCluster = false) =>
        BlockSizes.For(scenario, runs, lanes, inCluster, TestContext.Current.CancellationToken);

    private static Scenario Pie(int rounds) => Read($$"""
        schema: negotiation-sim/1
        name: pie
        calendar: {rounds: {{rounds}}}
        issues:
          share: {options: [none, half, all]}
        actors:
          a:
            role: principal
            tactic: {kind: boulware, opponent_model: none}
            preferences:
              share: {weight: 1, values: {none: 0, half: 0.5, all: 1} }
          b:
            role: principal
            tactic: {kind: boulware, opponent_model: none}
            preferences:
              share: {weight: 1, values: {none: 1, half: 0.5, all: 0} }
        """);

    /// <summary>4,096 outcomes, everything drawn.</summary>
    private static Scenario Large()
    {
        var issues = Enumerable.Range(0, 6).Select(i => $"  i{i}: {{options: [a, b, c, d]}}");
        var wants = Enumerable.Range(0, 6).Select(i => $"      i{i}: {{weight: \"uniform(0, 1)\", values: {{a: \"uniform(0, 1)\", b: \"uniform(0, 1)\", c: \"uniform(0, 1)\", d: \"uniform(0, 1)\"}}}}").ToArray();
        var actors = Enumerable.Range(0, 4).SelectMany(a => (string[])[$"  p{a}:", "    role: principal", "    preferences:", .. wants]);
        return Read(string.Join('\n', ["schema: negotiation-sim/1", "name: large", "calendar: {rounds: 50}", "issues:", .. issues, "actors:", .. actors]));
    }

    private static Scenario Read(string text)
    {
        var read = ScenarioReader.Read(text, "test.yaml");
        Assert.True(read.Scenario is not null, string.Join("\n", read.Diagnostics));
        return read.Scenario!;
    }
}

using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Tests.Fixtures;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests;

/// <summary>The story of the largest scenario that is shipped stays one that a person reads.</summary>
public sealed class FlagshipStoryTests
{
    private const int MostLines = 150;

    [Fact]
    public void Tell_TwentySeeds_FitOnAPage()
    {
        var scenario = ScenarioReader.ReadFile(NegsimProcess.Scenario("kerry-lavrov-2016.yaml")).Scenario!;
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var record = new DirectBlock(scenario).Run(seed, 0);
            foreach (var width in new[] { 80, 100, 120 })
            {
                var lines = new Screen(width, false).Render(console => RunTeller.Tell(console, new Tale(scenario, record, Detail.Story))).Split('\n');
                Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
                Assert.True(width < 100 || lines.Length - 1 <= MostLines, $"seed {seed} takes {lines.Length - 1} lines at {width} columns");
            }
        }
    }
}

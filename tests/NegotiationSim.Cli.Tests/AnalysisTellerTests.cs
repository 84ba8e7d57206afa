using NegotiationSim.Analysis;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Above;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

public sealed class AnalysisTellerTests
{
    public static TheoryData<string, int, bool> Renderings { get; } = new()
    {
        { "truce-for-aid", 80, false }, { "truce-for-aid", 120, false }, { "truce-for-aid", 80, true },
        { "geneva", 80, false }, { "geneva", 120, false }, { "geneva", 80, true },
        { "nothing-feasible", 80, false }, { "one-option", 80, false }, { "many-actors", 80, false }, { "nothing-satisfies", 80, false }, { "inexact", 80, false },
    };

    [Theory]
    [MemberData(nameof(Renderings))]
    public void Tell_Analysis_MatchesSnapshot(string analysis, int width, bool colour) =>
        Snapshot.Matches(Render(Find(analysis), width, colour), $"analyze-{analysis}-{width}{(colour ? "-colour" : "")}.txt");

    [Theory]
    [InlineData("truce-for-aid")]
    [InlineData("geneva")]
    [InlineData("nothing-feasible")]
    [InlineData("inexact")]
    public void Write_Analysis_MatchesSnapshot(string analysis) => Snapshot.Matches(AnalysisJson.Write(Find(analysis), null), $"analyze-{analysis}.json");

    [Theory]
    [MemberData(nameof(Renderings))]
    public void Tell_AnyWidth_KeepsWithinIt(string analysis, int width, bool colour)
    {
        var lines = Render(Find(analysis), width, false).Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.Equal(colour, Render(Find(analysis), width, colour).Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public void Tell_Everything_NamesEveryWayOut()
    {
        var text = Render(Analyses.ManyActors, 100, false, Detail.Everything);
        Assert.DoesNotContain("--verbose", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("truce-for-aid", "An agreement is possible.")]
    [InlineData("geneva", "There is no text that both Syrian government and National Coalition would sign")]
    public void Tell_EndingOnly_IsTheVerdict(string analysis, string begins)
    {
        var text = Render(Find(analysis), 80, false, Detail.Ending);
        Assert.StartsWith(begins, text, StringComparison.Ordinal);
        Assert.InRange(text.Count(c => c == '\n'), 1, 6);
    }

    /// <summary>Under <c>--runs</c> the shares, their intervals and what opens the others stand on the page and in the document.</summary>
    [Fact]
    public void Tell_Frequency_MatchesSnapshot()
    {
        var frequency = new ZoneFrequency
        {
            Seed = 7,
            Runs = 1_000,
            WithZone = 640,
            WithSignatoriesZone = 720,
            Hopeless = 10,
            Undecided = 50,
            Blocking = [new BlockingFrequency([new LineOfActor(2, 0)], [0], 200, [0.0312]), new BlockingFrequency([], [0, 1], 100, [0.1, 0.000001])],
        };
        Snapshot.Matches(Render(Analyses.TruceForAid, 80, false, frequency: frequency), "analyze-runs-80.txt");
        Snapshot.Matches(AnalysisJson.Write(Analyses.OneOption, frequency with { Blocking = [] }), "analyze-runs.json");
    }

    /// <summary>The page in <c>docs/analysis.md</c> is what the program prints. It takes some ten seconds: NEGSIM_LONG_TESTS=1.</summary>
    [Fact]
    public void Tell_Flagship_IsThePageOfTheDocumentation()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") == "1", "NEGSIM_LONG_TESTS=1 runs it");
        var docs = Path.Combine(Path.GetDirectoryName(Analyses.PathOf("kerry-lavrov-2016"))!, "..", "docs", "analysis.md");
        var analysis = new ParallelAnalyst().Analyze(Analyses.File("kerry-lavrov-2016"), AnalysisCase.Central, TestContext.Current.CancellationToken);
        Assert.Contains("```text\n" + Render(analysis, Screen.PipedWidth, false).TrimStart('\n') + "```\n", File.ReadAllText(docs), StringComparison.Ordinal);
    }

    private static ScenarioAnalysis Find(string name) => name switch
    {
        "truce-for-aid" => Analyses.TruceForAid,
        "geneva" => Analyses.Geneva,
        "nothing-feasible" => Analyses.NothingFeasible,
        "one-option" => Analyses.OneOption,
        "many-actors" => Analyses.ManyActors,
        "nothing-satisfies" => Analyses.NothingSatisfies,
        _ => Analyses.Inexact,
    };

    private static string Render(ScenarioAnalysis analysis, int width, bool colour, Detail detail = Detail.Story, ZoneFrequency? frequency = null) =>
        new Screen(width, colour).Render(console => AnalysisTeller.Tell(console, new Overview(analysis, frequency, detail)));
}

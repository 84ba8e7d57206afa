using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using NegotiationSim.Analysis;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>Analyses of scenarios of the repository, and of some at the edges.</summary>
internal static class Analyses
{
    /// <summary>A zone of five texts.</summary>
    public static ScenarioAnalysis TruceForAid => Central(File("truce-for-aid"));

    /// <summary>Two red lines exclude each other; two sponsors are at the table and not needed.</summary>
    public static ScenarioAnalysis Geneva => Central(File("geneva-2-2014"));

    /// <summary>No combination makes sense.</summary>
    public static ScenarioAnalysis NothingFeasible => Central(File("truce-for-aid") with { Infeasible = [new AllOf([])] });

    /// <summary>There is one text.</summary>
    public static ScenarioAnalysis OneOption => Central(Text("""
        schema: negotiation-sim/1
        name: one-option
        calendar: {rounds: 1}
        issues: {peace: {options: [peace]}}
        actors:
          one: {role: principal, preferences: {peace: {weight: 1, values: {peace: 1}}}}
          other: {role: principal, no_deal: 0.5, preferences: {peace: {weight: 1, values: {peace: 1}}}}
        """));

    /// <summary>Sixty-four parties, of whom thirty-two want all and thirty-two nothing.</summary>
    public static ScenarioAnalysis ManyActors => Central(Text("""
        schema: negotiation-sim/1
        name: many
        calendar: {rounds: 1}
        issues: {share: {range: {from: 0, to: 10}}}
        actors:

        """ + string.Concat(Enumerable.Range(1, 64).Select(i =>
        $"  party_{i}: {{role: {(i <= 32 ? "principal" : "ratifier")}, no_deal: 0.3, preferences: {{share: {{weight: 1, ideal: {(i % 2 == 0 ? 0 : 10)}, accepts: {(i % 2 == 0 ? "{at_most: 8}" : "{at_least: 2}")}}}}}}}\n"))));

    /// <summary>Somebody whom no text satisfies, and two red lines of others that exclude each other besides.</summary>
    public static ScenarioAnalysis NothingSatisfies => Central(Text("""
        schema: negotiation-sim/1
        name: insatiable
        calendar: {rounds: 1}
        issues:
          land: {title: Who gets the land, options: [north, south], ordered: false}
          guns: {title: Arms, set_of: [rifles, tanks]}
        actors:
          north: {title: The north, role: principal, no_deal: 1.2, preferences: {land: {weight: 1, values: {north: 1, south: 0}}}}
          south:
            role: principal
            preferences: {land: {weight: 1, values: {north: 0, south: 1}}, guns: {weight: 1, values: {rifles: 1, tanks: -1}}}
            red_lines: [{id: tanks, never: {guns: {includes: tanks}}}, {id: both, never: {all: [{land: north}, {guns: {includes: rifles}}]}}]
        """));

    /// <summary>The truce as if the work had been too much for most questions.</summary>
    public static ScenarioAnalysis Inexact
    {
        get
        {
            var exact = TruceForAid;
            var about = new OutcomeCount(0, BigInteger.Pow(10, 24));
            var bounded = exact.Solutions.Nash with { Bound = exact.Solutions.Nash.Bound + 0.01, IsProven = false, IsComplete = false };
            return exact with
            {
                Zone = exact.Zone with
                {
                    Count = about,
                    Exists = Existence.Undecided,
                    Example = null,
                    Options = [.. exact.Zone.Options.Select(values => values.Select(e => e == Existence.No ? Existence.Undecided : e).ToImmutableArray())],
                },
                Total = 2 * BigInteger.Pow(10, 24),
                Feasible = new OutcomeCount(BigInteger.Pow(10, 23), BigInteger.Pow(10, 24)),
                Actors = [exact.Actors[0] with { Acceptable = new OutcomeCount(0, 12) }, exact.Actors[1] with { Acceptable = about }, .. exact.Actors.Skip(2)],
                Blocking = exact.Blocking with { AreRelaxationsComplete = false, UndecidedPairs = [new ActorPair(0, 1)] },
                Pareto = exact.Pareto with { Count = new OutcomeCount(3, 1_000_000) },
                Solutions = exact.Solutions with { Nash = bounded },
            };
        }
    }

    /// <summary>A scenario of the repository.</summary>
    public static Scenario File(string name) => ScenarioReader.ReadFile(PathOf(name)).Scenario!;

    public static string PathOf(string name) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "scenarios", name + ".yaml"));

    private static string Here([CallerFilePath] string file = "") => file;

    private static Scenario Text(string yaml)
    {
        var read = ScenarioReader.Read(yaml, "test.yaml");
        Assert.DoesNotContain(read.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        return read.Scenario!;
    }

    private static ScenarioAnalysis Central(Scenario scenario) => new ParallelAnalyst().Analyze(scenario, AnalysisCase.Central, CancellationToken.None);
}

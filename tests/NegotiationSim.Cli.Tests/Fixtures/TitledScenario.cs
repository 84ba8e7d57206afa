using System.Globalization;
using System.Text;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>A scenario whose every text for people is given: titles of everything that has one, the summary, the sources.</summary>
internal static class TitledScenario
{
    /// <summary>How many titles it has that are shown in tables and sentences: those of issues, their options, actors.</summary>
    public const int Titles = 12;

    /// <summary>The file.</summary>
    /// <param name="title">The texts: the first twelve for issues, options and actors, further ones for the rest; they come again from the first where there are too few.</param>
    public static string Yaml(params string[] title) => string.Format(
        CultureInfo.InvariantCulture,
        """
        schema: negotiation-sim/1
        name: titled
        title: {12}
        summary: {13}
        sources: [{14}]
        calendar: {{start: 2016-08-01, round: 7d, rounds: 12}}
        issues:
          truce: {{title: {0}, options: {{none: {{title: {1}}}, two_days: {{title: {2}}}, a_week: {{title: {3}}}}}}}
          ruler: {{title: {4}, options: {{stays: {{title: {5}}}, leaves: {{title: {6}}}}}}}
          aid: {{title: {7}, range: {{from: 0, to: 20, step: 5}}}}
        actors:
          north:
            title: {8}
            role: principal
            preferences:
              truce: {{weight: 40, values: {{none: 0, two_days: 0.4, a_week: 1}}}}
              ruler: {{weight: 20, values: {{stays: 0, leaves: 1}}}}
              aid: {{weight: 60, ideal: 20, accepts: {{at_least: 5}}}}
            no_deal: uniform(0.3, 0.5)
          south:
            title: {9}
            role: principal
            preferences:
              truce: {{weight: 55, values: {{none: 0, two_days: 1, a_week: 0.7}}}}
              ruler: {{weight: 20, values: {{stays: 1, leaves: 0}}}}
              aid: {{weight: 45, ideal: 0}}
            no_deal: 0.4
          client:
            title: {10}
            role: ratifier
            of: south
            preferences: {{aid: {{weight: 1, ideal: 0}}}}
            no_deal: 0.2
            red_lines: [{{id: ceiling, never: {{aid: {{above: 10}}, truce: none}}, held_with: 0.8, yields: true}}]
          house:
            title: {11}
            role: ratifier
            of: north
            preferences: {{ruler: {{weight: 1, values: {{stays: 0, leaves: 1}}}}}}
            no_deal: 0.1
        ties: [{{patron: south, client: client, words: 0.7, deeds: 0.4}}]
        events:
          - {{id: siege, title: {15}, between: [2016-08-02, 2016-09-30], probability: 0.6, branches: [{{id: falls, title: {16}, probability: 0.5, effects: [{{actor: north, no_deal: -0.1}}]}}, {{id: lasts, title: {17}, probability: 0.5, effects: [{{actor: south, no_deal: 0.05}}]}}]}}
        implementation:
          horizon: 90
          spoilers: [{{id: hardliners, title: {18}, rate: 0.6, hurts: [north], blamed_on: client}}]
          gates: [{{id: calm, title: {19}, needs_calm: 7, within: 60, calm_below: 0.3, counts: [hardliners, south], unlocks: [ruler]}}]
        """,
        [.. Enumerable.Range(0, 20).Select(i => Quoted(title[i % title.Length]))]);

    /// <summary>A text in double quotes, everything but plain ASCII escaped.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value is >= ' ' and <= '~' and not ('"' or '\\') ? rune.ToString() : "\\U" + rune.Value.ToString("x8", CultureInfo.InvariantCulture));
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Calls the program with real scenarios, on screens of a width.</summary>
    public static Task<Called> CallAsync(int width, bool colour, params string[] arguments) => Negsim.CallAsync(
        ScenarioReader.ReadFile,
        new FakeRunner(Runs.Collapsed),
        surroundings => surroundings with
        {
            OutputScreen = new Screen(width, colour),
            StartRunner = (_, _) => Task.FromResult<IScenarioRunner>(new DirectRunner()),
        },
        arguments);

    /// <summary>Plays what it is asked for, here and now.</summary>
    private sealed class DirectRunner : IScenarioRunner
    {
        private readonly FakeRunner _batches = new(Runs.Collapsed);

        public Task<RunRecord> RunAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation) =>
            Task.FromResult(new DirectBlock(scenario).Run(seed, replica));

        public IAsyncEnumerable<FinishedBlock> PlayAsync(Scenario scenario, ExperimentOptions options, ulong seed, long first, long count, CancellationToken cancellation) =>
            _batches.PlayAsync(scenario, options, seed, first, count, cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

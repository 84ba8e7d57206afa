using System.Collections.Immutable;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>What the table knows of a red line whose limit an event moves.</summary>
public sealed class NamingTests
{
    /// <summary>
    /// b names "at most 6" in round 1 and may sign up to 8 from round 2 on, where it offers 8. If it rejects 10 there first, it names the line again, and 8 does not cross
    /// what the others know of it now. If it rejects 7, the others still know "at most 6", which 8 crosses.
    /// </summary>
    [Theory]
    [InlineData("{from: 0, to: 1}", new[] { "1 reject 10 names share-high", "1 offer 6", "2 reject 10 names share-high", "2 offer 8" })]
    [InlineData("[[0, 0], [7, 1], [8, 0], [10, 0]]", new[] { "1 reject 7 names share-high", "1 offer 6", "2 reject 7", "2 offer 8 withdraws share-high" })]
    public void Run_LimitMovesAfterTheLineWasNamed_CountsAsItWasNamedLast(string asks, string[] expected)
    {
        var scenario = ScenarioTexts.Read($$$"""
            schema: negotiation-sim/1
            name: moved
            calendar: {start: 2020-01-01, round: 7d, rounds: 2}
            issues:
              share: {range: {from: 0, to: 10, step: 1}}
            actors:
              a:
                role: principal
                preferences:
                  share: {weight: 1, values: {{{asks}}} }
                tactic: {kind: hardliner, accept: {constant: 1}}
              b:
                role: principal
                preferences:
                  share: {weight: 1, values: {from: 1, to: 0.9}, accepts: [0, 6], held_with: 0}
                tactic: {kind: hardliner, max: 0.92, tolerance: 0.0001, opponent_model: none, accept: {constant: 1}, bluffs_until: 1}
            events: [{id: moves, at: 2020-01-08, effects: [{actor: b, issue: share, accepts: [0, 8]}]}]
            """);

        var run = new DirectBlock(scenario).Run(1, 0);

        Assert.Equal(expected, run.Transcript.Where(entry => entry is { Actor: 1, Move: Move.Offer or Move.Reject }).Select(entry => Tell(scenario, entry)));
    }

    private static string Tell(Scenario scenario, TranscriptEntry entry)
    {
        var lines = Lines("names", entry.Objects) + Lines("withdraws", entry.Withdraws);
        return $"{entry.Round} {entry.Move} {entry.Outcome!.Value.Values[0]}{lines}".ToLowerInvariant();

        string Lines(string verb, ImmutableArray<NamedLine> named) =>
            named.IsDefaultOrEmpty ? "" : $" {verb} {string.Join(' ', named.Select(line => scenario.Actors[line.Actor].RedLines[line.Line].Id))}";
    }
}

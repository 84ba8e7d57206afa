using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>What stands at the limits of the language is played as it reads, and not only read.</summary>
public sealed class LimitTests
{
    private const string Head = """
        schema: negotiation-sim/1
        name: at-the-limit
        calendar: {start: 2020-01-01, round: 1d, rounds: 10}

        """;

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(200)]
    [InlineData(999)]
    public void Run_OneBranchOfManyIsTaken_ItsEffectFollows(int taken)
    {
        var branches = string.Join(", ", Enumerable.Range(0, 1_000).Select(b => $"{{id: b{b}, probability: {(b == taken ? 1 : 0)}, effects: [{{actor: {(b == taken ? "y" : "x")}, walks_out: true}}]}}"));

        var record = new DirectBlock(ScenarioTexts.Read(Head + $$$$$$"""
            issues: {deal: {options: [none, half, whole]}}
            actors:
              x: {role: principal, preferences: {deal: {weight: 1, values: {none: 0, half: 0.4, whole: 1}}}, tactic: {kind: hardliner}}
              y: {role: principal, preferences: {deal: {weight: 1, values: {none: 1, half: 0.4, whole: 0}}}, tactic: {kind: hardliner}}
            events:
              - {id: turn, at: 2020-01-03, branches: [ {{{{{{branches}}}}}} ]}
              - {id: later, at: 2020-01-03, given: [b{{{{{{taken}}}}}}], effects: [{actor: x, no_deal: 0}]}
            """)).Run(1, 0);

        Assert.Equal((CauseKind.Event, 1), (record.Cause.Kind, record.Cause.Actor));
        Assert.Contains(record.Transcript, entry => entry.Event == "later");
    }

    [Fact]
    public void Run_SixtyFourGates_EachOpensOnItsOwnDay()
    {
        var (issues, text) = (Listed(i => $"i{i}: {{options: [no, yes]}}"), Listed(i => $"i{i}: yes"));
        var gates = Listed(g => $"{{id: g{g}, needs_calm: {g + 1}, within: 100, unlocks: [i{g}]}}");

        var record = new DirectBlock(ScenarioTexts.Read(Head + $$$$$$"""
            issues: { {{{{{{issues}}}}}} }
            actors:
              x: {role: principal, preferences: {i0: {weight: 1, ideal: 100}}}
              y: {role: principal, preferences: {i63: {weight: 1, ideal: 100}}}
            protocol: {kind: tabled, text: { {{{{{{text}}}}}} }}
            implementation: {period: 1d, horizon: 90, breach: 0, gates: [ {{{{{{gates}}}}}} ]}
            """)).Run(1, 0);

        Assert.Equal(Ending.Held, record.Ending);
        Assert.Equal(Enumerable.Range(1, 64).Select(day => (int?)day), record.GatesOpened);
    }

    /// <summary>What the last gate has not unlocked counts as at its status quo, so that its beneficiary breaches before and not because of another gate.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(62)]
    [InlineData(63)]
    public void Play_GateStaysShut_OnlyItsOwnIssueIsWithheld(int shut)
    {
        var (issues, text) = (Listed(i => $"i{i}: {{options: [no, yes]}}"), Listed(i => $"i{i}: yes"));
        var gates = Listed(g => $"{{id: g{g}, needs_calm: {(g == shut ? 30 : 0)}, within: 40, unlocks: [i{g}]}}");
        int[] breaches = [.. new[] { 0, 1, 62, 63 }.Select(issue => new DirectBlock(ScenarioTexts.Read(Head + $$$$$$"""
            issues: { {{{{{{issues}}}}}} }
            actors:
              x: {role: principal, no_deal: 0.6, preferences: {i{{{{{{issue}}}}}}: {weight: 1, values: {no: 0, yes: 1}}}}
              y: {role: principal, no_deal: 0.1, preferences: {i5: {weight: 1, values: {no: 0, yes: 1}}}}
            protocol: {kind: tabled, text: { {{{{{{text}}}}}} }}
            implementation: {period: 1d, horizon: 20, patience: {x: 1000, y: 1000}, gates: [ {{{{{{gates}}}}}} ]}
            """)).Run(1, 0).Transcript.Count(entry => entry.Phase == Phase.Implementation && entry.Move == Move.Breach && entry.Actor == 0))];

        Assert.Equal(Array.IndexOf([0, 1, 62, 63], shut), Array.IndexOf(breaches, breaches.Max()));
        Assert.True(breaches.Max() > 3 * breaches.Order().ElementAt(2), string.Join(", ", breaches));
    }

    private static string Listed(Func<int, string> entry) => string.Join(", ", Enumerable.Range(0, 64).Select(entry));
}

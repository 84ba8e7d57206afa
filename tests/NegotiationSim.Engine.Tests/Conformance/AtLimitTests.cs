using System.Globalization;
using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>
/// Scenarios that are as large as the language allows, in which one thing alone decides: at each place where an index of 5, 6, 7, 8, 15 or 16 bits would wrap, and at the last one.
/// </summary>
public sealed class AtLimitTests
{
    private static readonly int[] s_of64 = [0, 31, 32, 62, 63];
    private static readonly int[] s_of256 = [31, 32, 63, 64, 127, 128, 254, 255];
    private static readonly int[] s_of1000 = [63, 64, 127, 128, 255, 256, 998, 999];
    private static readonly int[] s_of10000 = [127, 128, 255, 256, 8_191, 8_192, 9_998, 9_999];

    private static readonly (string Limit, int[] Places)[] s_limits =
    [
        ("red line of an actor", s_of64), ("signature of an actor", s_of64), ("walk-out of an actor", s_of64), ("patron of a ratifier", [.. s_of64.SkipLast(1)]), ("spoiler", s_of64),
        ("component", s_of256), ("member of a set", s_of256), ("accepts of an issue", s_of256),
        ("integer", s_of10000), ("option", s_of10000), ("value that may stay open", [9_999]),
        ("event", s_of1000), ("red line", s_of1000), ("red line after many of another actor", [256, 499]), ("linkage", s_of1000), ("driver", s_of1000),
        ("period", [126, 127, 255, 256, 9_998, 9_999]), ("need of a gate", s_of256), ("issue behind a gate", s_of256),
    ];

    public static TheoryData<string, int> Places { get; } = new(s_limits.SelectMany(limit => limit.Places.Select(place => (limit.Limit, place))));

    [Theory]
    [MemberData(nameof(Places))]
    public void Run_AtALimit_WhatStandsThereDecides(string limit, int at) => s_checks[limit](at);

    private static readonly Dictionary<string, Action<int>> s_checks = new()
    {
        ["red line of an actor"] = at =>
        {
            var record = Run(Deal + Actors(64, a => Principal(a, a == at ? ", red_lines: [{id: l, never: {deal: yes}}]" : "")) + Tabled("deal: yes"));
            Assert.Equal((Ending.NoDeal, new Cause(CauseKind.Refused, at, RedLine: $"a{at}.l")), (record.Ending, record.Cause));
        },
        ["signature of an actor"] = at =>
        {
            // Everybody else would rather have no deal; only the one named is needed.
            var record = Run(Deal + Actors(64, a => Principal(a, a == at ? "" : ", no_deal: 2")) + "protocol: {kind: tabled, text: {deal: yes}, agreement: {all_of: [a" + at + "]}}\n");
            Assert.Equal(Ending.Held, record.Ending);
            Assert.Equal([at], Enumerable.Range(0, 64).Where(a => record.Actors[a].Consent == Consent.Willing));
        },
        ["walk-out of an actor"] = at =>
        {
            var record = Run(Deal + Actors(64, a => Principal(a, ", tactic: {kind: hardliner}", likes: a % 2 == 0)) + Event("e", 2, $"{{actor: a{at}, walks_out: true}}"));
            Assert.Equal((Ending.NoDeal, new Cause(CauseKind.Event, at, Event: "e")), (record.Ending, record.Cause));
        },
        ["patron of a ratifier"] = at =>
        {
            var record = Run(Deal + Actors(63, a => Principal(a)) + "  r: {role: ratifier, no_deal: 0.0001, preferences: {deal: {weight: 1, values: {no: 1, yes: 0}}}}\n"
                + "ties: [" + Listed(63, p => $"{{patron: a{p}, client: r, words: {(p == at ? 1 : 0)}}}") + "]\n" + Tabled("deal: yes"));
            Assert.Equal((Ending.Held, Consent.Pressed), (record.Ending, record.Actors[63].Consent));
            Assert.Equal(at, Assert.Single(record.Transcript, entry => entry.Reason == ReasonKind.Pressed).Counterpart);
        },
        ["spoiler"] = at =>
        {
            var record = Run(Deal + Two("") + Tabled("deal: yes")
                + "implementation: {horizon: 20, breach: 0, patience: {a0: 1000, a1: 1000}, spoilers: [" + Listed(64, s => $"{{id: s{s}, rate: {(s == at ? 7 : 0)}}}") + "]}\n");
            var doers = record.Transcript.Where(entry => entry.Move == Move.Incident).Select(entry => entry.Implementation!.Doer).ToList();
            Assert.NotEmpty(doers);
            Assert.All(doers, doer => Assert.Equal($"s{at}", doer));
        },
        ["component"] = at =>
        {
            // Both want one issue settled and nothing else.
            var record = Run("issues: {" + Listed(256, i => $"i{i}: {{options: [no, yes]}}") + "}\n"
                + Actors(2, a => $"  a{a}: {{role: principal, no_deal: 0.5, preferences: {{i{at}: {{weight: 1, ideal: yes}}}}, {Hard}}}\n"));
            Assert.Equal((Ending.Held, 1.0), (record.Ending, record.Actors[1].Utility!.Value));
            Assert.Equal([at], Enumerable.Range(0, 256).Where(i => record.Agreement!.Value.Span[i] == 1));
        },
        ["member of a set"] = at =>
        {
            var record = Run("issues: {s: {set_of: [" + Listed(256, m => $"m{m}") + "]}}\nactors:\n" + string.Concat(Enumerable.Range(0, 2).Select(a => $"  a{a}: {{role: principal, no_deal: 0.5, preferences: {{s: {{weight: 1, values: {{m{at}: 1, m{(at + 1) % 256}: -1}}}}}}}}\n"))
                + Tabled($"s: [m{at}]"));
            Assert.Equal((Ending.Held, 1.0), (record.Ending, record.Actors[0].Utility));
            Assert.Equal([at], Enumerable.Range(0, 256).Where(m => record.Agreement!.Value.Span[m] == 1));
        },
        ["accepts of an issue"] = at =>
        {
            var record = Run("issues: {" + Listed(256, i => $"i{i}: {{options: [no, yes]}}") + "}\n"
                + "actors:\n  a0: {role: principal, preferences: {" + Listed(256, i => $"i{i}: {{weight: 1, ideal: yes, accepts: {{at_most: {(i == at ? "no" : "yes")}}}}}") + "}}\n  a1: {role: principal, preferences: {i0: {weight: 1, ideal: yes}}}\n"
                + Tabled(Listed(256, i => $"i{i}: yes")));
            Assert.Equal(new Cause(CauseKind.Refused, 0, RedLine: $"a0.i{at}-high"), record.Cause);
        },
        ["integer"] = at =>
        {
            // Only this number is worth anything: the first offer is signed.
            var points = string.Join(", ", new[] { 0, at - 1, at, at + 1, 9_999 }.Where(x => x is >= 0 and < 10_000).Distinct().Select(x => $"[{x}, {(x == at ? 1 : 0)}]"));
            var record = Run(Numbers(10_000) + Actors(2, a => $"  a{a}: {{role: principal, preferences: {{n: {{weight: 1, values: [{points}]}}}}, {Hard}}}\n"));
            Assert.Equal((1, at, 1.0), (record.SignedRound!.Value, record.Agreement!.Value.Span[0], record.Actors[1].Utility!.Value));
        },
        ["option"] = at =>
        {
            var record = Run("issues: {n: {options: [" + Listed(10_000, v => $"v{v}") + "]}}\n" + Actors(2, a => $"  a{a}: {{role: principal, preferences: {{n: {{weight: 1, values: {{" + Listed(10_000, v => $"v{v}: {(v == at ? 1 : 0)}") + $"}}}}}}, {Hard}}}\n"));
            Assert.Equal((1, at, 1.0), (record.SignedRound!.Value, record.Agreement!.Value.Span[0], record.Actors[1].Utility!.Value));
        },
        ["value that may stay open"] = at =>
        {
            var record = Run("issues: {n: {options: [" + Listed(at, v => $"v{v}") + "], may_stay_open: true}}\n"
                + Actors(2, a => $"  a{a}: {{role: principal, preferences: {{n: {{weight: 1, values: {{" + Listed(at, v => $"v{v}: {(v == (a == 0 ? 0 : at - 1) ? 0.9 : 0.1)}") + $"}}, open_value: 0.95}}}}, {Hard}}}\n"));
            Assert.Equal((Ending.Held, at, 0.95), (record.Ending, record.Agreement!.Value.Span[0], record.Actors[1].Utility!.Value));
        },
        ["event"] = at =>
        {
            var record = Run(Deal + Two(", tactic: {kind: hardliner}", opposed: true) + "events: [" + Listed(1_000, e => $"{{id: e{e}, at: 2020-01-03, probability: {(e == at ? 1 : 0)}, effects: [{{actor: a{(e == at ? 1 : 0)}, walks_out: true}}]}}") + "]\n");
            Assert.Equal(new Cause(CauseKind.Event, 1, Event: $"e{at}"), record.Cause);
        },
        ["red line"] = at =>
        {
            var record = Run(Numbers(1_000) + Two(", red_lines: [" + Listed(1_000, l => $"{{id: l{l}, never: {{n: {l}}}}}") + "]", likesNumbers: true, other: "") + Tabled($"n: {at}"));
            Assert.Equal(new Cause(CauseKind.Refused, 0, RedLine: $"a0.l{at}"), record.Cause);
        },
        ["red line after many of another actor"] = at =>
        {
            var record = Run(Numbers(1_000) + Two(", red_lines: [" + Listed(500, l => $"{{id: l{l}, never: {{n: {l}}}}}") + "]", likesNumbers: true, other: ", red_lines: [" + Listed(500, l => $"{{id: k{l}, never: {{n: {500 + l}}}}}") + "]") + Tabled($"n: {500 + at}"));
            Assert.Equal(new Cause(CauseKind.Refused, 1, RedLine: $"a1.k{at}"), record.Cause);
        },
        ["linkage"] = at =>
        {
            // Without it the text is worth less than no deal.
            var record = Run(Numbers(1_000) + Two(", no_deal: 0.5, linkages: [" + Listed(1_000, l => $"{{when: {{n: {l}}}, adds: {(l == at ? "0.75" : "-0.75")}}}") + "]", likesNumbers: true, other: "", ideal: at < 500 ? 999 : 0) + Tabled($"n: {at}"));
            var value = at < 500 ? at / 999.0 : 1 - at / 999.0;
            Assert.Equal(Ending.Held, record.Ending);
            Assert.Equal(value + 0.75, record.Actors[0].Utility!.Value, 1e-12);
        },
        ["driver"] = at =>
        {
            var record = Run("drivers: {" + Listed(1_000, d => $"d{d}: \"uniform(0, 0.0001) + {d}\"") + "}\n" + Deal + Two($", no_deal: d{at}") + Tabled("deal: yes"));
            Assert.InRange(record.Actors[0].NoDeal!.Value, at, at + 0.0001);
        },
        ["period"] = at =>
        {
            var record = Run(Deal + Two("") + Tabled("deal: yes") + Event("e", at, "{ends: agreement}", "implementation") + "implementation: {horizon: 10000, breach: 0}\n");
            Assert.Equal((Ending.Collapsed, at + 1, new Cause(CauseKind.Event, Event: "e")), (record.Ending, record.EndedPeriod, record.Cause));
        },
        ["need of a gate"] = at =>
        {
            var record = Run(Deal + Two("") + Tabled("deal: yes") + "events: [" + Listed(256, e => $"{{id: e{e}, at: 2020-01-01, probability: {(e == at ? 1 : 0)}}}") + "]\n"
                + "implementation: {horizon: 20, breach: 0, gates: [{id: shut, needs_calm: 1, within: 9, unlocks: [deal], needs: [" + Listed(256, e => $"{{event: e{e}, struck: false}}") + "]}]}\n");
            Assert.Equal((Ending.Collapsed, CauseKind.Gate, 9), (record.Ending, record.Cause.Kind, record.EndedPeriod));
        },
        ["issue behind a gate"] = at =>
        {
            // Whose gains wait for the gate breaches before it opens; whose do not, does not.
            int[] breaches = [.. new[] { at, (at + 1) % 256 }.Select(locked => Run("issues: {" + Listed(256, i => $"i{i}: {{options: [no, yes]}}") + "}\n"
                + $"actors:\n  a0: {{role: principal, no_deal: 0.6, preferences: {{i{at}: {{weight: 1, ideal: yes}}}}}}\n  a1: {{role: principal, preferences: {{i0: {{weight: 1, ideal: yes}}}}}}\n"
                + Tabled(Listed(256, i => $"i{i}: yes")) + "implementation: {horizon: 20, patience: {a0: 1000, a1: 1000}, gates: [{id: g, needs_calm: 30, within: 40, unlocks: [" + string.Join(", ", Enumerable.Range(0, 256).Where(i => i != (at + 1) % 256 || locked != at).Where(i => i != at || locked == at).Select(i => $"i{i}")) + "]}]}\n")
                .Transcript.Count(entry => entry.Move == Move.Breach && entry.Actor == 0))];
            Assert.True(breaches[0] > 3 * breaches[1] && breaches[0] > 10, string.Join(", ", breaches));
        },
    };

    /// <summary>What an event changes in a round is signed in that round, however late.</summary>
    [Theory]
    [InlineData(127)]
    [InlineData(256)]
    [InlineData(32_767)]
    [InlineData(32_768)]
    [InlineData(65_536)]
    [InlineData(99_999)]
    [InlineData(100_000)]
    public void Play_EventInALateRound_IsSignedThere(int round)
    {
        var result = Play(Deal + Two(", tactic: {kind: hardliner}", opposed: true) + Event("e", round - 1, "{actor: a1, issue: deal, values: {no: 0, yes: 1}}"), rounds: 100_000);

        Assert.Equal((Ending.Held, round), (result.Endings[0], result.SignedRounds[0]));
    }

    [Fact]
    public void Play_NothingHappens_TheTableClosesAfterTheLastRoundAndPeriod()
    {
        var talks = Play(Deal + Two(", tactic: {kind: hardliner, accept: next}", opposed: true), rounds: 100_000);
        var peace = Play(Deal + Two("") + Tabled("deal: yes") + "implementation: {horizon: 10000, breach: 0}\n");

        Assert.Equal((Ending.NoDeal, CauseKind.Deadline, 100_000.0), (talks.Endings[0], talks.Causes[0].Kind, talks.EndRounds[0]));
        Assert.Equal((Ending.Held, CauseKind.Survived), (peace.Endings[0], peace.Causes[0].Kind));
    }

    // Without a model of the other side, the search of a large issue costs next to nothing.
    private const string Hard = "tactic: {kind: hardliner, opponent_model: none}";

    private const string Deal = "issues: {deal: {options: [no, yes]}}\n";

    private static RunRecord Run(string rest) => new DirectBlock(ScenarioTexts.Read(Head(10) + rest)).Run(1, 0);

    private static BlockResult Play(string rest, int rounds = 10) => new DirectBlock(ScenarioTexts.Read(Head(rounds) + rest)).Play(new BlockSpec(1, 0, 1, Tell: false));

    private static string Head(int rounds) => $"schema: negotiation-sim/1\nname: at-the-limit\ncalendar: {{start: 2020-01-01, round: 1d, rounds: {rounds}}}\n";

    private static string Numbers(int count) => $"issues: {{n: {{range: {{from: 0, to: {count - 1}}}}}}}\n";

    private static string Actors(int count, Func<int, string> actor) => "actors:\n" + string.Concat(Enumerable.Range(0, count).Select(actor));

    private static string Principal(int a, string more = "", bool likes = true) => $"  a{a}: {{role: principal, preferences: {{deal: {{weight: 1, values: {{no: {(likes ? 0 : 1)}, yes: {(likes ? 1 : 0)}}}}}}}{more}}}\n";

    private static string Two(string more, bool opposed = false, bool likesNumbers = false, string? other = null, int ideal = 0) => Actors(2, a => likesNumbers
        ? $"  a{a}: {{role: principal, preferences: {{n: {{weight: 1, ideal: {ideal}}}}}{(a == 0 ? more : other ?? more)}}}\n"
        : Principal(a, a == 0 ? more : other ?? more, likes: a == 0 || !opposed));

    private static string Tabled(string text) => $"protocol: {{kind: tabled, text: {{{text}}}}}\n";

    private static string Event(string id, int day, string effect, string during = "talks") =>
        $"events: [{{id: {id}, at: {new DateTime(2020, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, while: {during}, effects: [{effect}]}}]\n";

    private static string Listed(int count, Func<int, string> entry) => string.Join(", ", Enumerable.Range(0, count).Select(entry));
}

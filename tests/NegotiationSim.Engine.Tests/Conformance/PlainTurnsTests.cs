using System.Globalization;
using CsCheck;
using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>
/// Turns over flat arrays against the deliberation that they stand in for, in spaces of some thousand outcomes. A replica that is told is deliberated; one that is not is not.
/// </summary>
public sealed class PlainTurnsTests
{
    private static readonly string[] _tactics =
    [
        "{kind: boulware, accept: target}", "{kind: boulware, e: 6}", "{kind: conceder}", "{kind: linear, max: 0.9, min: 0.3}", "{kind: hardliner}",
        "{kind: linear, accept: {time: 0.8}}", "{kind: boulware, tolerance: 0.01, accept: {constant: 0.7}}", "{kind: conceder, e: \"uniform(0.2, 0.5)\"}",
    ];

    private static readonly string[] _noDeals = ["0", "0.4", "\"uniform(0, 0.6)\"", "{now: 0.2, per_round: 0.02}", "0.6"];

    private static readonly Gen<string> _scenario = Gen.ULong.Select(Write);

    [Fact]
    public void Play_ThousandsOfOutcomes_IsWhatIsDeliberated() =>
        Gen.Select(_scenario, Gen.ULong).Sample((text, seed) => Compare(text, seed, slots: 6), iter: 500, threads: 1);

    /// <summary>All weights and values drawn, so that no two replicas share a row, with and without a line that keeps an outcome from being a plain sum.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("    red_lines:\n      - {id: l, never: {i0: o0}}\n")]
    public void Play_DrawnSums_IsWhatIsDeliberated(string line)
    {
        static string Party(string id, string tactic, string line) =>
            $"  {id}:\n    role: principal\n    preferences:\n"
            + string.Concat(Enumerable.Range(0, 3).Select(i => $"      i{i}: {{weight: \"uniform(0, 1)\", values: {{{string.Join(", ", Enumerable.Range(0, 5).Select(o => $"o{o}: \"uniform(0, 1)\""))}}}}}\n"))
            + $"    no_deal: 0\n{line}    tactic: {tactic}\n";
        var issues = string.Concat(Enumerable.Range(0, 3).Select(i => $"  i{i}: {{options: [o0, o1, o2, o3, o4], ordered: false}}\n"));
        Compare(
            $"schema: negotiation-sim/1\nname: drawn\ncalendar: {{rounds: 40}}\nissues:\n{issues}actors:\n{Party("hard", "{kind: boulware, e: 4, opponent_model: none, accept: target}", line)}{Party("soft", "{kind: conceder, e: 0.25, opponent_model: none, accept: target}", "")}",
            seed: 1,
            slots: 2000);
    }

    private static void Compare(string text, ulong seed, int slots)
    {
        var scenario = ScenarioTexts.Read(text);
        var table = new DirectBlock(scenario);
        var plain = table.Play(new BlockSpec(seed, 0, slots, Tell: false));
        var reports = table.Close(plain);
        for (var slot = 0; slot < slots; slot++)
        {
            var told = table.Run(seed, slot);
            Assert.Equal((told.Ending, told.SignedRound ?? 0), (plain.Endings[slot], plain.SignedRounds[slot]));
            Assert.Equal(told.Cause.Kind, plain.Causes[slot].Kind);
            if (told.Agreement is { } agreement)
            {
                Assert.Equal(agreement.Span.ToArray(), plain.Texts.AsSpan(slot * agreement.Span.Length, agreement.Span.Length).ToArray());
            }

            for (var a = 0; a < scenario.Actors.Length; a++)
            {
                Assert.Equal(told.Actors[a].Utility, reports[a].Utility[slot]);
                Assert.Equal(told.Actors[a].NoDeal, reports[a].NoDeal[slot]);
            }
        }
    }

    /// <summary>Options that are worth the same, issues without weight, values drawn and given, discounts, an event now and then.</summary>
    private static string Write(ulong seed)
    {
        var dice = new Random((int)(seed & int.MaxValue));
        var coarse = dice.Next(3) == 0;
        int[] options = [.. Enumerable.Range(0, dice.Next(5, 8)).Select(_ => dice.Next(3, 6))];
        while (options.Aggregate(1L, (product, count) => product * count) is var outcomes && outcomes is <= 1024 or > 1 << 16)
        {
            options = outcomes <= 1024 ? [.. options, 4] : options[1..];
        }

        var issues = options.Select((count, i) => $"  i{i}: {{options: [{string.Join(", ", Enumerable.Range(0, count).Select(o => $"i{i}_o{o}"))}], ordered: false}}");
        var actors = Enumerable.Range(0, dice.Next(2, 5)).Select(a =>
        {
            var preferences = options.Select((count, i) =>
            {
                var values = Enumerable.Range(0, count).Select(o => $"i{i}_o{o}: {Number()}");
                return $"      i{i}: {{weight: {(i > 0 && dice.Next(12) == 0 ? "0" : i == 0 ? "0.5" : Number())}, values: {{{string.Join(", ", values)}}}}}";
            });
            var discount = dice.Next(4) == 0 ? "\n    discount: 0.99" : "";
            return $"  p{a}:\n    role: principal\n    preferences:\n{string.Join('\n', preferences)}\n    no_deal: {Pick(_noDeals)}{discount}\n    tactic: {Pick(_tactics)}";
        });
        var events = dice.Next(3) == 0 ? "\nevents:\n  - {id: e1, hazard: 0.2, probability: 0.5, effects: [{actor: p0, issue: i0, weight_times: 0.5}]}" : "";
        return $"""
            schema: negotiation-sim/1
            name: plain
            calendar: {"{"}rounds: {dice.Next(3, 25)}{"}"}
            issues:
            {string.Join('\n', issues)}
            actors:
            {string.Join('\n', actors)}{events}
            """;

        string Pick(string[] from) => from[dice.Next(from.Length)];

        string Number() => coarse ? (dice.Next(0, 5) / 4.0).ToString(CultureInfo.InvariantCulture)
            : dice.Next(2) == 0 ? "\"uniform(0, 1)\""
            : dice.NextDouble().ToString("0.000", CultureInfo.InvariantCulture);
    }
}

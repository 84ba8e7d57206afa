using CsCheck;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Reference;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>
/// What no replica may ever do, judged by an independent calculation of utilities and lines: 10^5 replicas of random scenarios. Without events, so
/// that preferences are what they were drawn as.
/// </summary>
public sealed class SafetyTests
{
    private const int Scenarios = 100;
    private const int Replicas = 1000;

    private static readonly ScenarioShape _shape = new() { Events = false, MaxRounds = 10, MaxOutcomes = 60 };

    [Fact]
    public void Play_RandomScenarios_NobodyCrossesAHeldLineOrSignsBelowConsent()
    {
        var (scenarios, moves) = (0L, 0L);
        Gen.Select(RandomScenarios.Create(_shape), Gen.ULong).Sample(
            (text, seed) =>
            {
                scenarios++;
                moves += Check(text, seed, Replicas);
            },
            iter: Scenarios,
            threads: 1);

        Assert.Equal(Scenarios, scenarios);
        Assert.True(moves > Scenarios * Replicas, "the replicas hardly moved");
    }

    // A discount shrinks what is kept and not what a betrayal costs, so what may be signed narrows while the walk goes down.
    [Fact]
    public void Play_MicroUnderTrustAndDiscount_StopsWhereTheRoundDoes()
    {
        const string Text = """
            schema: negotiation-sim/1
            name: narrowing
            calendar: {rounds: 12}
            issues: {share: {range: {from: 0, to: 10, step: 1}}}
            actors:
              north: {role: principal, preferences: {share: {weight: 1, ideal: 10}}, no_deal: 0.1, trust: 0.6, betrayed: -0.5, discount: 0.9, tactic: {kind: micro}}
              south: {role: principal, preferences: {share: {weight: 1, ideal: 0}}, no_deal: 0, tactic: {kind: micro}}
            protocol: {kind: alternating, agreement: unanimity}
            """;

        Assert.True(Check(Text, 1, 1) > 6, "the walk stopped before it could narrow");
    }

    private static long Check(string text, ulong seed, int replicas)
    {
        var scenario = ScenarioTexts.Read(text);
        var table = new DirectBlock(scenario);
        var block = new BlockSpec(seed, 0, replicas, Tell: true);
        var result = table.Play(block);
        var records = new RunRecordBuilder(scenario, block, result, table.Close(result));
        return Enumerable.Range(0, replicas).Sum(slot => (long)Check(scenario, seed, slot, records));
    }

    private static int Check(Scenario scenario, ulong seed, int slot, RunRecordBuilder records)
    {
        var record = records.Build(slot);
        var draws = new NaiveDraws(scenario, seed, slot);
        var actors = Enumerable.Range(0, scenario.Actors.Length).Select(a => new NaiveActor(scenario, a, draws)).ToArray();
        var known = new Dictionary<(int Actor, Outcome Text), (double Utility, int[] Crossed)>();
        var moves = 0;
        foreach (var entry in record.Transcript)
        {
            if (entry.Actor < 0 || entry.Outcome is not { } text || entry.Move is not (Move.Offer or Move.Accept or Move.Ratify))
            {
                continue;
            }

            moves++;
            var actor = actors[entry.Actor];
            if (!known.TryGetValue((entry.Actor, text), out var view))
            {
                known[(entry.Actor, text)] = view = (actor.Utility(text), [.. actor.CrossedLines(text)]);
            }

            var isPressed = entry.Reason == ReasonKind.Pressed;
            Assert.True(
                view.Crossed.All(line => isPressed && actor.Actor.RedLines[line].Yields),
                $"{actor.Actor.Id} {entry.Move} in round {entry.Round} crosses a held line");

            // A referendum decides worth by chance, and a patron's pressure overrides it; under trust V counts, not U, for whoever signs.
            var isReferendum = entry.Move == Move.Ratify && draws.Value(actor.Actor.Spread) > 0;
            if (!isPressed && !isReferendum)
            {
                var factor = actor.DiscountFactor(entry.Round!.Value);
                var value = view.Utility * factor;
                if (entry.Move != Move.Ratify && actor.Actor.Trust is { } trust)
                {
                    // Nothing is enforced in these scenarios, so p' is p.
                    var kept = draws.Value(trust);
                    value = kept * value + (1 - kept) * draws.Value(actor.Actor.Betrayed!);
                }

                Assert.True(
                    value >= actor.NoDeal(entry.Round.Value) * factor - 1e-9,
                    $"{actor.Actor.Id} {entry.Move} in round {entry.Round} below its no-deal value");
            }
        }

        return moves;
    }
}

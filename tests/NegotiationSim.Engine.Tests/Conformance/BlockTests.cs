using CsCheck;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reference;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>A block is nothing but its replicas: whatever they are played with, each comes out the same.</summary>
public sealed class BlockTests
{
    /// <summary>Replicas that two actors play in eight waves, up to four in four, and up to eight in two.</summary>
    private const int Large = 1600;

    [Fact]
    public void Play_BlockInWaves_EqualsSingleRuns() =>
        Gen.Select(RandomScenarios.Create(ScenarioTexts.Everything), Gen.ULong).Sample(
            (text, seed) =>
            {
                var scenario = ScenarioTexts.Read(text);
                var many = new DirectBlock(scenario);
                var block = many.Play(new BlockSpec(seed, 0, Large, Tell: false));
                var reports = many.Close(block);
                var single = new DirectBlock(scenario);
                for (var slot = 0; slot < Large; slot++)
                {
                    var alone = single.Play(new BlockSpec(seed, slot, 1, Tell: false));
                    var report = single.Close(alone);
                    Assert.Equal(Describe(alone, 0, report, scenario.Actors.Length), Describe(block, slot, reports, scenario.Actors.Length));
                }
            },
            iter: 5,
            threads: 1);

    /// <summary>Whoever has no turn after a refusal hears what was said in that replica at once, and elsewhere at its next turn, when what it wants may have changed.</summary>
    [Fact]
    public void Play_RefusedOutcomesAndChangingWeights_EqualsSingleRuns()
    {
        static string Values(string first) => $"{{weight: \"uniform(0.5, 1)\", values: {{a: {first}, b: \"uniform(0, 1)\", c: \"uniform(0, 1)\", d: \"uniform(0, 1)\"}}}}";
        var scenario = ScenarioTexts.Read($$"""
            schema: negotiation-sim/1
            name: refused
            calendar: {rounds: 30}
            issues:
              price: {options: [a, b, c, d]}
              share: {options: [a, b, c, d]}
            actors:
              echo:
                role: principal
                preferences: {price: {{Values("1")}}, share: {{Values("0")}}}
                no_deal: 0.1
                tactic: {kind: tit_for_tat}
              soft:
                role: principal
                preferences: {price: {{Values("0")}}, share: {{Values("1")}}}
                no_deal: 0.1
                tactic: {kind: linear, opponent_model: frequency}
              house:
                role: ratifier
                of: echo
                preferences: {price: {{Values("0")}}, share: {{Values("0")}}}
                no_deal: "uniform(0.3, 0.9)"
            events:
              - {id: mood, hazard: 0.4, effects: [{actor: echo, issue: price, weight_times: 0.1}]}
            protocol: {kind: alternating, agreement: unanimity, renegotiate: 5}
            """);
        var block = new DirectBlock(scenario);
        var whole = Describe(block, 5, 0, Large, scenario.Actors.Length);
        for (var slot = 0; slot < Large; slot++)
        {
            Assert.Equal(whole[slot], Describe(block, 5, slot, 1, scenario.Actors.Length)[0]);
        }
    }

    [Fact]
    public void Play_InPieces_EqualsWhole() =>
        Gen.Select(RandomScenarios.Create(ScenarioTexts.Everything), Gen.ULong, Gen.Int[1, 40]).Sample(
            (text, seed, size) =>
            {
                var scenario = ScenarioTexts.Read(text);
                var table = new DirectBlock(scenario);
                var whole = Describe(table, seed, 0, 60, scenario.Actors.Length);
                var pieces = new List<string>();
                for (var first = 0; first < 60; first += size)
                {
                    pieces.AddRange(Describe(table, seed, first, Math.Min(size, 60 - first), scenario.Actors.Length));
                }

                Assert.Equal(whole, pieces);
            },
            iter: 60,
            threads: 1);

    [Fact]
    public void Run_Told_EndsAsUntold() =>
        Gen.Select(RandomScenarios.Create(ScenarioTexts.Everything), Gen.ULong).Sample(
            (text, seed) =>
            {
                var scenario = ScenarioTexts.Read(text);
                var table = new DirectBlock(scenario);
                var told = table.Run(seed, 3);
                var untold = table.Play(new BlockSpec(seed, 3, 1, Tell: false));
                Assert.Equal((told.Ending, told.Cause.Kind, told.Cause.Actor), (untold.Endings[0], untold.Causes[0].Kind, untold.Causes[0].Actor));
                Assert.Equal(told.SignedRound ?? 0, untold.SignedRounds[0]);
            },
            iter: 150,
            threads: 1);

    /// <summary>The first block in which anything is signed may be smaller than one before it and one after it.</summary>
    [Theory]
    [InlineData("{kind: tabled, text: {deal: peace}}")]
    [InlineData("{kind: alternating}")]
    public void Play_FirstSignatureInSmallBlock_EqualsSingleRuns(string protocol)
    {
        var scenario = ScenarioTexts.Read($"""
            schema: negotiation-sim/1
            name: rare
            calendar: {"{rounds: 2}"}
            issues:
              deal: {"{options: [war, peace]}"}
            actors:
              a: {"{role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7}}}, no_deal: bernoulli(0.95)}"}
              b: {"{role: principal, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7}}}}"}
              c: {"{role: ratifier, preferences: {deal: {weight: 1, values: {war: 0, peace: 0.7}}}}"}
            protocol: {protocol}

            """);
        var alone = Enumerable.Range(0, 400).Select(r => Describe(new DirectBlock(scenario), 1, r, 1, scenario.Actors.Length)[0]).ToList();
        var signed = alone.FindIndex(r => r.StartsWith("Held", StringComparison.Ordinal));
        Assert.InRange(signed, 2, 399);
        var table = new DirectBlock(scenario);

        List<string> played = [.. Describe(table, 1, 0, signed, 3), .. Describe(table, 1, signed, 1, 3)];
        for (var first = signed + 1; first + signed <= alone.Count; first += signed)
        {
            played.AddRange(Describe(table, 1, first, signed, 3));
        }

        Assert.Equal(alone[..played.Count], played);
    }

    private static List<string> Describe(DirectBlock table, ulong seed, long first, int count, int actors)
    {
        var result = table.Play(new BlockSpec(seed, first, count, Tell: false));
        var reports = table.Close(result);
        return [.. Enumerable.Range(0, count).Select(slot => Describe(result, slot, reports, actors))];
    }

    /// <summary>Everything that is known of a replica, doubles to the last bit.</summary>
    private static string Describe(BlockResult block, int slot, IReadOnlyList<CloseReply> reports, int actors)
    {
        var components = block.Texts.Length / block.Endings.Length;
        var gates = block.GatesOpened.Length / block.Endings.Length;
        var text = block.SignedRounds[slot] > 0 ? string.Join(',', block.Texts.AsSpan(slot * components, components).ToArray()) : "-";
        return string.Join('\n',
        [
            $"{block.Endings[slot]} {block.Causes[slot]} {block.SignedRounds[slot]} {block.EndedPeriods[slot]} {block.EndRounds[slot]:R} {text}",
            string.Join(',', block.Consents.AsSpan(slot * actors, actors).ToArray()),
            string.Join(',', block.GatesOpened.AsSpan(slot * gates, gates).ToArray()),
            .. reports.Select(r => $"{r.Utility[slot]:R} {r.NoDeal[slot]:R} {string.Join(',', r.CrossedBy(slot).ToArray())} "
                + string.Join(' ', r.DrawNames.Select((_, d) => r.Draws[d * r.Utility.Length + slot]))),
        ]);
    }
}

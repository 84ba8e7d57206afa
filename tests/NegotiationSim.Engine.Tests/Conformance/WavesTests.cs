using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tests.Conformance;

/// <summary>The order in which the replicas of a block are played. That it changes no result is for <see cref="BlockTests"/>.</summary>
public sealed class WavesTests
{
    private const string Text = """
        schema: negotiation-sim/1
        name: waves
        calendar: {rounds: 60}
        issues:
          price: {options: [a, b, c, d, e]}
          share: {options: [a, b, c, d, e]}
        actors:
          hard:
            role: principal
            preferences:
              price: {weight: "uniform(0, 1)", values: {a: "uniform(0, 1)", b: "uniform(0, 1)", c: "uniform(0, 1)", d: "uniform(0, 1)", e: "uniform(0, 1)"}}
              share: {weight: "uniform(0, 1)", values: {a: "uniform(0, 1)", b: "uniform(0, 1)", c: "uniform(0, 1)", d: "uniform(0, 1)", e: "uniform(0, 1)"}}
            no_deal: 0
            tactic: {kind: boulware, e: 4, opponent_model: none, accept: target}
          soft:
            role: principal
            preferences:
              price: {weight: "uniform(0, 1)", values: {a: "uniform(0, 1)", b: "uniform(0, 1)", c: "uniform(0, 1)", d: "uniform(0, 1)", e: "uniform(0, 1)"}}
              share: {weight: "uniform(0, 1)", values: {a: "uniform(0, 1)", b: "uniform(0, 1)", c: "uniform(0, 1)", d: "uniform(0, 1)", e: "uniform(0, 1)"}}
            no_deal: 0
            tactic: {kind: conceder, e: 0.25, opponent_model: none, accept: target}
        """;

    [Fact]
    public async Task Play_LargeBlock_GoesInWavesThatBecomeOneAsReplicasEnd()
    {
        var turns = await TurnsOfHardAsync(new BlockSpec(1, 0, 1601, Tell: false));

        var rounds = turns.GroupBy(turn => turn.Round).OrderBy(round => round.Key).Select(round => round.Select(turn => turn.Replicas).ToArray()).ToArray();
        Assert.Equal([200, 200, 200, 200, 200, 200, 200, 201], rounds[0]);

        // Two become one as soon as half of the first has ended: it begins a round with more than half of those with which it began.
        Assert.Equal([8, 4, 2, 1], rounds.Select(round => round.Length).Distinct());
        var begun = 0;
        for (var round = 0; rounds[round].Length > 1; round++)
        {
            begun = round == 0 || rounds[round].Length < rounds[round - 1].Length ? rounds[round][0] : begun;
            Assert.InRange(rounds[round][0], begun / 2 + 1, begun);
        }
    }

    /// <summary>Two principals: 200 replicas in a wave at least, where outcomes are listed; 30 over 262,144 outcomes. A ratifier is asked too, so the three of them have 45.</summary>
    [Theory]
    [InlineData(799, 2, false, new[] { 399, 400 })]
    [InlineData(119, 9, false, new[] { 59, 60 })]
    [InlineData(120, 9, false, new[] { 30, 30, 30, 30 })]
    [InlineData(179, 9, true, new[] { 89, 90 })]
    public async Task Play_FirstRound_GoesInWavesThatAreWorthTheirCalls(int replicas, int issues, bool isRatified, int[] expected)
    {
        var turns = await TurnsOfFirstAsync(Wide(issues, isRatified), new BlockSpec(1, 0, replicas, Tell: false));

        Assert.Equal(expected, turns.Where(turn => turn.Round == 1).Select(turn => turn.Replicas));
    }

    /// <summary>As many negotiations take a turn in a round as there are that have not ended, in whatever waves.</summary>
    [Fact]
    public async Task Play_InWaves_PlaysEveryReplicaInEveryRoundOnce()
    {
        var inWaves = await TurnsOfHardAsync(new BlockSpec(1, 0, 1601, Tell: false));
        var together = await TurnsOfHardAsync(new BlockSpec(1, 0, 1601, Tell: true));

        Assert.Equal(together, [.. inWaves.GroupBy(turn => turn.Round).OrderBy(round => round.Key).Select(round => (round.Key, round.Sum(turn => turn.Replicas)))]);
    }

    [Theory]
    [InlineData(399, false)]
    [InlineData(400, true)]
    public async Task Play_SmallOrToldBlock_GoesThroughTheRoundsOnce(int replicas, bool tell)
    {
        var turns = await TurnsOfHardAsync(new BlockSpec(1, 0, replicas, tell));

        Assert.Equal(replicas, turns[0].Replicas);
        Assert.Equal(Enumerable.Range(1, turns.Count), turns.Select(turn => turn.Round));
    }

    private static Task<List<(int Round, int Replicas)>> TurnsOfHardAsync(BlockSpec block) => TurnsOfFirstAsync(ScenarioTexts.Read(Text), block);

    private static async Task<List<(int Round, int Replicas)>> TurnsOfFirstAsync(Scenario scenario, BlockSpec block)
    {
        var turns = new List<(int Round, int Replicas)>();
        var first = new Witness(Agent(scenario, 0), request => turns.Add((request.Round, request.ActiveCount)));
        IEnumerable<IActorPort> others = Enumerable.Range(1, scenario.Actors.Length - 1).Select(self => Agent(scenario, self));
        await new Table(Brief.Public(scenario), [first, .. others]).PlayAsync(block, TestContext.Current.CancellationToken);
        return turns;
    }

    /// <summary>Issues of four options each, two principals that go to the last round, and perhaps a ratifier.</summary>
    private static Scenario Wide(int issues, bool isRatified)
    {
        var names = Enumerable.Range(0, issues).Select(i => $"i{i}").ToArray();
        var upwards = names.Select(name => $"      {name}: {{weight: 1, values: {{a: 0, b: 0.3, c: 0.6, d: 1}}}}");
        var downwards = names.Select(name => $"      {name}: {{weight: 1, values: {{a: 1, b: 0.6, c: 0.3, d: 0}}}}").ToArray();
        string[] ratifier = isRatified ? ["  parliament:", "    role: ratifier", "    preferences:", .. downwards, "    no_deal: 0"] : [];
        return ScenarioTexts.Read(string.Join('\n', [
            "schema: negotiation-sim/1", "name: wide", "calendar: {rounds: 3}",
            "issues:", .. names.Select(name => $"  {name}: {{options: [a, b, c, d]}}"),
            "actors:",
            "  up:", "    role: principal", "    preferences:", .. upwards, "    no_deal: 0.9",
            "  down:", "    role: principal", "    preferences:", .. downwards, "    no_deal: 0.9",
            .. ratifier,
        ]));
    }

    private static ActorAgent Agent(Scenario scenario, int self) => new(Brief.For(scenario, self), self, _ => throw new InvalidOperationException("nobody consults"));

    private sealed class Witness(IActorPort actor, Action<TurnRequest> see) : IActorPort
    {
        public ValueTask BeginAsync(BlockSpec spec) => actor.BeginAsync(spec);

        public ValueTask<Utterances> TurnAsync(TurnRequest request)
        {
            see(request);
            return actor.TurnAsync(request);
        }

        public ValueTask<ConsentReply> ConsentAsync(ConsentRequest request) => actor.ConsentAsync(request);

        public ValueTask<PeriodReply> PeriodAsync(PeriodRequest request) => actor.PeriodAsync(request);
    }
}

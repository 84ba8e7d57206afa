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

    private static async Task<List<(int Round, int Replicas)>> TurnsOfHardAsync(BlockSpec block)
    {
        var scenario = ScenarioTexts.Read(Text);
        var turns = new List<(int Round, int Replicas)>();
        var hard = new Witness(Agent(scenario, 0), request => turns.Add((request.Round, request.ActiveCount)));
        await new Table(Brief.Public(scenario), [hard, Agent(scenario, 1)]).PlayAsync(block, TestContext.Current.CancellationToken);
        return turns;
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

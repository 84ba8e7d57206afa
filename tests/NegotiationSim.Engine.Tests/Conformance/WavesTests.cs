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
    public async Task Play_LargeBlock_GoesInWavesUntilAQuarterIsLeft()
    {
        var turns = await TurnsOfHardAsync(new BlockSpec(1, 0, 402, Tell: false));

        int[] waves = [.. turns.Where(turn => turn.Round == 1).Select(turn => turn.Replicas)];
        Assert.Equal([101, 101, 101, 99], waves);

        // The first wave stops as soon as a quarter of it is left; the last rounds are played once, by what is left of all.
        var join = turns.FindIndex(1, turn => turn.Round == 1);
        var together = turns.FindLastIndex(turn => turn.Round == join) + 1;
        Assert.InRange(turns[join - 1].Replicas, 26, 101);
        Assert.Equal(join + 1, turns[together].Round);
        Assert.InRange(turns[together].Replicas, 26, 4 * 40);
        Assert.Equal(Enumerable.Range(join + 1, turns.Count - together), turns[together..].Select(turn => turn.Round));
        Assert.Equal(together, 4 * join);
    }

    [Theory]
    [InlineData(255, false)]
    [InlineData(300, true)]
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

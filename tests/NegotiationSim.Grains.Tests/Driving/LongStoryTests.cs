using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Tests.Driving;

/// <summary>A story of many pages is the same as one that is told whole.</summary>
public sealed class LongStoryTests(SiloFixture silo)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Stories { get; } =
    [
        Text("", "{round: 1d, rounds: 9000}", "hardliner", "0.9"),
        Text("", "{round: 1d, rounds: 5000}", "random", "0.9"),
        Text("implementation: {horizon: 600, breach: 30, patience: {a: 1e9, b: 1e9}, spoilers: [{id: s, rate: 100, hurts: [a], blamed_on: b}]}", "{start: 2016-01-01, round: 1d, rounds: 30}", "conceder", "0.1"),
        Text("protocol: {renegotiate: 3}\nevents: [{id: e, hazard: 0.05, effects: [{actor: a, no_deal: 0.001}]}]", "{round: 1d, rounds: 4000}", "random", "0.4"),
    ];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task RunAsync_ManyPages_AsWithoutGrains(string text)
    {
        var scenario = ScenarioReader.Read(text, "long.yaml").Scenario!;

        var direct = new DirectBlock(scenario).Run(3, 1);
        var record = await new NegotiationRunner(silo.Grains).RunAsync(scenario, 3, 1, Cancellation);

        Assert.Equal(RecordText.Of(direct), RecordText.Of(record));
    }

    [Fact]
    public async Task PlayAsync_ToldBlockOfSeveral_HoldsEveryWholeStory()
    {
        var scenario = ScenarioReader.Read(Text("", "{round: 1d, rounds: 3000}", "random", "0.9"), "long.yaml").Scenario!;
        await using var experiment = new Experiment(silo.Grains, scenario, new ExperimentOptions { Lanes = 1, BlockSize = 3 });
        await foreach (var block in experiment.PlayAsync(3, 5, 3, tell: true, Cancellation))
        {
            for (var slot = 0; slot < 3; slot++)
            {
                Assert.Equal(RecordText.Of(new DirectBlock(scenario).Run(3, 5 + slot)), RecordText.Of(block.Record(slot)));
            }
        }
    }

    [Fact]
    public async Task RunAsync_GivenUpInTheMiddle_LeavesNothingBehind()
    {
        var scenario = ScenarioReader.Read(Text("", "{round: 1d, rounds: 100000}", "hardliner", "0.9"), "long.yaml").Scenario!;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var runner = new NegotiationRunner(silo.Grains);
        var play = runner.RunAsync(scenario, 1, 0, enough.Token);
        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => play);
        Assert.Equal(Ending.NoDeal, (await runner.RunAsync(ScenarioReader.Read(Text("", "{round: 1d, rounds: 3}", "hardliner", "0.9"), "s.yaml").Scenario!, 1, 0, Cancellation)).Ending);
    }

    private static string Text(string rest, string calendar, string tactic, string noDeal) => """
        schema: negotiation-sim/1
        name: long
        calendar: CALENDAR
        issues:
          i: {options: [x, y, z], ordered: false}
          j: {options: [x, y, z], ordered: false}
        actors:
          a: {role: principal, preferences: {i: {weight: 1, values: {x: 1, y: 0.4, z: 0}}, j: {weight: 1, values: {x: 0.2, y: 1, z: 0}}}, no_deal: OTHER, tactic: {kind: TACTIC } }
          b: {role: principal, preferences: {i: {weight: 2, values: {x: 0, y: 0.5, z: 1}}, j: {weight: 1, values: {x: 0.1, y: 0, z: 1}}}, no_deal: OTHER, tactic: {kind: TACTIC } }
          r: {role: ratifier, preferences: {i: {weight: 2, values: {x: 0, y: 0.5, z: 1}}}, no_deal: OTHER }
        REST
        """
            .Replace("CALENDAR", calendar, StringComparison.Ordinal)
            .Replace("OTHER", noDeal, StringComparison.Ordinal)
            .Replace("TACTIC", tactic, StringComparison.Ordinal)
            .Replace("REST", rest, StringComparison.Ordinal);
}

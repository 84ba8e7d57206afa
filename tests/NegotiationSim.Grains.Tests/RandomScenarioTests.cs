using CsCheck;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Tests.Serialization;
using NegotiationSim.Reference;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Tests;

/// <summary>Laws that hold for every scenario.</summary>
public sealed class RandomScenarioTests(SiloFixture silo)
{
    private const ulong Seed = 42;

    private static readonly Gen<Scenario> s_scenarios = RandomScenarios.Create(new ScenarioShape { Implementation = true }).Select(Read);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Block_Of512_IsThe512SingleRuns() => await EqualAsync(replicas: 512, scenarios: 2);

    [Fact]
    public async Task Block_OfAFew_IsTheSingleRuns() => await EqualAsync(replicas: 12, scenarios: 60);

    [Fact]
    public void Scenario_Travels_ArrivesAsItWas() => s_scenarios.Sample(
        scenario =>
        {
            var arrived = Wire.ThereAndBack(scenario);
            Assert.Equal(FieldText.Of(scenario), FieldText.Of(arrived));
            Assert.Equal(Wire.Bytes(scenario), Wire.Bytes(arrived));
        },
        iter: 100,
        threads: 1);

    [Fact]
    public void Block_Travels_ArrivesAsItWas() => s_scenarios.Sample(
        scenario =>
        {
            var direct = new DirectBlock(scenario);
            var result = direct.Play(new BlockSpec(Seed, 0, 3, Tell: true), Cancellation);
            foreach (var message in direct.Close(result).Prepend<object>(result))
            {
                Assert.Equal(FieldText.Of(message), FieldText.Of(Wire.ThereAndBack(message)));
            }
        },
        iter: 50,
        threads: 1);

    private async Task EqualAsync(int replicas, int scenarios) => await s_scenarios.SampleAsync(
        async scenario =>
        {
            await using var experiment = new Experiment(silo.Grains, scenario, new ExperimentOptions { Lanes = 2, BlockSize = replicas });
            await using var singles = new Experiment(silo.Grains, scenario, new ExperimentOptions { BlockSize = 1 });
            var direct = new DirectBlock(scenario);
            var block = await experiment.PlayAsync(Seed, 0, replicas, tell: true, Cancellation).SingleAsync(Cancellation);
            await foreach (var single in singles.PlayAsync(Seed, 0, replicas, tell: true, Cancellation))
            {
                var text = RecordText.Of(single.Record(0));
                Assert.Equal(text, RecordText.Of(block.Record((int)single.Spec.FirstReplica)));
                Assert.Equal(text, RecordText.Of(direct.Run(Seed, single.Spec.FirstReplica)));
            }
        },
        iter: scenarios,
        threads: 1);

    private static Scenario Read(string text)
    {
        var loaded = ScenarioReader.Read(text, "random.yaml");
        Assert.True(loaded.Scenario is not null, string.Join(Environment.NewLine, loaded.Diagnostics) + Environment.NewLine + text);
        return loaded.Scenario;
    }
}

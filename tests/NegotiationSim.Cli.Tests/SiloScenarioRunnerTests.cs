using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

public sealed class SiloScenarioRunnerTests
{
    [Fact]
    public async Task RunAsync_SameSeedAndReplica_GivesTheSameBytes()
    {
        await using var runner = await SiloScenarioRunner.StartAsync(TelemetryTarget.None, TestContext.Current.CancellationToken);
        var texts = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            var record = await runner.RunAsync(TruceForAid.Scenario, 5, 2, TestContext.Current.CancellationToken);
            texts.Add(RunJson.Write(TruceForAid.Scenario, record));
        }

        Assert.Single(texts);
    }

    [Fact]
    public async Task RunAsync_ManyReplicas_CanAllBeTold()
    {
        await using var runner = await SiloScenarioRunner.StartAsync(TelemetryTarget.None, TestContext.Current.CancellationToken);
        for (var replica = 0; replica < 20; replica++)
        {
            var record = await runner.RunAsync(TruceForAid.Scenario, 1, replica, TestContext.Current.CancellationToken);
            foreach (var detail in Enum.GetValues<Detail>())
            {
                var text = new Screen(80, false).Render(console => RunTeller.Tell(console, new Tale(TruceForAid.Scenario, record, detail)));
                Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
            }
        }
    }
}

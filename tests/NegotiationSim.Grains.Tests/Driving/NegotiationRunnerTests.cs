using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;

namespace NegotiationSim.Grains.Tests.Driving;

public sealed class NegotiationRunnerTests(SiloFixture silo)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_Twice_SameRecord()
    {
        var runner = new NegotiationRunner(silo.Grains);
        var scenario = TruceScenario.Create();

        var first = await runner.RunAsync(scenario, 1, 3, Cancellation);
        var second = await runner.RunAsync(scenario, 1, 3, Cancellation);

        Assert.Equal(RecordText.Of(first), RecordText.Of(second));
    }

    [Fact]
    public async Task RunAsync_ManyReplicas_AsWithoutGrains()
    {
        var runner = new NegotiationRunner(silo.Grains);
        var scenario = TruceScenario.Create();

        for (var replica = 0; replica < 25; replica++)
        {
            // The direct kernels are made anew: what they learnt in one replica must not matter in the next.
            var direct = new DirectBlock(scenario).Run(7, replica);
            var record = await runner.RunAsync(scenario, 7, replica, Cancellation);
            Assert.Equal(RecordText.Of(direct), RecordText.Of(record));
        }
    }

    [Fact]
    public async Task RunAsync_AlreadyCancelled_IsGivenUp()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new NegotiationRunner(silo.Grains).RunAsync(TruceScenario.Create(), 1, 0, cancelled.Token));
    }
}

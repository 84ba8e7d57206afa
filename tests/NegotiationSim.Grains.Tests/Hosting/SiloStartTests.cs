using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Grains.Tests.Hosting;

/// <summary>A start that is given up was given up, wherever it stood and whatever Orleans makes of it; one that fails says why.</summary>
public sealed class SiloStartTests
{
    /// <summary>The first, one in between and the last that the program waits for; the others in the long run.</summary>
    public static TheoryData<int> Stages =>
    [
        ServiceLifecycleStage.First,
        ServiceLifecycleStage.RuntimeServices,
        ServiceLifecycleStage.Active,
        Further(ServiceLifecycleStage.RuntimeInitialize),
        Further(ServiceLifecycleStage.RuntimeStorageServices),
        Further(ServiceLifecycleStage.RuntimeGrainServices),
        Further(ServiceLifecycleStage.ApplicationServices),
        Further(ServiceLifecycleStage.BecomeActive),
        Further(ServiceLifecycleStage.Last),
    ];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task StartAsync_GivenUpAtAStage_IsGivenUp(int stage)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var options = At(stage, _ =>
        {
            giveUp.Cancel();
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() => LocalSilo.StartAsync(options, giveUp.Token));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task StartAsync_GivenUpAndFailingAtAStage_IsGivenUp(int stage)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var options = At(stage, _ =>
        {
            giveUp.Cancel();
            throw new InvalidOperationException("a failure of its own");
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() => LocalSilo.StartAsync(options, giveUp.Token));
    }

    [Fact]
    public async Task StartAsync_GivenUpWhileAStageHangs_ReturnsAtOnce()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var hang = new TaskCompletionSource();
        var options = At(ServiceLifecycleStage.RuntimeServices, _ =>
        {
            giveUp.Cancel();
            return hang.Task;
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() => LocalSilo.StartAsync(options, giveUp.Token));
        hang.SetResult();
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task StartAsync_FailingAtAStage_SaysWhy(int stage)
    {
        var options = At(stage, _ => throw new InvalidOperationException("a failure of its own"));

        var failure = await Assert.ThrowsAsync<SiloStartException>(() => LocalSilo.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Equal("Orleans could not be started: a failure of its own", failure.Message);
    }

    /// <summary>Orleans reports a cancelled start as an error of its own; where nobody cancelled it, it is a failure.</summary>
    [Fact]
    public async Task StartAsync_CancelledByNobody_Fails()
    {
        var options = At(ServiceLifecycleStage.RuntimeServices, _ => throw new OperationCanceledException("somebody else's token"));

        await Assert.ThrowsAsync<SiloStartException>(() => LocalSilo.StartAsync(options, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task StartAsync_GivenUpBefore_StartsNothing()
    {
        var options = new LocalSiloOptions { Configure = _ => Assert.Fail("a silo was built") };

        await Assert.ThrowsAsync<OperationCanceledException>(() => LocalSilo.StartAsync(options, new CancellationToken(canceled: true)));
    }

    /// <summary>What was played is with the caller by then.</summary>
    [Fact]
    public async Task DisposeAsync_AStageFailsToStop_DoesNotThrow()
    {
        var stopped = 0;
        var options = At(ServiceLifecycleStage.ApplicationServices, _ => Task.CompletedTask, _ =>
        {
            stopped++;
            throw new InvalidOperationException("a failure of its own");
        });

        await using (await LocalSilo.StartAsync(options, TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal(1, stopped);
    }

    private static TheoryDataRow<int> Further(int stage) =>
        new(stage) { Skip = Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") == "1" ? null : "NEGSIM_LONG_TESTS=1 runs it" };

    private static LocalSiloOptions At(int stage, Func<CancellationToken, Task> start, Func<CancellationToken, Task>? stop = null) => new()
    {
        Configure = services => services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new Participant(stage, start, stop ?? (_ => Task.CompletedTask))),
    };

    private sealed class Participant(int stage, Func<CancellationToken, Task> start, Func<CancellationToken, Task> stop) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe("test", stage, start, stop);
    }
}

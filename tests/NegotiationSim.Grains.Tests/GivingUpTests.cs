using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Grains.Tests.Clusters;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Tests;

/// <summary>A play that is given up is over before its grains are used again.</summary>
public sealed class GivingUpTests
{
    private static readonly Scenario s_scenario = TruceScenario.Create();
    private static readonly BlockSpec s_spec = new(9, 0, 8, Tell: false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlayAsync_GivenUpDuringATurn_ReturnsAfterTheTurn()
    {
        var turn = new HeldTurn();
        await using var silo = await LocalSilo.StartAsync(new LocalSiloOptions { Configure = services => services.AddSingleton<IIncomingGrainCallFilter>(turn) }, Cancellation);

        await GiveUpAsync(silo.Grains, turn);
    }

    [Fact]
    public async Task PlayAsync_GivenUpDuringATurnOnAnotherSilo_ReturnsAfterTheTurn()
    {
        var turn = new HeldTurn();
        await using var silos = await TwoSilos.StartApartAsync(Cancellation, services => services.AddSingleton<IIncomingGrainCallFilter>(turn));

        await GiveUpAsync(silos.Grains, turn);
    }

    private static async Task GiveUpAsync(IGrainFactory grains, HeldTurn turn)
    {
        var lane = new Lane(grains, s_scenario, "experiment", 0);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var play = lane.PlayAsync(s_spec, giveUp.Token);
        await turn.Begun.WaitAsync(Cancellation);

        await giveUp.CancelAsync();

        // The actor hears of it in the middle of its turn; the driver has to wait until the turn is over.
        await turn.GivenUp.WaitAsync(Cancellation);
        Assert.False(play.IsCompleted);
        turn.End();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => play);

        var again = await lane.PlayAsync(s_spec, Cancellation);
        Assert.Equal(new DirectBlock(s_scenario).Play(s_spec, Cancellation).Endings, again.Result.Endings);
    }

    /// <summary>Keeps the first turn of all from going on until it is told to.</summary>
    private sealed class HeldTurn : IIncomingGrainCallFilter
    {
        private readonly TaskCompletionSource _begun = New();
        private readonly TaskCompletionSource _givenUp = New();
        private readonly TaskCompletionSource _end = New();

        public Task Begun => _begun.Task;

        public Task GivenUp => _givenUp.Task;

        public void End() => _end.SetResult();

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.Grain is IActorGrain && context.MethodName == nameof(IActorGrain.TurnAsync) && _begun.TrySetResult())
            {
                var request = context.Request;
                var token = Enumerable.Range(0, request.GetArgumentCount()).Select(request.GetArgument).OfType<CancellationToken>().Single();
                await using var registration = token.UnsafeRegister(_ => _givenUp.TrySetResult(), null);
                await _end.Task;
            }

            await context.Invoke();
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

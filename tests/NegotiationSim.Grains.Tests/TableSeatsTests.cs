using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Tests;

/// <summary>A silo plays no more blocks at the same time than it was told to, however many drivers want it to.</summary>
public sealed class TableSeatsTests
{
    private static readonly Scenario s_scenario = TruceScenario.Create();
    private static readonly BlockSpec s_spec = new(9, 0, 8, Tell: false);

    private readonly SiloWork _work = new(TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlayAsync_AllSeatsTaken_WaitsAndIsPlayed()
    {
        await using var silo = await StartAsync();
        var other = await _work.Seats!.TakeAsync(Cancellation);
        var play = new Lane(silo.Grains, s_scenario, "experiment", 0).PlayAsync(s_spec, Cancellation);
        await WaitsAsync(1);

        // The silo is as well as ever.
        Assert.Equal((1, 0), await PulseAsync(silo));
        other.Dispose();

        Assert.Equal(new DirectBlock(s_scenario).Play(s_spec, Cancellation).Endings, (await play).Result.Endings);
        Assert.Equal((0, 8), (_work.Seats.Waiting, _work.Report(0).Replicas));
        using var free = await _work.Seats.TakeAsync(Cancellation);
    }

    [Fact]
    public async Task PlayAsync_GivenUpWhileItWaits_LeavesTheQueue()
    {
        await using var silo = await StartAsync();
        var other = await _work.Seats!.TakeAsync(Cancellation);
        var lane = new Lane(silo.Grains, s_scenario, "experiment", 0);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var play = lane.PlayAsync(s_spec, giveUp.Token);
        await WaitsAsync(1);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => play);
        Assert.Equal(0, _work.Seats.Waiting);
        other.Dispose();
        Assert.Equal(8, (await lane.PlayAsync(s_spec, Cancellation)).Spec.Count);
    }

    [Fact]
    public async Task PlayAsync_DriverIsGoneWhileItWaits_LeavesTheQueue()
    {
        await using var silo = await StartAsync();
        using var other = await _work.Seats!.TakeAsync(Cancellation);
        var play = new Lane(silo.Grains, s_scenario, $"driver{DriverLeases.Mark}experiment", 0).PlayAsync(s_spec, Cancellation);
        await WaitsAsync(1);

        await silo.Grains.GetGrain<ISiloGrain>(0).LeaveAsync("driver");

        await Assert.ThrowsAnyAsync<Exception>(() => play);
        Assert.Equal(0, _work.Seats.Waiting);
    }

    [Fact]
    public async Task TakeAsync_BlockGivenUpThatNeverEnds_IsNotWaitedFor()
    {
        using var seats = new TableSeats(1);
        using var giveUp = new CancellationTokenSource();
        var lost = await seats.TakeAsync(giveUp.Token);
        await giveUp.CancelAsync();
        using var next = await seats.TakeAsync(Cancellation);

        // Should it end after all, its seat is not free a second time.
        lost.Dispose();
        var third = seats.TakeAsync(Cancellation);
        Assert.Equal((false, 1), (third.IsCompleted, seats.Waiting));
        next.Dispose();
        (await third).Dispose();
    }

    private async Task<LocalSilo> StartAsync()
    {
        _work.Limit(1);
        return await LocalSilo.StartAsync(new LocalSiloOptions { Configure = services => services.AddSingleton(_work) }, Cancellation);
    }

    private async Task WaitsAsync(int blocks)
    {
        while (_work.Seats!.Waiting != blocks)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
        }
    }

    private static async Task<(int Lanes, int Running)> PulseAsync(LocalSilo silo)
    {
        var report = await silo.Grains.GetGrain<ISiloGrain>(0).PulseAsync(new DriverReport("another"));
        return (report.Lanes, report.Running);
    }
}

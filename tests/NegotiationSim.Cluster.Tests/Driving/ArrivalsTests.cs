using NegotiationSim.Cluster.Driving;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;

namespace NegotiationSim.Cluster.Tests.Driving;

/// <summary>How long a driver waits for silos before it decides how large blocks are.</summary>
public sealed class ArrivalsTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly HandTime _time = new();
    private readonly Arrivals _arrivals;

    public ArrivalsTests() => _arrivals = new Arrivals(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WaitAsync_OthersAreBeingConnectedTo_EndsWithTheLastOfThem()
    {
        _arrivals.Count(1, 2);
        var wait = _arrivals.WaitAsync(Cancellation);
        _arrivals.Count(2, 1);
        Assert.False(wait.IsCompleted);

        // The last one refuses.
        _arrivals.Count(2, 0);
        await wait.WaitAsync(s_limit, Cancellation);
    }

    [Fact]
    public async Task WaitAsync_OthersAreSilent_EndsAfterAPause()
    {
        _arrivals.Count(1, 2);
        var wait = _arrivals.WaitAsync(Cancellation);
        _time.Advance(Arrivals.Pause - TimeSpan.FromTicks(1));
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        await wait.WaitAsync(s_limit, Cancellation);
    }

    [Fact]
    public async Task WaitAsync_NoneYet_WaitsForTheFirstHoweverLong()
    {
        var wait = _arrivals.WaitAsync(Cancellation);
        _arrivals.Count(0, 1);
        _arrivals.Count(0, 0);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((false, false), (wait.IsCompleted, _arrivals.HaveBegun));
        _arrivals.Count(1, 0);
        await wait.WaitAsync(s_limit, Cancellation);
        Assert.True(_arrivals.HaveBegun);
    }

    [Fact]
    public async Task WaitAsync_NoneWillCome_SaysWhy()
    {
        var wait = _arrivals.WaitAsync(Cancellation);
        _arrivals.Give(new ClusterGoneException("all have said no"));
        Assert.Equal("all have said no", (await Assert.ThrowsAsync<ClusterGoneException>(() => wait)).Message);
    }
}

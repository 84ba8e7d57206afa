using System.Net;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Membership;

public sealed class LostRowWatchTests(PostgresServer postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_RedisIsAwayAndComesBackEmpty_LostWithTheSecondLook()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = MembershipStore.Of(redis.Address.WithPatience(TimeSpan.FromSeconds(2)), new ClusterName("a"));
        var silo = new Silo(1);
        await AddAsync(store, silo);
        using var watch = new LostRowWatch(store.Table, silo, silo, TimeProvider.System);
        Assert.False(await watch.LookAsync(Cancellation));

        // While it is away nothing is known.
        await redis.StopAsync();
        Assert.False(await watch.LookAsync(Cancellation));

        await redis.StartAgainAsync();
        await EventuallyAsync(store);
        Assert.False(await watch.LookAsync(Cancellation));
        Assert.True(await watch.LookAsync(Cancellation));
    }

    [Fact]
    public async Task Look_RowIsDeletedAndAnotherSiloBegins_Lost()
    {
        var address = await postgres.PreparedAsync;
        await using var store = MembershipStore.Of(address, new ClusterName("lost-row"));
        var silo = new Silo(1);
        await AddAsync(store, silo);
        using var watch = new LostRowWatch(store.Table, silo, silo, TimeProvider.System);
        await store.Table.DeleteMembershipTableEntriesAsync("lost-row", Cancellation);
        Assert.False(await watch.LookAsync(Cancellation));

        await AddAsync(store, new Silo(2));

        Assert.True(await watch.LookAsync(Cancellation));
    }

    /// <summary>The row is there again in time: the first look is forgotten.</summary>
    [Fact]
    public async Task Look_RowIsMissingOnceAndThenThere_NotLost()
    {
        var address = await postgres.PreparedAsync;
        await using var store = MembershipStore.Of(address, new ClusterName("found-row"));
        var silo = new Silo(1);
        await store.CheckAsync(Cancellation);
        using var watch = new LostRowWatch(store.Table, silo, silo, TimeProvider.System);

        Assert.False(await watch.LookAsync(Cancellation));
        await AddAsync(store, silo);
        Assert.False(await watch.LookAsync(Cancellation));
        await store.Table.DeleteMembershipTableEntriesAsync("found-row", Cancellation);
        Assert.False(await watch.LookAsync(Cancellation));
    }

    /// <summary>There is a table when the silo ends, so that it can write into it that it has.</summary>
    [Fact]
    public async Task Execute_RowIsLost_IsAFatalErrorOfTheSilo()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = MembershipStore.Of(redis.Address, new ClusterName("a"));
        await store.ReadAsync(Cancellation);
        var silo = new Silo(1);
        using var watch = new LostRowWatch(store.Table, silo, silo, new FastClock());

        await watch.StartAsync(Cancellation);

        Assert.Equal("the membership store has lost the row of this silo", await silo.Error.WaitAsync(Cancellation));
        Assert.Equal(0, (await store.Table.ReadAllAsync(Cancellation)).Version.Version);
        await watch.StopAsync(Cancellation);
    }

    private static async Task AddAsync(MembershipStore store, Silo silo)
    {
        await store.CheckAsync(Cancellation);
        var row = new MembershipEntry { SiloAddress = silo.SiloAddress, SiloName = "silo", HostName = "host", Status = SiloStatus.Active, StartTime = DateTime.UnixEpoch, IAmAliveTime = DateTime.UnixEpoch, SuspectTimes = [] };
        Assert.True(await store.Table.InsertRowAsync(row, (await store.Table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation));
    }

    private static async Task EventuallyAsync(MembershipStore store)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await store.ReadAsync(Cancellation);
                return;
            }
            catch (MembershipException) when (tries < 20)
            {
            }
        }
    }

    private sealed class Silo(int port) : ILocalSiloDetails, IFatalErrorHandler
    {
        private readonly TaskCompletionSource<string?> _error = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string?> Error => _error.Task;

        public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, port, 7);

        public string Name => "silo";

        public string ClusterId => "a";

        public string DnsHostName => "host";

        public SiloAddress GatewayAddress => SiloAddress.Zero;

        public bool IsUnexpected(Exception exception) => true;

        public void OnFatalException(object? sender, string? context, Exception? exception) => _error.TrySetResult(context);
    }

    /// <summary>Seconds pass as milliseconds.</summary>
    private sealed class FastClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, dueTime / 1000, period / 1000);
    }
}

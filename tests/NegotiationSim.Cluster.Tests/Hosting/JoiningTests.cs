using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Cli;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Cluster.Tests.Hosting;

/// <summary>What a silo hears while it joins, which may take minutes.</summary>
public sealed class JoiningTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The store names a silo at whose port something else answers: a reason that may pass, so the silo goes on trying, and whoever runs it has to know why it does not serve.</summary>
    [Fact]
    public async Task Start_RefusalWhileItJoins_IsTold()
    {
        await using var cluster = await OwnCluster.StartAsync();
        using var other = new MuteServer("HTTP/1.1 400 Bad Request\r\n\r\n");
        await AddAsync(cluster, other.Port);
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var start = ClusterSilo.StartAsync(cluster.Silo with { Refused = line => told.TrySetResult(line) }, end.Token);

        Assert.Contains($"127.0.0.1:{other.Port}", await told.Task.WaitAsync(RedisServer.Patience, Cancellation), StringComparison.Ordinal);
        Assert.False(start.IsCompleted);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);

        // What it had begun is ended with it: the others need not find out for themselves.
        await using var store = MembershipStore.Of(cluster.Redis.Address, cluster.Name);
        Assert.Equal(SiloStatus.Dead, Assert.Single(await store.ReadAsync(Cancellation), row => row.Address.Endpoint.Port != other.Port).Status);
    }

    /// <summary>To join can take minutes, and an orchestrator may change its mind.</summary>
    [Fact]
    public async Task Command_ToldToEndWhileItJoins_HasDoneWhatItShould()
    {
        await using var cluster = await OwnCluster.StartAsync();
        using var other = new MuteServer("HTTP/1.1 400 Bad Request\r\n\r\n");
        await AddAsync(cluster, other.Port);
        using var end = new CancellationTokenSource();

        var silo = cluster.CallAsync(end.Token, "silo", "--parallel", "1");
        await other.Asked.WaitAsync(RedisServer.Patience, Cancellation);
        await end.CancelAsync();

        var called = await silo;
        Assert.Equal((ExitCode.Done, ""), (called.ExitCode, called.Output));
        Assert.EndsWith("negsim: told to end before it served.\n", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SiloCannotGoOnWhileItJoins_IsGivenUpWithTheReason()
    {
        await using var cluster = await OwnCluster.StartAsync();

        var failure = await Assert.ThrowsAsync<SiloStartException>(() => cluster.StartSiloAsync(options => options with { Configure = silo => silo.AddStartupTask(FailAsync) }));

        Assert.Equal("the silo cannot join the cluster: it was declared dead", failure.Message);

        // What Orleans does then ends the process, and not the start.
        static Task FailAsync(IServiceProvider services, CancellationToken cancellation)
        {
            services.GetRequiredService<IFatalErrorHandler>().OnFatalException(exception: new InvalidOperationException("it was declared dead"));
            return Task.Delay(Timeout.Infinite, cancellation);
        }
    }

    /// <summary>A silo that was killed a moment ago, as the store knows it.</summary>
    private static async Task AddAsync(OwnCluster cluster, int port)
    {
        await using var store = MembershipStore.Of(cluster.Redis.Address, cluster.Name);
        await store.CheckAsync(Cancellation);
        var address = SiloAddress.New(IPAddress.Loopback, port, SiloAddress.AllocateNewGeneration() - 10);
        var row = new MembershipEntry { SiloAddress = address, SiloName = "killed", HostName = "host", Status = SiloStatus.Active, ProxyPort = 1, StartTime = DateTime.UtcNow, IAmAliveTime = DateTime.UtcNow, SuspectTimes = [] };
        Assert.True(await store.Table.InsertRowAsync(row, (await store.Table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation));
    }
}

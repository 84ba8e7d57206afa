using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;
using Orleans.Configuration;

namespace NegotiationSim.Cluster.Tests.Membership;

/// <summary>Silos of Orleans with real ports on loopback, which find each other in a real store.</summary>
public sealed class ClusterFormationTests(PostgresServer postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redis_TwoSilos_FormAndLoseTheDead()
    {
        await using var redis = await RedisServer.StartAsync(password: "Pw-s3cret");
        await FormAndLoseTheDeadAsync(redis.Address.WithPassword("Pw-s3cret"));
    }

    [Fact]
    public async Task Postgres_TwoSilos_FormAndLoseTheDead()
    {
        var address = await postgres.CreatePreparedAsync();
        var silo = await postgres.CreateUserAsync(address, $"{address.Database}_silo");
        await PostgresServer.ExecuteAsync(address, $"""
            GRANT USAGE ON SCHEMA negsim TO {silo.User};
            GRANT SELECT ON ALL TABLES IN SCHEMA negsim TO {silo.User};
            GRANT INSERT, UPDATE, DELETE ON negsim.OrleansMembershipTable, negsim.OrleansMembershipVersionTable TO {silo.User}
            """);
        await FormAndLoseTheDeadAsync(silo);
    }

    /// <summary>Two silos form a cluster; a third row names a silo that nobody finds, as one that was killed leaves it. It is declared dead and its row removed; then one of the two leaves, and another comes.</summary>
    private static async Task FormAndLoseTheDeadAsync(ClusterAddress address)
    {
        var log = new ConcurrentQueue<string>();
        await using var store = MembershipStore.Of(address, new ClusterName("formed"));
        await store.CheckAsync(Cancellation);
        using var first = await StartAsync(address, log);
        using var second = await StartAsync(address, log);
        await AwaitAsync(first, silos => silos.Values.Count(status => status == SiloStatus.Active) == 2);
        var silos = await store.ReadAsync(Cancellation);
        Assert.Equal(2, silos.Count);
        Assert.All(silos, silo => Assert.True(silo.IsActive && silo.Gateway is not null && silo.Name.Length > 0));

        var killed = await AddKilledAsync(store);
        await AwaitAsync(first, silos => silos.GetValueOrDefault(killed) == SiloStatus.Dead);
        var removal = await store.RemoveDefunctAsync(Cancellation);
        Assert.Equal(1, removal.Removed);
        Assert.Equal(silos.Select(silo => silo.Address), removal.Remaining.Select(silo => silo.Address));

        await second.StopAsync(Cancellation);
        removal = await store.RemoveDefunctAsync(Cancellation);
        Assert.Equal((1, 1), (removal.Removed, removal.Remaining.Count));
        using var third = await StartAsync(address, log);
        await AwaitAsync(first, silos => silos.Values.Count(status => status == SiloStatus.Active) == 2);
        await Task.WhenAll(first.StopAsync(Cancellation), third.StopAsync(Cancellation));

        Assert.Equal((2, 0), (removal.Removed + 1, (await store.RemoveDefunctAsync(Cancellation)).Remaining.Count));
        Assert.NotEmpty(log);
        Assert.DoesNotContain(log, line => line.Contains(address.Password!, StringComparison.Ordinal));
    }

    /// <summary>The row of a silo that lived a moment ago, at a port where nobody is.</summary>
    private static async Task<SiloAddress> AddKilledAsync(MembershipStore store)
    {
        var address = SiloAddress.New(IPAddress.Loopback, FreePort.Next(), 1 + SiloAddress.AllocateNewGeneration());
        var row = new MembershipEntry { SiloAddress = address, SiloName = "killed", HostName = "host", Status = SiloStatus.Active, ProxyPort = 1, StartTime = DateTime.UtcNow, IAmAliveTime = DateTime.UtcNow, SuspectTimes = [] };
        while (!await store.Table.InsertRowAsync(row, (await store.Table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation))
        {
        }

        return address;
    }

    private static async Task<IHost> StartAsync(ClusterAddress address, ConcurrentQueue<string> log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(log));
        builder.UseOrleans(silo => silo
            .UseMembership(address, new ClusterName("formed"))
            .ConfigureEndpoints(IPAddress.Loopback, FreePort.Next(), FreePort.Next(), listenOnAnyHostAddress: false)
            .Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromMilliseconds(400);
                options.NumMissedProbesLimit = 1;
                options.NumVotesForDeathDeclaration = 1;
                options.TableRefreshTimeout = TimeSpan.FromMilliseconds(400);
                options.IAmAliveTablePublishTimeout = TimeSpan.FromMilliseconds(400);
            }));
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return host;
    }

    /// <summary>Waits until a silo knows of others what is expected.</summary>
    private static async Task AwaitAsync(IHost silo, Func<Dictionary<SiloAddress, SiloStatus>, bool> expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await foreach (var view in silo.Services.GetRequiredService<IClusterMembershipService>().MembershipUpdates.WithCancellation(limit.Token))
        {
            if (expected(view.Members.ToDictionary(member => member.Key, member => member.Value.Status)))
            {
                return;
            }
        }
    }

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

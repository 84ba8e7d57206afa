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

    /// <summary>
    /// A silo was killed and another one starts at its port: it declares the first one dead, whose row is removed. Two silos form a cluster; one of them leaves, and another comes.
    /// Nothing here depends on how soon a silo answers, so a machine that is busy with other things changes nothing.
    /// </summary>
    private static async Task FormAndLoseTheDeadAsync(ClusterAddress address)
    {
        var log = new ConcurrentQueue<string>();
        await using var store = MembershipStore.Of(address, new ClusterName("formed"));
        await store.CheckAsync(Cancellation);
        using var first = await StartAsync(address, FreePort.Next(), log);
        var killed = await AddKilledAsync(store);
        await AwaitAsync(first, silos => silos.GetValueOrDefault(killed) == SiloStatus.Active);
        using var second = await StartAsync(address, killed.Endpoint.Port, log);
        await AwaitAsync(first, silos => silos.GetValueOrDefault(killed) == SiloStatus.Dead && silos.Values.Count(status => status == SiloStatus.Active) == 2);

        var removal = await store.RemoveAndLookAsync(Cancellation);
        Assert.Equal((1, 2), (removal.Removed, removal.Remaining.Count));
        Assert.All(removal.Remaining, silo => Assert.True(silo.IsActive && silo.Gateway is not null && silo.Name.Length > 0));

        await second.StopAsync(Cancellation);
        removal = await store.RemoveAndLookAsync(Cancellation);
        Assert.Equal((1, 1), (removal.Removed, removal.Remaining.Count));
        using var third = await StartAsync(address, FreePort.Next(), log);
        await AwaitAsync(first, silos => silos.Values.Count(status => status == SiloStatus.Active) == 2);
        await Task.WhenAll(first.StopAsync(Cancellation), third.StopAsync(Cancellation));

        removal = await store.RemoveAndLookAsync(Cancellation);
        Assert.Equal((2, 0), (removal.Removed, removal.Remaining.Count));
        Assert.DoesNotContain(log, line => line.StartsWith(Recorder.Fatal, StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("formed", StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.Contains(address.Password!, StringComparison.Ordinal));
    }

    /// <summary>The row of a silo as it stands after the silo was killed a moment ago.</summary>
    private static async Task<SiloAddress> AddKilledAsync(MembershipStore store)
    {
        var address = SiloAddress.New(IPAddress.Loopback, FreePort.Next(), SiloAddress.AllocateNewGeneration() - 10);
        var row = new MembershipEntry { SiloAddress = address, SiloName = "killed", HostName = "host", Status = SiloStatus.Active, ProxyPort = 1, StartTime = DateTime.UtcNow, IAmAliveTime = DateTime.UtcNow, SuspectTimes = [] };
        while (!await store.Table.InsertRowAsync(row, (await store.Table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation))
        {
        }

        return address;
    }

    private static async Task<IHost> StartAsync(ClusterAddress address, int port, ConcurrentQueue<string> log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(log));
        builder.UseOrleans(silo => silo
            .UseMembership(address, new ClusterName("formed"))
            .ConfigureEndpoints(IPAddress.Loopback, port, FreePort.Next(), listenOnAnyHostAddress: false)
            .Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(30);
                options.TableRefreshTimeout = TimeSpan.FromMilliseconds(400);
            }));
        builder.Services.AddSingleton<IFatalErrorHandler>(new Recorder(log));
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

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger, IFatalErrorHandler
    {
        public const string Fatal = "fatal: ";

        public bool IsUnexpected(Exception exception) => true;

        public void OnFatalException(object? sender, string? context, Exception? exception) => lines.Enqueue($"{Fatal}{context} {exception}");

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

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Grains;
using NegotiationSim.Grains.Hosting;
using Orleans.Configuration;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>
/// What the silos of a cluster say of themselves, asked again and again by a client of the tests' own for each. So a test knows how far a batch has come, and what is done to it is done after so many blocks, not after so many
/// seconds. Silos that do not answer are left out until they do.
/// </summary>
internal sealed class ClusterEye(ClusterAddress store, ClusterName name, DoorOptions door) : IAsyncDisposable
{
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly Dictionary<SiloAddress, IHost> _clients = [];
    private readonly Dictionary<SiloAddress, SiloReport> _reports = [];
    private readonly HashSet<SiloAddress> _dead = [];
    private readonly List<Task> _ending = [];
    private MembershipStore? _store;

    /// <summary>Blocks that the silos have finished, those that are gone counted as they were seen last.</summary>
    public long Blocks => _reports.Values.Sum(report => report.Blocks);

    /// <summary>The last report of every silo that was ever seen.</summary>
    public IReadOnlyDictionary<SiloAddress, SiloReport> Reports => _reports;

    /// <summary>Waits until the membership table says that a silo is dead.</summary>
    /// <param name="silo">Where other silos reached it.</param>
    public Task WaitForDeathAsync(IPEndPoint silo) => WaitAsync(() => _dead.Any(dead => dead.Endpoint.Equals(silo)), $"the death of {silo}");

    /// <summary>Waits until so many blocks were finished.</summary>
    /// <param name="blocks">How many.</param>
    /// <param name="batch">Whose they are; it must not be over before.</param>
    public Task WaitForBlocksAsync(long blocks, BatchProcess batch) => WaitAsync(() => Blocks >= blocks, $"{blocks} blocks", batch);

    /// <summary>Waits until the reports are as they are wanted.</summary>
    /// <param name="isThere">Whether they are.</param>
    /// <param name="what">What is waited for.</param>
    /// <param name="batch">A batch that must not be over before; null: none.</param>
    public async Task WaitAsync(Func<bool> isThere, string what, BatchProcess? batch = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_patience);
        while (true)
        {
            await LookAsync();
            if (isThere())
            {
                return;
            }

            batch?.AssertPlaying();
            Assert.False(limit.IsCancellationRequested, $"waited in vain for {what}: {string.Join("; ", _reports.Select(report => $"{report.Key}: {report.Value}"))}\n{batch?.Process.Output}");
            await Task.Delay(s_every, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks once.</summary>
    public async Task LookAsync()
    {
        IReadOnlyList<SiloEntry> entries;
        try
        {
            _store ??= MembershipStore.Of(store, name);
            entries = await _store.ReadAsync();
        }
        catch (MembershipException)
        {
            // It is away, as some tests want it. Who was there is asked on.
            entries = [];
        }

        foreach (var gone in entries.Where(entry => entry.IsDead))
        {
            _dead.Add(gone.Address);
            Forget(gone.Address);
        }

        await Task.WhenAll(entries.Where(entry => entry is { IsActive: true, Gateway: not null }).ToList().Select(ConnectAsync));
        await Task.WhenAll(_clients.ToList().Select(client => AskAsync(client.Key, client.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _clients.Keys.ToList())
        {
            Forget(silo);
        }

        await Task.WhenAll(_ending);
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    private static async Task EndAsync(IHost client) =>
        await Task.Run(async () =>
        {
            await client.StopAsync(new CancellationTokenSource(s_answer).Token);
            client.Dispose();
        }).WaitAsync(2 * s_answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task ConnectAsync(SiloEntry entry)
    {
        lock (_clients)
        {
            if (_clients.ContainsKey(entry.Address))
            {
                return;
            }
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (name.Id, ClusterName.Service));
            client.UseStaticClustering(entry.Gateway!);
            client.UseDoor(door);
        });
        builder.Services.AddNegotiationGrains();
        var host = builder.Build();
        try
        {
            using var limit = new CancellationTokenSource(s_answer);
            await host.StartAsync(limit.Token).WaitAsync(limit.Token);
            lock (_clients)
            {
                _clients.Add(entry.Address, host);
            }
        }
        catch (Exception)
        {
            // It may be gone, or hang; it is tried again.
            await EndAsync(host);
        }
    }

    private async Task AskAsync(SiloAddress silo, IHost client)
    {
        try
        {
            var report = await client.Services.GetRequiredService<IGrainFactory>().GetGrain<ISiloGrain>(0).ReportAsync().AsTask().WaitAsync(s_answer);
            lock (_clients)
            {
                _reports[silo] = report;
            }
        }
        catch (Exception)
        {
            Forget(silo);
        }
    }

    private void Forget(SiloAddress silo)
    {
        lock (_clients)
        {
            if (_clients.Remove(silo, out var client))
            {
                _ending.Add(EndAsync(client));
            }
        }
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Tests.Fixtures;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Cluster.Tests.Doors.Fixtures;

/// <summary>Silos with doors on ports of loopback, in this process. The first keeps the membership.</summary>
internal sealed class DoorCluster : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];
    private readonly List<int> _gateways = [];
    private int _primary;

    /// <summary>Where the silos' refusals go, by silo.</summary>
    public List<DoorLog> Logs { get; } = [];

    /// <summary>The port for clients of a silo.</summary>
    public int GatewayOf(int silo) => _gateways[silo];

    /// <summary>Starts another silo.</summary>
    /// <param name="door">Its door; null: none.</param>
    /// <param name="log">Where its refusals go.</param>
    /// <param name="cancellation">Gives up starting it.</param>
    public async Task StartSiloAsync(DoorOptions? door, DoorLog log, CancellationToken cancellation)
    {
        var (port, gateway) = (FreePort.Next(), FreePort.Next());
        _primary = _primary == 0 ? port : _primary;
        var builder = Builder();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port, gateway, new IPEndPoint(IPAddress.Loopback, _primary), ClusterName.Service, TestDoors.Options.ClusterId);
            if (door is not null)
            {
                silo.UseDoor(door, log);
            }
        });
        await StartAsync(builder, cancellation);
        _gateways.Add(gateway);
        Logs.Add(log);
    }

    /// <summary>Connects a client to a silo.</summary>
    /// <param name="silo">Which, from 0.</param>
    /// <param name="door">Its door; null: none.</param>
    /// <param name="log">Where its refusals go.</param>
    public async Task<IGrainFactory> ConnectAsync(int silo, DoorOptions? door, DoorLog log)
    {
        var builder = Builder();
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(_gateways[silo], ClusterName.Service, TestDoors.Options.ClusterId);
            client.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
            if (door is not null)
            {
                client.UseDoor(door, log);
            }
        });
        return (await StartAsync(builder, TestContext.Current.CancellationToken)).Services.GetRequiredService<IGrainFactory>();
    }

    public async ValueTask DisposeAsync()
    {
        _hosts.Reverse();
        foreach (var host in _hosts)
        {
            await host.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    private static HostApplicationBuilder Builder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddNegotiationGrains();
        return builder;
    }

    private async Task<IHost> StartAsync(HostApplicationBuilder builder, CancellationToken cancellation)
    {
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellation);
            _hosts.Add(host);
            return host;
        }
        catch
        {
            await SiloEnd.EndAsync(host, [], TimeProvider.System);
            throw;
        }
    }
}

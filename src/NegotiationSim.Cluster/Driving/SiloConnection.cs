using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Grains;
using NegotiationSim.Grains.Hosting;
using Orleans.Configuration;

namespace NegotiationSim.Cluster.Driving;

/// <summary>A connection to one silo: an Orleans client whose only gateway it is.</summary>
internal sealed class SiloConnection : IAsyncDisposable
{
    private static readonly TimeSpan s_stopping = TimeSpan.FromSeconds(2);

    private readonly IHost _host;

    private SiloConnection(IHost host)
    {
        _host = host;
        Grains = host.Services.GetRequiredService<IGrainFactory>();
        Silo = Grains.GetGrain<ISiloGrain>(0);
    }

    /// <summary>
    /// Raised when the connection is closed, from any thread. Orleans opens another one at once, and the silo may never have been away; but what was on the way is lost, and whoever waits for the answer to a call is not told.
    /// </summary>
    public event Action? Closed;

    /// <summary>Where the silo's grains are found.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>The silo itself.</summary>
    public ISiloGrain Silo { get; }

    /// <summary>Connects to a silo.</summary>
    /// <param name="gateway">Where it takes clients.</param>
    /// <param name="options">How.</param>
    /// <param name="refusals">Takes why it was refused.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SiloConnection> OpenAsync(IPEndPoint gateway, ClusterClientOptions options, DoorLog refusals, CancellationToken cancellation)
    {
        SiloConnection? connection = null;
        var host = Build(gateway, options, refusals, () => connection?.Closed?.Invoke());
        try
        {
            await host.StartAsync(cancellation).WaitAsync(cancellation).ConfigureAwait(false);
            return connection = new SiloConnection(host);
        }
        catch
        {
            await EndAsync(host).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Closes the connection. Never throws.</summary>
    public async ValueTask DisposeAsync() => await EndAsync(_host).ConfigureAwait(false);

    /// <summary>Does something at the end for which nobody waits long, and which may fail: there may be nobody at the other end.</summary>
    public static async Task Quietly(Func<Task> work) => await Task.Run(work).WaitAsync(2 * s_stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static IHost Build(IPEndPoint gateway, ClusterClientOptions options, DoorLog refusals, Action closed)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        options.Logging?.Invoke(builder.Logging);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Name.Id, ClusterName.Service));
            client.UseStaticClustering(gateway);
            client.UseDoor(options.Door, refusals);
            client.AddClusterConnectionLostHandler((_, _) => closed());
            options.Configure?.Invoke(client);
        });
        builder.Services.AddNegotiationGrains();
        return builder.Build();
    }

    private static async Task EndAsync(IHost host)
    {
        // Where there is nobody at the other end, a goodbye would wait for an answer.
        await Quietly(() => host.StopAsync(new CancellationTokenSource(s_stopping).Token)).ConfigureAwait(false);
        await Quietly(() => host is IAsyncDisposable disposable ? disposable.DisposeAsync().AsTask() : Task.Run(host.Dispose)).ConfigureAwait(false);
    }
}

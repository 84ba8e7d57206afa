using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NegotiationSim.Grains.Hosting;

/// <summary>
/// A cluster of one silo in this process, reachable from this machine only (loopback), with no gateway for outside clients.
/// Every silo has a cluster id of its own, so several can run side by side. Disposing it stops it.
/// </summary>
public sealed class LocalSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private LocalSilo(IHost host, int port, string clusterId)
    {
        _host = host;
        Port = port;
        ClusterId = clusterId;
        Grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    /// <summary>Where grains are found.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>The loopback port that the silo listens on.</summary>
    public int Port { get; }

    /// <summary>The name of the cluster, new for every silo.</summary>
    public string ClusterId { get; }

    /// <summary>Starts a silo on a free port.</summary>
    /// <param name="options">How; null: the defaults.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="SiloStartException">No silo could be started, on any of the ports tried.</exception>
    public static async Task<LocalSilo> StartAsync(LocalSiloOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new LocalSiloOptions();
        for (var attempt = 1; ; attempt++)
        {
            // Orleans refuses port 0, so a free port is chosen here. Another program may take it before the silo does: then the next one.
            var port = options.ChoosePort();
            var clusterId = $"negsim-{Guid.NewGuid():N}";
            var host = Build(port, clusterId, options);
            var started = false;
            try
            {
                await host.StartAsync(cancellation).ConfigureAwait(false);
                started = true;
                return new LocalSilo(host, port, clusterId);
            }
            catch (Exception e) when (IsPortClash(e))
            {
                if (attempt >= options.PortAttempts)
                {
                    throw new SiloStartException($"the local silo found no free port on {IPAddress.Loopback} in {attempt} attempts", e);
                }
            }
            finally
            {
                if (!started)
                {
                    await DisposeAsync(host).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Stops the silo; its grains are deactivated.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        await DisposeAsync(_host).ConfigureAwait(false);
    }

    private static IHost Build(int port, string clusterId, LocalSiloOptions options)
    {
        // The empty builder reads no settings files, variables or arguments: nothing around the program can change a run, and it starts sooner.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        if (options.Log is { } log)
        {
            builder.Logging.AddProvider(new TextLoggerProvider(log));
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        }
        else
        {
            builder.Logging.SetMinimumLevel(LogLevel.None);
        }

        builder.UseOrleans(silo => silo.UseLocalhostClustering(port, gatewayPort: 0, serviceId: "negsim", clusterId: clusterId));
        builder.Services.AddNegotiationGrains();
        options.Configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private static bool IsPortClash(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AccessDenied })
            {
                return true;
            }

            if (e is AggregateException several && several.InnerExceptions.Any(IsPortClash))
            {
                return true;
            }
        }

        return false;
    }

    private static ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
        {
            return disposable.DisposeAsync();
        }

        host.Dispose();
        return ValueTask.CompletedTask;
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NegotiationSim.Grains.Hosting;

/// <summary>
/// A cluster of one silo in this process. It has no network: no other process can reach it, and none of its calls ever times out. Several can run side by side. Disposing it stops it.
/// </summary>
public sealed class LocalSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private LocalSilo(IHost host, string clusterId)
    {
        _host = host;
        ClusterId = clusterId;
        Grains = host.Services.GetRequiredService<IGrainFactory>();
        Turns = host.Services.GetRequiredService<TurnWatch>();
    }

    /// <summary>Where grains are found.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>What the actors are busy with.</summary>
    public TurnWatch Turns { get; }

    /// <summary>The name of the cluster, new for every silo.</summary>
    public string ClusterId { get; }

    /// <summary>Orleans names a silo by an address, even where nothing is bound to it.</summary>
    private static IPEndPoint Name { get; } = new(IPAddress.Loopback, 1);

    /// <summary>Starts a silo.</summary>
    /// <param name="options">How; null: the defaults.</param>
    /// <param name="cancellation">Gives up starting. What has started by then is stopped behind the caller's back.</param>
    /// <exception cref="OperationCanceledException">It was given up, whatever went wrong because of that.</exception>
    /// <exception cref="SiloStartException">The silo could not be started; the message is fit for a person.</exception>
    public static async Task<LocalSilo> StartAsync(LocalSiloOptions? options = null, CancellationToken cancellation = default)
    {
        IHost? host = null;
        Task? starting = null;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var clusterId = $"negsim-{Guid.NewGuid():N}";
            host = Build(clusterId, options ?? new LocalSiloOptions());

            // On another thread: a start that blocks can be given up all the same.
            starting = Task.Run(() => host.StartAsync(cancellation), CancellationToken.None);
            await starting.WaitAsync(cancellation).ConfigureAwait(false);
            return new LocalSilo(host, clusterId);
        }
        catch (Exception failure)
        {
            // Nobody waits for what is left of it.
            _ = EndAsync(host, starting);

            // Orleans wraps a cancelled start in errors of its own, which differ with the stage that it had reached.
            if (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellation);
            }

            throw new SiloStartException($"Orleans could not be started: {Innermost(failure).Message}", failure);
        }
    }

    /// <summary>Stops the silo; its grains are deactivated. Never throws: whatever was played is with the caller already.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(_host).ConfigureAwait(false);

    private static IHost Build(string clusterId, LocalSiloOptions options)
    {
        // The empty builder reads no settings files, variables or arguments: nothing around the program can change a run, and it starts sooner.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        options.Logging?.Invoke(builder.Logging);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(Name.Port, gatewayPort: 0, serviceId: "negsim", clusterId: clusterId));
        ClosedTransport.UseIn(builder.Services);
        TimeLimits.UseIn(builder.Services);
        builder.Services.AddNegotiationGrains();
        options.Configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private static Exception Innermost(Exception failure) =>
        failure is AggregateException { InnerExceptions: [var first, ..] } ? Innermost(first) : failure.InnerException is { } inner ? Innermost(inner) : failure;

    /// <summary>Ends a silo whose start failed or was given up, once that start has come to its end.</summary>
    private static async Task EndAsync(IHost? host, Task? starting)
    {
        if (starting is not null)
        {
            await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (host is not null)
        {
            await StopAsync(host).ConfigureAwait(false);
        }
    }

    private static async Task StopAsync(IHost host)
    {
        // A stop that fails, or takes so long that it is cut short, leaves nothing behind but what the process holds.
        if (await Quietly(() => host.StopAsync()).ConfigureAwait(false) == TaskStatus.Faulted)
        {
            await Quietly(() => UnfinishedStart.EndAsync(host)).ConfigureAwait(false);
        }

        await Quietly(() => host is IAsyncDisposable disposable ? disposable.DisposeAsync().AsTask() : Task.Run(host.Dispose)).ConfigureAwait(false);
    }

    /// <returns>How it ended, or that it has not yet.</returns>
    private static async Task<TaskStatus> Quietly(Func<Task> work)
    {
        var done = Task.Run(work);
        await done.WaitAsync(2 * TimeLimits.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return done.Status;
    }
}

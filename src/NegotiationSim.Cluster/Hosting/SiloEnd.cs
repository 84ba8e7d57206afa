using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Hosting;
using NegotiationSim.Grains.Hosting;

namespace NegotiationSim.Cluster.Hosting;

/// <summary>
/// Ends silos within a limit. What is not over by then, as where the store is away to which Orleans wants to say goodbye, goes on beside the program and keeps the silo's ports until it is; who wants one of them is told so.
/// </summary>
internal static class SiloEnd
{
    private static readonly ConcurrentDictionary<IPEndPoint, Task> s_ending = new();

    /// <summary>Ends a silo. Never throws.</summary>
    /// <param name="host">The silo.</param>
    /// <param name="ports">Where it listens.</param>
    /// <param name="clock">The clock of the limits.</param>
    /// <returns>Completed when it has ended, or <see cref="Detection.Ending"/> is over.</returns>
    public static async Task EndAsync(IHost host, IReadOnlyCollection<IPEndPoint> ports, TimeProvider clock)
    {
        var end = Task.Run(() => LetGoAsync(host, clock));
        foreach (var port in ports)
        {
            s_ending[port] = end;
        }

        _ = end.ContinueWith(ended => Forget(ports, ended), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await end.WaitAsync(Detection.Ending, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Whether a silo that was here before may still listen there.</summary>
    public static bool Holds(IPEndPoint port) => s_ending.ContainsKey(port);

    private static async Task LetGoAsync(IHost host, TimeProvider clock)
    {
        var stop = Task.Run(() => host.StopAsync());
        await stop.WaitAsync(Detection.Stopping + Detection.Margin, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var isUnfinished = stop.IsFaulted && await EndStartAsync(host, clock).ConfigureAwait(false);

        // A stop that fails, or takes so long that it is cut short, leaves the ports to this.
        var disposal = Task.Run(() => host is IAsyncDisposable disposable ? disposable.DisposeAsync().AsTask() : Task.Run(host.Dispose));
        if (!isUnfinished)
        {
            await disposal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await stop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends what was started of a silo that never ran.</summary>
    /// <returns>Whether that was all. Its disposal has nothing of ours left to do then, and would wait for good for the end of a run that never began.</returns>
    private static async Task<bool> EndStartAsync(IHost host, TimeProvider clock)
    {
        var end = Task.Run(() => UnfinishedStart.EndAsync(host));
        await end.WaitAsync(Detection.Stopping, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return end.IsCompletedSuccessfully;
    }

    private static void Forget(IEnumerable<IPEndPoint> ports, Task ended)
    {
        foreach (var port in ports)
        {
            // Another silo may have ended there meanwhile.
            s_ending.TryRemove(new KeyValuePair<IPEndPoint, Task>(port, ended));
        }
    }
}

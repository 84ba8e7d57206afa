namespace NegotiationSim.Cluster.Driving;

/// <summary>
/// How long a driver waits at its start for silos. A first one would do to begin with; but how large blocks are is decided by how many tables there are, so it waits for the others that are being connected to, for as long as they come. Safe for use by several
/// threads.
/// </summary>
internal sealed class Arrivals(TimeProvider clock)
{
    /// <summary>It is not waited on once none has come for so long.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>So many pauses at most, however many come.</summary>
    internal const int MostPauses = 5;

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connected;

    /// <summary>Whether there has been a silo.</summary>
    public bool HaveBegun => _first.Task.IsCompletedSuccessfully;

    /// <summary>A silo has come, or one could not be connected to.</summary>
    /// <param name="connected">How many there are.</param>
    /// <param name="connecting">How many are being connected to.</param>
    public void Count(int connected, int connecting)
    {
        Volatile.Write(ref _connected, connected);
        if (connected > 0)
        {
            _first.TrySetResult();
            if (connecting == 0)
            {
                _all.TrySetResult();
            }
        }
    }

    /// <summary>None will come.</summary>
    public void Give(Exception reason) => _first.TrySetException(reason);

    /// <summary>Waits for a first silo, and a little for the others.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        await _first.Task.WaitAsync(cancellation).ConfigureAwait(false);
        for (var (pauses, before) = (0, 0); pauses < MostPauses && !_all.Task.IsCompleted && Volatile.Read(ref _connected) is var now && now != before; pauses++)
        {
            before = now;
            await Task.WhenAny(_all.Task, Task.Delay(Pause, clock, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}

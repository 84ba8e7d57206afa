namespace NegotiationSim.Cluster.Hosting;

/// <summary>
/// Threads for pulses and probes beside those that play. A table keeps a thread for as long as a turn takes, and the pool adds threads too slowly: a silo whose threads all play would look dead.
/// </summary>
public static class ClusterThreads
{
    private const int Spare = 8;

    /// <summary>Allows so many.</summary>
    /// <param name="lanes">Tables that play at the same time.</param>
    public static void Allow(int lanes)
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, lanes + Spare), ports);
    }
}

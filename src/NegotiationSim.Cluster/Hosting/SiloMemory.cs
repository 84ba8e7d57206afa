namespace NegotiationSim.Cluster.Hosting;

/// <summary>How much memory the tables of a silo may take. Drivers are told, and open no more tables of a scenario there than that is enough for: a silo that the system ends for its memory takes its blocks to the next one, which then ends as well.</summary>
public static class SiloMemory
{
    /// <summary>What a silo takes whatever it plays, in bytes.</summary>
    private const double Program = 2e8;

    /// <summary>The part that tables may take: what else there is is not reckoned, blocks and garbage among it.</summary>
    private const double Part = 0.75;

    /// <summary>Of this machine, or of the container; in bytes.</summary>
    /// <param name="lanes">How many tables may play at this silo at the same time.</param>
    public static long ForTables(int lanes) => ForTables(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, lanes, Environment.ProcessorCount);

    /// <summary>Silos that share the processors of a machine by <c>--parallel</c> share its memory likewise.</summary>
    /// <param name="available">What the machine has, in bytes.</param>
    /// <param name="lanes">How many tables may play at the silo at the same time.</param>
    /// <param name="processors">How many processors the machine has.</param>
    internal static long ForTables(long available, int lanes, int processors) =>
        (long)Math.Max(1, available * Part * Math.Min(1, lanes / (double)processors) - Program);
}

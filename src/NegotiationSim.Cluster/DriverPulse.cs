namespace NegotiationSim.Cluster;

/// <summary>How drivers and silos know of each other that they are there.</summary>
internal static class DriverPulse
{
    /// <summary>The time from an answer to the next pulse.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <summary>A silo that answers no pulse for so long is given up, and its blocks are played elsewhere. It hangs, or the way to it is cut.</summary>
    public static readonly TimeSpan SiloSilence = TimeSpan.FromSeconds(4);

    /// <summary>A driver that sends no pulse for so long is gone. Much longer than the other: a driver that was stopped for a while finds its grains where they were.</summary>
    public static readonly TimeSpan DriverSilence = TimeSpan.FromMinutes(1);
}

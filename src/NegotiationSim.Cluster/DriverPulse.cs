namespace NegotiationSim.Cluster;

/// <summary>How drivers and silos know of each other that they are there.</summary>
internal static class DriverPulse
{
    /// <summary>The time from an answer to the next pulse.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <summary>A silo that answers no pulse for so long is given up, and its blocks are played elsewhere. It hangs, or the way to it is cut.</summary>
    public static readonly TimeSpan SiloSilence = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How long a silo may be silent that was given up for its silence before and was there all the same: its machine has more to do than it can. Twice as long each time, so that such a cluster gets on, however slowly, instead of
    /// beginning its blocks again and again; and no longer than a driver may be silent.
    /// </summary>
    /// <param name="times">How often that has happened.</param>
    public static TimeSpan SilenceAfter(int times) => TimeSpan.FromTicks(Math.Min(SiloSilence.Ticks << Math.Min(times, 8), DriverSilence.Ticks));

    /// <summary>A driver that sends no pulse for so long is gone. Much longer than the other: a driver that was stopped for a while finds its grains where they were.</summary>
    public static readonly TimeSpan DriverSilence = TimeSpan.FromMinutes(1);
}

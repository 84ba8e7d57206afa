using NegotiationSim.Cluster.Doors;

namespace NegotiationSim.Cluster.Tests.Doors.Fixtures;

/// <summary>What tests ask of a log.</summary>
internal static class DoorLogs
{
    /// <summary>How many connections did not pass.</summary>
    public static long RefusedCount(this DoorLog log) => log.Counts.Values.Sum();

    /// <summary>Why the last connection that the program opened did not pass.</summary>
    public static DoorRefusal LastOutgoing(this DoorLog log) => log.Last.Last(refusal => !refusal.Incoming);
}

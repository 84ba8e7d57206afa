namespace NegotiationSim.Cluster.Doors;

/// <summary>A connection that did not pass the door, or several of the same kind.</summary>
/// <param name="At">When.</param>
/// <param name="Address">The other side's address, with its port where it is known.</param>
/// <param name="Incoming">Whether the other side opened the connection.</param>
/// <param name="ByOther">Whether it was the other side that refused.</param>
/// <param name="Reason">Why.</param>
/// <param name="Sentence">The whole of it for a person: no capital, no full stop, one line of printable characters, no secret.</param>
public sealed record DoorRefusal(DateTimeOffset At, string Address, bool Incoming, bool ByOther, DoorReason Reason, string Sentence)
{
    /// <summary>How many refusals this stands for; more than 1 where repeated ones are summed up.</summary>
    public long Times { get; init; } = 1;

    /// <summary>
    /// Whether trying again is in vain until someone changes a setting, a file or a program. A port at which something else answers, or a silo of another cluster, does not count: the silo that the membership store names may be gone, and its
    /// port somebody else's until the store knows.
    /// </summary>
    public bool Lasts => Reason is not (DoorReason.TooSlow or DoorReason.Crowded or DoorReason.Closed or DoorReason.TlsFailed or DoorReason.Unintelligible or DoorReason.NoDoor or DoorReason.Cluster);
}

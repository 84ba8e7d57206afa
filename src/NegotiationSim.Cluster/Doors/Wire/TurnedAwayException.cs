namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>Ends a handshake.</summary>
/// <param name="reason">Why.</param>
/// <param name="detail">What a sentence about it may add: printable, from this program or from a peer that has proved that it knows the secret.</param>
/// <param name="inner">What led to it.</param>
internal sealed class TurnedAwayException(DoorReason reason, string? detail = null, Exception? inner = null) : Exception(reason.ToString(), inner)
{
    public DoorReason Reason { get; } = reason;

    public string? Detail { get; } = detail;

    /// <summary>Whether it was the other side that ended it.</summary>
    public bool ByOther { get; init; }

    /// <summary>Whether the other side had sent nothing at all.</summary>
    public bool WithoutAWord { get; init; }

    /// <summary>Whether the other side has been told the reason already.</summary>
    public bool IsTold { get; init; }
}

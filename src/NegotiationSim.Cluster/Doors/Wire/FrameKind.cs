namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>What a message of the handshake is.</summary>
internal enum FrameKind : byte
{
    /// <summary>The first of either side: who it is at this connection, and a nonce.</summary>
    Greeting = 1,

    /// <summary>The second of the initiator: what it is, and the proof that it knows the secret.</summary>
    Proof = 2,

    /// <summary>The last of the responder: what it is, whether the initiator may come in, and the proof that it knows the secret.</summary>
    Verdict = 3,

    /// <summary>The last of either side, before anything is proved.</summary>
    Refusal = 4,
}

namespace NegotiationSim.Cluster.Observing;

/// <summary>How a silo is, for an orchestrator.</summary>
public enum SiloHealth
{
    /// <summary>It is starting and not yet a member of its cluster.</summary>
    Joining,

    /// <summary>It takes work.</summary>
    Ready,

    /// <summary>It was told to end: it takes no more work and plays what it has begun to its end.</summary>
    Draining,

    /// <summary>It cannot go on, as when the others have declared it dead, and no other has taken its place yet.</summary>
    Failed,
}

using System.IO.Pipelines;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>What the handshake, and Orleans after it, speak through: the connection as it is, or TLS over it.</summary>
internal interface IDoorChannel : IAsyncDisposable
{
    /// <summary>The two directions.</summary>
    IDuplexPipe Pipe { get; }

    /// <summary>Stands for this connection in the proofs: 64 bytes.</summary>
    byte[] Binding { get; }
}

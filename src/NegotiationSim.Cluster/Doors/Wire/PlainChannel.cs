using System.IO.Pipelines;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>The connection as it is.</summary>
internal sealed class PlainChannel(IDuplexPipe pipe) : IDoorChannel
{
    /// <summary>The length of a binding, in bytes.</summary>
    public const int BindingLength = 64;

    public IDuplexPipe Pipe => pipe;

    public byte[] Binding { get; } = new byte[BindingLength];

    /// <summary>Does nothing: Orleans closes the connection.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

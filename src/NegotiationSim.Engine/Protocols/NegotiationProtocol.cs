using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Protocols;

/// <summary>
/// The rules at the table, over a block of replicas. A protocol asks actors through their ports and ends, or signs, every replica. A new one derives from this, is named in
/// <see cref="For"/>, and must pass the conformance tests.
/// </summary>
internal abstract class NegotiationProtocol
{
    /// <summary>The rules that a scenario asks for.</summary>
    public static NegotiationProtocol For(Protocol protocol) => protocol.Kind switch
    {
        ProtocolKind.Alternating => new AlternatingOffers(),
        ProtocolKind.Tabled => new TabledProtocol(),
        _ => throw new NotSupportedException($"The protocol {protocol.Kind} is not simulated yet."),
    };

    /// <summary>Plays the talks and the ratification of every replica in the table's block.</summary>
    public abstract ValueTask PlayAsync(TableState table, CancellationToken cancellation);
}

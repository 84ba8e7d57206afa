using System.Security.Cryptography;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>
/// Proofs that a side knows the secret: HMAC-SHA256 over everything that was said before, with a key for each direction, so that neither an old proof nor one's own is of use to anyone.
/// </summary>
internal sealed class DoorKeys(ClusterSecret secret)
{
    /// <summary>The bytes of a proof.</summary>
    public const int ProofLength = HMACSHA256.HashSizeInBytes;

    private readonly byte[] _initiator = secret.KeyFor("negsim door 1, initiator");
    private readonly byte[] _responder = secret.KeyFor("negsim door 1, responder");

    /// <summary>The initiator's proof. Both greetings have a fixed length, and so has the binding; the introduction comes last.</summary>
    public byte[] OfInitiator(Conversation said) => HMACSHA256.HashData(_initiator, said.BeforeProof());

    /// <summary>The responder's proof, over that of the initiator as well.</summary>
    public byte[] OfResponder(Conversation said, ReadOnlySpan<byte> initiatorsProof, byte verdict, ReadOnlySpan<byte> introduction) =>
        HMACSHA256.HashData(_responder, (byte[])[.. said.BeforeProof(), .. initiatorsProof, verdict, .. introduction]);

    /// <summary>What has been said before the initiator proves anything.</summary>
    /// <param name="Initiator">The initiator's greeting.</param>
    /// <param name="Responder">The responder's.</param>
    /// <param name="Binding">Stands for the TLS connection around it, so that nobody can pass a proof on from one connection to another; 64 bytes, zeros where there is none.</param>
    /// <param name="Introduction">The initiator's.</param>
    public sealed record Conversation(Greeting Initiator, Greeting Responder, byte[] Binding, byte[] Introduction)
    {
        public byte[] BeforeProof() => [.. Initiator.Frame.Bytes, .. Responder.Frame.Bytes, .. Binding, .. Introduction];
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>The first message of either side; all that a stranger gets to see.</summary>
/// <param name="Role">Who is at this end.</param>
/// <param name="Frame">The message: protocol number (2 bytes), role (1), nonce (32).</param>
internal sealed record Greeting(DoorRole Role, Frame Frame)
{
    /// <summary>The version of the handshake. In every version, greetings and refusals begin with it.</summary>
    public const ushort Protocol = 1;

    private const int NonceLength = 32;
    private const int Length = 3 + NonceLength;

    /// <summary>A new one, with a nonce that was never used.</summary>
    public static Greeting New(DoorRole role)
    {
        Span<byte> payload = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt16BigEndian(payload, Protocol);
        payload[2] = (byte)role;
        RandomNumberGenerator.Fill(payload[3..]);
        return new Greeting(role, Frame.Of(FrameKind.Greeting, payload));
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="TurnedAwayException">It is none, one of another version, or a refusal.</exception>
    public static Greeting Of(Frame frame)
    {
        Refusal.ThrowIfOne(frame);
        if (frame.Kind != FrameKind.Greeting || frame.Payload.Length < 2)
        {
            throw new TurnedAwayException(DoorReason.Unintelligible);
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(frame.Payload) is var version && version != Protocol)
        {
            throw new TurnedAwayException(DoorReason.Protocol, $"{version}");
        }

        return frame.Payload.Length == Length && Enum.IsDefined((DoorRole)frame.Payload[2])
            ? new Greeting((DoorRole)frame.Payload[2], frame)
            : throw new TurnedAwayException(DoorReason.Unintelligible);
    }
}

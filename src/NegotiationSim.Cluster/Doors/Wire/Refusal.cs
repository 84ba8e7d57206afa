using System.Buffers.Binary;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>
/// The message that ends a handshake before anything is proved: the protocol number (2 bytes) and the reason (1). Anyone on the way may have written it, so it only says what went wrong; the words for it are this program's own.
/// </summary>
internal static class Refusal
{
    private const int Length = 3;

    public static Frame Of(DoorReason reason)
    {
        Span<byte> payload = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt16BigEndian(payload, Greeting.Protocol);
        payload[2] = (byte)reason;
        return Frame.Of(FrameKind.Refusal, payload);
    }

    /// <exception cref="TurnedAwayException">The message is a refusal.</exception>
    public static void ThrowIfOne(Frame frame)
    {
        if (frame.Kind != FrameKind.Refusal)
        {
            return;
        }

        // A later version may have more to say behind the first three bytes.
        if (frame.Payload.Length < Length)
        {
            throw new TurnedAwayException(DoorReason.Unintelligible);
        }

        var (version, reason) = (BinaryPrimitives.ReadUInt16BigEndian(frame.Payload), (DoorReason)frame.Payload[2]);
        throw Enum.IsDefined(reason)
            ? new TurnedAwayException(reason, reason == DoorReason.Protocol ? $"{version}" : null) { ByOther = true }
            : new TurnedAwayException(DoorReason.Protocol, $"{version}") { ByOther = true };
    }
}

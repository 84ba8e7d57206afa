using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>Recognises by its first four bytes what speaks at the other end.</summary>
internal static class FirstBytes
{
    /// <summary>How many it takes.</summary>
    public const int Count = 4;

    /// <summary>The longest first message of Orleans, in bytes (<c>ConnectionPreambleHelper</c>).</summary>
    private const int LongestPreamble = 1024;

    /// <summary>What these are; null: a message of this handshake.</summary>
    public static DoorReason? Judge(ReadOnlySpan<byte> first) =>
        first[..Count].SequenceEqual(Frame.Magic) ? null
        : IsTls(first) ? DoorReason.TlsUnexpected
        : BinaryPrimitives.ReadInt32LittleEndian(first) is > 0 and <= LongestPreamble ? DoorReason.NoDoor
        : DoorReason.Unintelligible;

    /// <summary>Whether they are a TLS record: a handshake or an alert, of version 3.x.</summary>
    public static bool IsTls(ReadOnlySpan<byte> first) => first[0] is 0x15 or 0x16 && first[1] == 0x03;

    /// <summary>Waits for the first bytes and leaves them where they are.</summary>
    /// <exception cref="TurnedAwayException">The connection ended before there were enough.</exception>
    public static async ValueTask<byte[]> PeekAsync(PipeReader input, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellation).ConfigureAwait(false);
            if (read.Buffer.Length >= Count)
            {
                var first = read.Buffer.Slice(0, Count).ToArray();
                input.AdvanceTo(read.Buffer.Start);
                return first;
            }

            var empty = read.Buffer.IsEmpty;
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCanceled || read.IsCompleted)
            {
                throw new TurnedAwayException(DoorReason.Closed) { WithoutAWord = empty };
            }
        }
    }
}

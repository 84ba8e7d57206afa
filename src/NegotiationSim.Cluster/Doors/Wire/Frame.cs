using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>
/// One message of the handshake: four bytes <c>NEGD</c>, a byte for its kind, two for the length of what follows (the higher first), and that.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">All of it, with the header.</param>
internal sealed record Frame(FrameKind Kind, byte[] Bytes)
{
    /// <summary>The bytes before the payload.</summary>
    public const int HeaderLength = 7;

    /// <summary>The most that follows the header.</summary>
    public const int MostPayload = 1024;

    /// <summary>What every message begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "NEGD"u8;

    public ReadOnlySpan<byte> Payload => Bytes.AsSpan(HeaderLength);

    public static Frame Of(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, MostPayload);
        var bytes = new byte[HeaderLength + payload.Length];
        Magic.CopyTo(bytes);
        bytes[4] = (byte)kind;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(5), (ushort)payload.Length);
        payload.CopyTo(bytes.AsSpan(HeaderLength));
        return new Frame(kind, bytes);
    }

    public async ValueTask WriteAsync(PipeWriter output, CancellationToken cancellation)
    {
        var result = await output.WriteAsync(Bytes, cancellation).ConfigureAwait(false);
        if (result.IsCanceled || result.IsCompleted)
        {
            throw new TurnedAwayException(DoorReason.Closed);
        }
    }

    /// <summary>Reads a message.</summary>
    /// <param name="input">Where from. What follows the message stays there.</param>
    /// <param name="alone">Whether nothing may follow it yet: who has to wait for an answer does not write on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TurnedAwayException">It is no message, or the connection ended before it was complete.</exception>
    public static async ValueTask<Frame> ReadAsync(PipeReader input, bool alone, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellation).ConfigureAwait(false);
            Frame? frame = null;
            try
            {
                frame = Parse(read.Buffer, alone);
            }
            finally
            {
                if (frame is not null)
                {
                    input.AdvanceTo(read.Buffer.GetPosition(frame.Bytes.Length));
                }
                else
                {
                    input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                }
            }

            if (frame is not null)
            {
                return frame;
            }

            if (read.IsCanceled || read.IsCompleted)
            {
                throw new TurnedAwayException(DoorReason.Closed);
            }
        }
    }

    /// <summary>The message at the start of some bytes; null where more are needed to tell.</summary>
    private static Frame? Parse(ReadOnlySequence<byte> buffer, bool alone)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        var seen = header[..(int)Math.Min(buffer.Length, HeaderLength)];
        buffer.Slice(0, seen.Length).CopyTo(seen);
        if (seen.Length >= FirstBytes.Count && FirstBytes.Judge(seen) is { } stranger)
        {
            throw new TurnedAwayException(stranger);
        }

        if (seen.Length < HeaderLength)
        {
            return null;
        }

        var kind = (FrameKind)seen[4];
        var payload = BinaryPrimitives.ReadUInt16BigEndian(seen[5..]);
        var length = HeaderLength + payload;
        if (!Enum.IsDefined(kind) || payload > MostPayload || (alone && buffer.Length > length))
        {
            throw new TurnedAwayException(DoorReason.Unintelligible);
        }

        return buffer.Length < length ? null : new Frame(kind, buffer.Slice(0, length).ToArray());
    }
}

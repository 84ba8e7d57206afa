using System.Text;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>What a side tells of itself together with its proof: four texts, each a byte for its length and that many printable ASCII characters.</summary>
internal sealed record Introduction(string ClusterId, string Build, string Orleans, string Fingerprint)
{
    public static Introduction Of(DoorOptions options) => new(options.ClusterId, options.Hello.Build, options.Hello.Orleans, options.Hello.Fingerprint);

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        foreach (var text in (string[])[ClusterId, Build, Orleans, Fingerprint])
        {
            bytes.WriteByte((byte)text.Length);
            bytes.Write(Encoding.ASCII.GetBytes(text));
        }

        return bytes.ToArray();
    }

    /// <summary>Reads one that fills the bytes to their end; null where it does not.</summary>
    public static Introduction? Of(ReadOnlySpan<byte> bytes)
    {
        var texts = new string[4];
        foreach (ref var text in texts.AsSpan())
        {
            if (bytes.IsEmpty || bytes.Length < 1 + bytes[0])
            {
                return null;
            }

            // What is not ASCII becomes a question mark, and differs from every text that was told.
            text = Encoding.ASCII.GetString(bytes.Slice(1, bytes[0]));
            bytes = bytes[(1 + bytes[0])..];
            if (!DoorHello.IsFit(text))
            {
                return null;
            }
        }

        return bytes.IsEmpty ? new Introduction(texts[0], texts[1], texts[2], texts[3]) : null;
    }

    /// <summary>In what this side and the other one differ so that they cannot work together, and how the other one is; null: in nothing.</summary>
    public (DoorReason Reason, string? Other)? Difference(Introduction other) =>
        ClusterId != other.ClusterId ? (DoorReason.Cluster, other.ClusterId)
        : Build != other.Build ? (DoorReason.Build, other.Build)
        : Orleans != other.Orleans ? (DoorReason.Orleans, other.Orleans)
        : Fingerprint != other.Fingerprint ? (DoorReason.Fingerprint, other.Fingerprint)
        : null;
}

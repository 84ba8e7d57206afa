using System.Security.Cryptography;
using System.Text;

namespace NegotiationSim.Reports.Experiments;

/// <summary>A sealed envelope: says which experiment a state belongs to and whether a byte of it was changed.</summary>
internal static class Checkpoint
{
    private static readonly byte[] s_mark = "negsim.checkpoint/3\n"u8.ToArray();
    private static readonly byte[] s_unprotectedMark = "negsim.checkpoint/1\n"u8.ToArray();
    private static readonly byte[] s_otherCountsMark = "negsim.checkpoint/2\n"u8.ToArray();

    /// <summary>The envelope with a state in it.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> state, ExperimentDescription description)
    {
        var envelope = new byte[s_mark.Length + SHA256.HashSizeInBytes + state.Length];
        s_mark.CopyTo(envelope, 0);
        state.CopyTo(envelope.AsSpan(s_mark.Length + SHA256.HashSizeInBytes));
        Sign(state, description, envelope.AsSpan(s_mark.Length, SHA256.HashSizeInBytes));
        return envelope;
    }

    /// <summary>The state in an envelope.</summary>
    /// <exception cref="InvalidDataException">It is none, or of another experiment, or not as it was.</exception>
    public static byte[] Open(byte[] content, ExperimentDescription description)
    {
        var head = s_mark.Length + SHA256.HashSizeInBytes;
        if (content.AsSpan().StartsWith(s_unprotectedMark))
        {
            throw new InvalidDataException("an earlier version of the program wrote it, which did not protect the rows");
        }

        if (content.AsSpan().StartsWith(s_otherCountsMark))
        {
            throw new InvalidDataException("an earlier version of the program wrote it, which counted other things");
        }

        if (content.Length < head || !content.AsSpan().StartsWith(s_mark))
        {
            throw new InvalidDataException("it is no checkpoint of this version of the program");
        }

        Span<byte> signature = stackalloc byte[SHA256.HashSizeInBytes];
        Sign(content.AsSpan(head), description, signature);
        return signature.SequenceEqual(content.AsSpan(s_mark.Length, SHA256.HashSizeInBytes))
            ? content[head..]
            : throw new InvalidDataException($"its content is not what was written, or belongs to another experiment than {ExperimentFolder.DescriptionName} describes");
    }

    private static void Sign(ReadOnlySpan<byte> state, ExperimentDescription description, Span<byte> signature)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(description.ToJson()));
        hash.AppendData(state);
        hash.GetHashAndReset(signature);
    }
}

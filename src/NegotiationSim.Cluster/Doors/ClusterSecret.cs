using System.Security.Cryptography;

namespace NegotiationSim.Cluster.Doors;

/// <summary>
/// What the silos and clients of a cluster know and strangers do not. Only a key that is derived of it is kept; nothing prints it. Safe for use by several threads.
/// </summary>
public sealed class ClusterSecret
{
    /// <summary>The fewest bytes of a secret.</summary>
    public const int FewestBytes = 16;

    /// <summary>The most bytes of a secret; a file with more is probably another file.</summary>
    public const int MostBytes = 4096;

    /// <summary>
    /// Rounds of PBKDF2. A secret made by <see cref="SecretFile.Create"/> needs none; one that a person thought up is then dearer to guess for someone who has recorded a handshake. It takes some 30 ms, once.
    /// </summary>
    private const int Rounds = 100_000;

    private readonly byte[] _key;

    private ClusterSecret(byte[] key, string source) => (_key, Source) = (key, source);

    /// <summary>Where it comes from, for messages: a file's path or a variable's name.</summary>
    public string Source { get; }

    /// <summary>Whether it is that of a user's own programs on one machine; the door then lets nothing beyond loopback pass.</summary>
    public bool IsLocal { get; init; }

    /// <summary>What the owner should know of the file that it comes from; null: nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>A secret of some bytes.</summary>
    /// <param name="bytes">The bytes; a line end at the end of them does not count, so that a file that an editor has written holds the same secret as a variable.</param>
    /// <param name="source">Where they come from, for messages.</param>
    /// <exception cref="DoorSetupException">There are too few or too many.</exception>
    public static ClusterSecret Of(ReadOnlySpan<byte> bytes, string source) => new(KeyOf(bytes, source), source);

    /// <summary>The same, of a file of one user.</summary>
    internal static ClusterSecret Of(ReadOnlySpan<byte> bytes, string source, bool isLocal, string? warning) => new(KeyOf(bytes, source), source) { IsLocal = isLocal, Warning = warning };

    /// <summary>Says nothing of the secret itself.</summary>
    public override string ToString() => "(a cluster's secret)";

    /// <summary>A key for one purpose.</summary>
    internal byte[] KeyFor(string purpose) => HKDF.Expand(HashAlgorithmName.SHA256, _key, HMACSHA256.HashSizeInBytes, System.Text.Encoding.ASCII.GetBytes(purpose));

    private static byte[] KeyOf(ReadOnlySpan<byte> bytes, string source)
    {
        var secret = bytes.EndsWith("\n"u8) ? bytes[..^1] : bytes;
        secret = secret.EndsWith("\r"u8) ? secret[..^1] : secret;
        return secret.Length switch
        {
            0 => throw new DoorSetupException($"{source}: the cluster's secret is empty; make one with 'negsim silo --new-secret FILE'"),
            < FewestBytes => throw new DoorSetupException($"{source}: the cluster's secret has {secret.Length} bytes, and at least {FewestBytes} are needed; make one with 'negsim silo --new-secret FILE'"),
            > MostBytes => throw new DoorSetupException($"{source}: more than {MostBytes} bytes; is that the cluster's secret?"),
            _ => Rfc2898DeriveBytes.Pbkdf2(secret, "negsim door"u8, Rounds, HashAlgorithmName.SHA256, HMACSHA256.HashSizeInBytes),
        };
    }
}

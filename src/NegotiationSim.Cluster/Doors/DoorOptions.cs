namespace NegotiationSim.Cluster.Doors;

/// <summary>What stands before every port of a silo, and what a client brings to it.</summary>
public sealed record DoorOptions
{
    /// <summary>The cluster's secret. There is no door without one.</summary>
    public required ClusterSecret Secret { get; init; }

    /// <summary>The cluster's id: 1 to 200 printable ASCII characters.</summary>
    public required string ClusterId { get; init; }

    /// <summary>What this program tells of itself.</summary>
    public required DoorHello Hello { get; init; }

    /// <summary>The certificate that this program shows, and which ones it takes; null (default): no TLS.</summary>
    public TlsIdentity? Tls { get; init; }

    /// <summary>Whether connections beyond loopback may go without TLS. Default: no.</summary>
    public bool Insecure { get; init; }

    /// <summary>How long the other side may take from its first byte to its proof, TLS included. Default: 10 s.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long an answer may take where this program opened the connection. Default: 4 s, less than the 5 s after which Orleans gives an attempt up without a reason, and tries again.
    /// </summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How many connections to a port may be without proof at a time; one more, and the oldest of the address with the most of them has to go. Default: 64.</summary>
    public int MostWaiting { get; init; } = 64;

    /// <summary>Throws where something is missing or out of range.</summary>
    /// <exception cref="DoorSetupException">What it is.</exception>
    internal void Check()
    {
        foreach (var (text, name) in ((string, string)[])[(ClusterId, "the cluster's id"), (Hello.Build, "the build"), (Hello.Orleans, "the version of Orleans"), (Hello.Fingerprint, "the fingerprint of the arithmetic")])
        {
            if (!DoorHello.IsFit(text))
            {
                throw new DoorSetupException($"{name} has to be 1 to {DoorHello.LongestText} printable ASCII characters");
            }
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TimeLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AnswerLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostWaiting, 1);
    }
}

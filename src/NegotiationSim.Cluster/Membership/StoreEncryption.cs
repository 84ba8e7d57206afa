namespace NegotiationSim.Cluster.Membership;

/// <summary>How a connection to the membership store is encrypted. The names and meanings are those of PostgreSQL's <c>sslmode</c>.</summary>
public enum StoreEncryption
{
    /// <summary>Not encrypted.</summary>
    Disable,

    /// <summary>Encrypted if the server offers it; nobody checks who the server is.</summary>
    Prefer,

    /// <summary>Encrypted, or no connection; nobody checks who the server is.</summary>
    Require,

    /// <summary>Encrypted, and the server's certificate comes from an authority that is trusted.</summary>
    VerifyCa,

    /// <summary>As <see cref="VerifyCa"/>, and the certificate is for the host of the address.</summary>
    VerifyFull,
}

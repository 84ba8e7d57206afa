namespace NegotiationSim.Cluster.Doors;

/// <summary>Why a connection did not pass the door. The numbers go over the wire and never change their meaning.</summary>
public enum DoorReason : byte
{
    /// <summary>The other side does not know the cluster's secret.</summary>
    WrongSecret = 1,

    /// <summary>The two doors speak different versions of their protocol, as different builds may.</summary>
    Protocol = 2,

    /// <summary>The other side belongs to another cluster that has the same secret.</summary>
    Cluster = 3,

    /// <summary>The other side is another build of this program.</summary>
    Build = 4,

    /// <summary>The other side runs another version of Orleans.</summary>
    Orleans = 5,

    /// <summary>The other side computes other numbers.</summary>
    Fingerprint = 6,

    /// <summary>A client came to the port for silos, or a silo to the port for clients.</summary>
    Role = 7,

    /// <summary>The responder asks for TLS, and the initiator does not speak it.</summary>
    TlsMissing = 10,

    /// <summary>The initiator speaks TLS, and the responder does not.</summary>
    TlsUnexpected = 11,

    /// <summary>The other side shows no certificate.</summary>
    NoCertificate = 12,

    /// <summary>The other side's certificate is neither of the certificate authority nor, where none was given, the very same.</summary>
    CertificateUntrusted = 13,

    /// <summary>The other side's certificate has expired.</summary>
    CertificateExpired = 14,

    /// <summary>The other side's certificate is not valid yet; a clock may be wrong.</summary>
    CertificateNotYetValid = 15,

    /// <summary>The other side's certificate was made for other purposes.</summary>
    CertificatePurpose = 16,

    /// <summary>The TLS handshake failed for another reason.</summary>
    TlsFailed = 17,

    /// <summary>The other side is an Orleans program without a door.</summary>
    NoDoor = 20,

    /// <summary>What the other side sent is nothing that this door knows.</summary>
    Unintelligible = 21,

    /// <summary>The other side took too long.</summary>
    TooSlow = 22,

    /// <summary>Too many connections waited without proof, and this was the oldest.</summary>
    Crowded = 23,

    /// <summary>The other side closed the connection before it had proved anything.</summary>
    Closed = 24,

    /// <summary>The connection goes beyond this machine and has no TLS, and that was not allowed.</summary>
    Exposed = 25,

    /// <summary>The connection goes beyond this machine, and the secret is the one that a user's own programs share on it.</summary>
    LocalSecret = 26,
}

using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NegotiationSim.Cluster.Doors;

/// <summary>
/// The certificate that a program shows, and which ones it takes: those of the authority that was given, for whatever name, or, where none was given, the very same certificate. Names are not compared, for silos are found by addresses in the
/// membership store, which change from start to start; to have a certificate of the cluster's own authority, and the cluster's secret, is what makes a member. Revocation lists are not looked up.
/// </summary>
public sealed record TlsIdentity
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";

    /// <summary>A certificate that ends within this time is told of, if most of its life is over.</summary>
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(14);

    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection? _authorities;

    /// <summary>An identity.</summary>
    /// <param name="certificate">The certificate, with its private key.</param>
    /// <param name="between">Those between it and its authority.</param>
    /// <param name="authorities">Whose certificates are taken; null: only the very same certificate.</param>
    internal TlsIdentity(X509Certificate2 certificate, X509Certificate2Collection between, X509Certificate2Collection? authorities)
    {
        (_certificate, _authorities) = (certificate, authorities);
        Context = SslStreamCertificateContext.Create(certificate, between, offline: true);
        Hash = certificate.GetCertHash(HashAlgorithmName.SHA256);
        Between = between;
    }

    /// <summary>Whom the certificate is for, as it says.</summary>
    public string Subject => _certificate.Subject;

    /// <summary>From when to when it is valid, for people.</summary>
    public string Validity => $"valid from {Day(_certificate.NotBefore)} to {Day(_certificate.NotAfter)}";

    /// <summary>What the owner should know: that it ends soon, that others may read a file. For people, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether certificates of an authority are taken, and not only the very same one.</summary>
    internal bool HasAuthority => _authorities is not null;

    /// <summary>Where the certificate comes from, for messages.</summary>
    internal string Source { get; init; } = "the certificate";

    /// <summary>What is shown.</summary>
    internal SslStreamCertificateContext Context { get; }

    /// <summary>SHA-256 of the certificate: 32 bytes.</summary>
    internal byte[] Hash { get; }

    private X509Certificate2Collection Between { get; }

    /// <summary>Why a certificate is not taken; null: it is.</summary>
    /// <param name="other">The other side's; null: it showed none.</param>
    /// <param name="between">What it sent with it.</param>
    /// <param name="asServer">Whether the other side is the one at a port.</param>
    /// <param name="now">The time.</param>
    internal (DoorReason Reason, string? Detail)? Judge(X509Certificate2? other, X509Certificate2Collection between, bool asServer, DateTimeOffset now)
    {
        if (other is null)
        {
            return (DoorReason.NoCertificate, null);
        }

        if (_authorities is null)
        {
            return other.RawDataMemory.Span.SequenceEqual(_certificate.RawDataMemory.Span) ? Age(other, now) : (DoorReason.CertificateUntrusted, null);
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(asServer ? ServerPurpose : ClientPurpose));
        if (chain.Build(other))
        {
            return null;
        }

        // The most that is wrong comes first: of a stranger's certificate it does not matter how old it is.
        var wrong = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        return (wrong & ~(X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotValidForUsage)) != 0 ? (DoorReason.CertificateUntrusted, null)
            : (wrong & X509ChainStatusFlags.NotValidForUsage) != 0 ? (DoorReason.CertificatePurpose, asServer ? "server" : "client")
            : chain.ChainElements.Select(element => Age(element.Certificate, now)).FirstOrDefault(age => age is not null) ?? (DoorReason.CertificateUntrusted, null);
    }

    /// <summary>Looks whether the others will take this certificate.</summary>
    /// <exception cref="DoorSetupException">They will not.</exception>
    internal void CheckSelf(bool silo, DateTimeOffset now)
    {
        foreach (var asServer in silo ? (bool[])[false, true] : [false])
        {
            if (Judge(_certificate, Between, asServer, now) is { } wrong)
            {
                throw new DoorSetupException($"{Source}: " + wrong.Reason switch
                {
                    DoorReason.CertificateExpired => $"the certificate, or one that it rests on, expired on {wrong.Detail}",
                    DoorReason.CertificateNotYetValid => $"the certificate, or one that it rests on, is not valid before {wrong.Detail}; is the clock right?",
                    DoorReason.CertificatePurpose => $"the certificate is not for {wrong.Detail} authentication; {(silo ? "a silo needs one for server and for client authentication" : "a client needs one that is")}",
                    _ => "the certificate is not of the authority in --tls-ca, or a certificate between the two is missing",
                });
            }
        }
    }

    /// <summary>That it will end soon; null: it will not.</summary>
    internal string? Ending(DateTimeOffset now)
    {
        var (left, life) = (_certificate.NotAfter - now.LocalDateTime, _certificate.NotAfter - _certificate.NotBefore);
        return left < s_soon && left < life / 3 ? $"{Source}: the certificate expires on {Day(_certificate.NotAfter)}; after that nobody takes it" : null;
    }

    private static (DoorReason Reason, string? Detail)? Age(X509Certificate2 certificate, DateTimeOffset now) =>
        now.LocalDateTime < certificate.NotBefore ? (DoorReason.CertificateNotYetValid, Day(certificate.NotBefore))
        : now.LocalDateTime > certificate.NotAfter ? (DoorReason.CertificateExpired, Day(certificate.NotAfter))
        : null;

    private static string Day(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NegotiationSim.Cluster.Doors;

namespace NegotiationSim.Cluster.Tests.Doors.Fixtures;

/// <summary>A certificate authority of its own, made for a test.</summary>
internal sealed class Authority
{
    private static readonly DateTimeOffset s_from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_to = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Certificate = request.CreateSelfSigned(s_from, s_to);
    }

    private Authority(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>The authority's own certificate, with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>A certificate that it signs, for servers and clients from 2026 to 2030 if nothing else is said.</summary>
    public X509Certificate2 Sign(string name, DateTimeOffset? from = null, DateTimeOffset? to = null, params string[] purposes)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        AddLeaf(request, purposes.Length > 0 ? purposes : [ForServers, ForClients]);
        using var signed = request.Create(Certificate, from ?? s_from, to ?? s_from.AddYears(4), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>An authority below this one.</summary>
    public Authority Below(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var signed = request.Create(Certificate, s_from, s_from.AddYears(5), RandomNumberGenerator.GetBytes(8));
        return new Authority(signed.CopyWithPrivateKey(key));
    }

    /// <summary>A certificate of nobody's authority.</summary>
    public static X509Certificate2 SelfSigned(string name, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        AddLeaf(request, [ForServers, ForClients]);
        return request.CreateSelfSigned(from ?? s_from, to ?? s_to);
    }

    /// <summary>What a program with this certificate shows, and takes.</summary>
    public static TlsIdentity Identity(X509Certificate2 certificate, Authority? taken, params X509Certificate2[] between) => new(certificate, [.. between], taken is null ? null : [taken.Certificate]);

    public const string ForServers = "1.3.6.1.5.5.7.3.1";
    public const string ForClients = "1.3.6.1.5.5.7.3.2";

    private static void AddLeaf(CertificateRequest request, string[] purposes)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. purposes.Select(purpose => new Oid(purpose))], critical: false));
    }
}

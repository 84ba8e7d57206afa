using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>An authority that vouches for the servers of a test.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset s_from = DateTimeOffset.UtcNow.AddDays(-1);

    private readonly X509Certificate2 _certificate;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        _certificate = request.CreateSelfSigned(s_from, s_from.AddDays(30));
    }

    /// <summary>Writes the authority's certificate.</summary>
    /// <returns>The file.</returns>
    public string Write(string folder)
    {
        var file = Path.Combine(folder, $"authority-{_certificate.Thumbprint[..8]}.pem");
        File.WriteAllText(file, _certificate.ExportCertificatePem());
        return file;
    }

    /// <summary>Writes a certificate and the key of it.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="host">The IP address or name of the server that it is for.</param>
    public (string Certificate, string Key) Issue(string folder, string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_certificate, s_from, s_from.AddDays(20), [1, 2, 3, 4]);
        var (file, keyFile) = (Path.Combine(folder, "server.crt"), Path.Combine(folder, "server.key"));
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (file, keyFile);
    }

    public void Dispose() => _certificate.Dispose();
}

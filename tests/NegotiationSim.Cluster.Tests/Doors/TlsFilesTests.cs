using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Doors;

/// <summary>Certificates read from files, in all the forms that they come in, and what is said where they do not fit.</summary>
public sealed class TlsFilesTests : IDisposable
{
    private static readonly Authority s_authority = new("the cluster's");
    private static readonly X509Certificate2 s_silo = s_authority.Sign("silo");
    private static readonly X509Certificate2 s_shared = Authority.SelfSigned("shared");

    private readonly TemporaryFolder _folder = new();
    private readonly HandTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_NothingGiven_NoTls() => Assert.Null(new TlsFiles(null, null, null).Load(silo: true));

    [Fact]
    public void Load_PemWithItsKeyInAnotherFile_Read()
    {
        var identity = Load(Pem("cert.pem", s_silo.ExportCertificatePem()), Pem("key.pem", KeyPem(s_silo)), Pem("ca.pem", s_authority.Certificate.ExportCertificatePem()))!;

        Assert.Equal(("CN=silo", true, "valid from 2026-01-01 00:00 UTC to 2030-01-01 00:00 UTC"), (identity.Subject, identity.HasAuthority, identity.Validity));
        Assert.Empty(identity.Warnings);
    }

    [Fact]
    public void Load_PemWithItsKeyInTheSameFile_Read() => Assert.Equal("CN=shared", Load(Pem("both.pem", s_shared.ExportCertificatePem() + "\n" + KeyPem(s_shared)), null, null)!.Subject);

    [Fact]
    public async Task Load_PemWithTheCertificatesInBetween_OthersTakeIt()
    {
        var below = s_authority.Below("department");
        var leaf = below.Sign("silo");
        var identity = Load(Pem("chain.pem", leaf.ExportCertificatePem() + "\n" + below.Certificate.ExportCertificatePem()), Pem("key.pem", KeyPem(leaf)), Pem("ca.pem", s_authority.Certificate.ExportCertificatePem()));
        var doors = new TestDoors(TestDoors.Options with { Tls = identity }, TestDoors.Options with { Tls = Authority.Identity(s_silo, s_authority) });

        Assert.Equal(("please", "welcome"), await doors.MeetAsync());
    }

    [Theory]
    [InlineData(TlsFiles.PasswordVariable)]
    [InlineData(TlsFiles.PasswordFileVariable)]
    public void Load_PfxWithAPassword_TakenFromTheEnvironment(string variable)
    {
        var path = Path.Combine(_folder.Path, "silo.pfx");
        File.WriteAllBytes(path, s_shared.Export(X509ContentType.Pkcs12, "open sesame"));
        Protect(path);
        var value = variable == TlsFiles.PasswordVariable ? "open sesame" : Pem("password", "open sesame\n");

        var identity = new TlsFiles(path, null, null).Load(silo: true, _time, name => name == variable ? value : null)!;

        Assert.Equal("CN=shared", identity.Subject);
    }

    [Fact]
    public void Load_EncryptedKey_PasswordTakenFromTheEnvironment()
    {
        using var key = s_shared.GetECDsaPrivateKey()!;
        var pem = key.ExportEncryptedPkcs8PrivateKeyPem("open sesame", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        var files = new TlsFiles(Pem("cert.pem", s_shared.ExportCertificatePem()), Pem("key.pem", pem), null);

        Assert.Equal("CN=shared", files.Load(silo: true, _time, name => name == TlsFiles.PasswordVariable ? "open sesame" : null)!.Subject);
        Assert.EndsWith("(if there is a password, give it in NEGSIM_TLS_PASSWORD or name a file in NEGSIM_TLS_PASSWORD_FILE)", Error(files), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WrongPassword_NotRepeated()
    {
        var path = Path.Combine(_folder.Path, "silo.pfx");
        File.WriteAllBytes(path, s_shared.Export(X509ContentType.Pkcs12, "open sesame"));
        Protect(path);

        var error = Assert.Throws<DoorSetupException>(() => new TlsFiles(path, null, null).Load(silo: true, _time, name => name == TlsFiles.PasswordVariable ? "open barley" : null));

        Assert.Equal($"{path}: no certificate with its private key can be read from it (is the password right?)", error.Message);
        Assert.DoesNotContain("barley", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CertificateWithoutItsKey_Refused()
    {
        var path = Pem("cert.pem", s_shared.ExportCertificatePem());

        Assert.Equal($"{path}: there is no private key in it; give --tls-key FILE", Error(new TlsFiles(path, null, null)));
    }

    [Fact]
    public void Load_KeyOfAnotherCertificate_Refused()
    {
        var (path, key) = (Pem("cert.pem", s_shared.ExportCertificatePem()), Pem("key.pem", KeyPem(s_silo)));

        Assert.StartsWith($"{path}: no certificate with its private key can be read from it and {key}", Error(new TlsFiles(path, key, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoCertificateAtAll_Refused()
    {
        var path = Pem("cert.pem", "something else altogether");

        Assert.StartsWith($"{path}: no certificate with its private key can be read from it", Error(new TlsFiles(path, null, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AuthorityWithoutACertificate_Refused()
    {
        var path = Pem("ca.pem", "-----BEGIN NOTHING-----\n-----END NOTHING-----\n");

        Assert.Equal($"{path}: there is no certificate in it", Error(new TlsFiles(Pem("both.pem", s_shared.ExportCertificatePem() + "\n" + KeyPem(s_shared)), null, path)));
    }

    [Theory]
    [InlineData("key", null, "--tls-key without --tls-certificate: there is nothing to show to the other side")]
    [InlineData(null, "ca", "--tls-ca without --tls-certificate: there is nothing to show to the other side")]
    public void Load_NoCertificateGiven_Refused(string? key, string? authority, string error) => Assert.Equal(error, Error(new TlsFiles(null, key, authority)));

    [Fact]
    public void Load_AnotherAuthoritysCertificate_FoundOutAtOnce()
    {
        var files = new TlsFiles(Pem("both.pem", s_shared.ExportCertificatePem() + "\n" + KeyPem(s_shared)), null, Pem("ca.pem", s_authority.Certificate.ExportCertificatePem()));

        Assert.Equal($"{files.Certificate}: the certificate is not of the authority in --tls-ca, or a certificate between the two is missing", Error(files));
    }

    [Fact]
    public void Load_CertificateForClientsOnly_EnoughForAClient()
    {
        var client = s_authority.Sign("client", null, null, Authority.ForClients);
        var files = new TlsFiles(Pem("both.pem", client.ExportCertificatePem() + "\n" + KeyPem(client)), null, Pem("ca.pem", s_authority.Certificate.ExportCertificatePem()));

        Assert.NotNull(files.Load(silo: false, _time));
        Assert.Equal($"{files.Certificate}: the certificate is not for server authentication; a silo needs one for server and for client authentication", Error(files));
    }

    [Theory]
    [InlineData(-100, -1, "the certificate, or one that it rests on, expired on 2026-11-27 12:00 UTC", null)]
    [InlineData(1, 100, "the certificate, or one that it rests on, is not valid before 2026-11-29 12:00 UTC; is the clock right?", null)]
    [InlineData(-100, 10, null, "the certificate expires on 2026-12-08 12:00 UTC; after that nobody takes it")]
    [InlineData(-100, 15, null, null)]
    [InlineData(-1, 2, null, null)]
    public void Load_CertificateExpiredOrAboutTo_Said(int from, int to, string? error, string? warning)
    {
        var now = _time.GetUtcNow();
        var certificate = Authority.SelfSigned("silo", now.AddDays(from), now.AddDays(to));
        var files = new TlsFiles(Pem("both.pem", certificate.ExportCertificatePem() + "\n" + KeyPem(certificate)), null, null);
        TlsIdentity? identity = null;

        var failure = Record.Exception(() => identity = files.Load(silo: true, _time));

        Assert.Equal(error is null ? null : $"{files.Certificate}: {error}", failure?.Message);
        Assert.Equal(warning is null ? null : $"{files.Certificate}: {warning}", identity?.Warnings.SingleOrDefault());
    }

    [Fact]
    public void Load_KeyThatOthersMayRead_Refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("files have no modes here");
            return;
        }

        var (certificate, key) = (Pem("cert.pem", s_shared.ExportCertificatePem()), Pem("key.pem", KeyPem(s_shared)));
        File.SetUnixFileMode(certificate, (UnixFileMode)Convert.ToInt32("644", 8));
        File.SetUnixFileMode(key, (UnixFileMode)Convert.ToInt32("644", 8));

        Assert.Equal($"{key}: others may read or change the private key (mode 0644); make it yours alone with 'chmod 600 {key}'", Error(new TlsFiles(certificate, key, null)));
    }

    private TlsIdentity? Load(string? certificate, string? key, string? authority) => new TlsFiles(certificate, key, authority).Load(silo: true, _time, _ => null);

    private string Error(TlsFiles files) => Assert.Throws<DoorSetupException>(() => files.Load(silo: true, _time, _ => null)).Message;

    private static string KeyPem(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private string Pem(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        Protect(path);
        return path;
    }

    private static void Protect(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}

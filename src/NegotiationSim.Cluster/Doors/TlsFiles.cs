using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NegotiationSim.Cluster.Doors;

/// <summary>
/// The files that TLS is set up from. A password comes from the environment only: <see cref="PasswordVariable"/> holds it, or <see cref="PasswordFileVariable"/> names a file with it.
/// </summary>
/// <param name="Certificate">What <c>--tls-certificate</c> names: PEM, with the certificates between it and the authority behind it, or PKCS #12 (PFX). Null: no TLS.</param>
/// <param name="Key">What <c>--tls-key</c> names: the private key, PEM. Null: it is in the same file as the certificate.</param>
/// <param name="Authority">What <c>--tls-ca</c> names: certificates of authorities, PEM or DER. Null: the other side has to show the very same certificate.</param>
public sealed record TlsFiles(string? Certificate, string? Key, string? Authority)
{
    /// <summary>The variable that holds the password of a PFX file or of an encrypted key.</summary>
    public const string PasswordVariable = "NEGSIM_TLS_PASSWORD";

    /// <summary>The variable that names a file with it.</summary>
    public const string PasswordFileVariable = "NEGSIM_TLS_PASSWORD_FILE";

    private const int MostBytes = 1 << 20;

    /// <summary>Reads the files and looks whether they fit together, and whether the certificate is valid now.</summary>
    /// <param name="silo">Whether a silo shows the certificate; it then has to be fit for servers as well as for clients.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <param name="environment">Reads a variable of the environment; null: that of this process.</param>
    /// <returns>Null where no certificate is given.</returns>
    /// <exception cref="DoorSetupException">Something does not fit.</exception>
    public TlsIdentity? Load(bool silo, TimeProvider? time = null, Func<string, string?>? environment = null)
    {
        if (Certificate is null)
        {
            return (Key ?? Authority) is null ? null : throw new DoorSetupException($"{(Key is null ? "--tls-ca" : "--tls-key")} without --tls-certificate: there is nothing to show to the other side");
        }

        List<string> warnings = [];
        var certificates = ReadCertificate(warnings, environment ?? Environment.GetEnvironmentVariable);
        var identity = new TlsIdentity(certificates[0], [.. certificates.Skip(1)], Authority is null ? null : ReadAuthorities(Authority)) { Source = Certificate };
        identity.CheckSelf(silo, (time ?? TimeProvider.System).GetUtcNow());
        warnings.AddRange(identity.Ending((time ?? TimeProvider.System).GetUtcNow()) is { } ending ? [ending] : []);
        return identity with { Warnings = warnings };
    }

    private static X509Certificate2Collection ReadAuthorities(string path)
    {
        var (bytes, _) = PrivateFile.Read(path, "the certificate of the authority", MostBytes, _ => false);
        try
        {
            var authorities = new X509Certificate2Collection();
            if (IsPem(bytes))
            {
                authorities.ImportFromPem(Encoding.ASCII.GetString(bytes));
            }
            else
            {
                authorities.Add(X509CertificateLoader.LoadCertificate(bytes));
            }

            return authorities.Count > 0 ? authorities : throw new DoorSetupException($"{path}: there is no certificate in it");
        }
        catch (CryptographicException failure)
        {
            throw new DoorSetupException($"{path}: no certificate of an authority can be read from it: {failure.Message}", failure);
        }
    }

    private static bool IsPem(byte[] bytes) => bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0;

    private static bool HoldsKey(byte[] bytes) => !IsPem(bytes) || bytes.AsSpan().IndexOf("PRIVATE KEY-----"u8) >= 0;

    private static string? Password(Func<string, string?> environment, List<string> warnings)
    {
        if (environment(PasswordFileVariable) is not { } file)
        {
            return environment(PasswordVariable);
        }

        var (bytes, warning) = PrivateFile.Read(file, "the password of the certificate", ClusterSecret.MostBytes);
        warnings.AddRange(warning is null ? [] : [warning]);
        return Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n');
    }

    /// <summary>The certificate with its key, and those between it and its authority.</summary>
    private X509Certificate2Collection ReadCertificate(List<string> warnings, Func<string, string?> environment)
    {
        var (bytes, warning) = PrivateFile.Read(Certificate!, "the certificate", MostBytes, HoldsKey);
        warnings.AddRange(warning is null ? [] : [warning]);
        var password = Password(environment, warnings);
        try
        {
            return IsPem(bytes) ? FromPem(Encoding.ASCII.GetString(bytes), password, warnings)
                : Key is null ? FromPfx(bytes, password)
                : throw new DoorSetupException($"{Certificate}: a PFX file holds its key itself; leave --tls-key out");
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new DoorSetupException(
                $"{Certificate}: no certificate with its private key can be read from it{(Key is null ? "" : $" and {Key}")} ({(password is null ? $"if there is a password, give it in {PasswordVariable} or name a file in {PasswordFileVariable}" : "is the password right?")})", failure);
        }
    }

    private X509Certificate2Collection FromPem(string text, string? password, List<string> warnings)
    {
        var key = text;
        if (Key is not null)
        {
            var (bytes, warning) = PrivateFile.Read(Key, "the private key", MostBytes);
            warnings.AddRange(warning is null ? [] : [warning]);
            key = Encoding.ASCII.GetString(bytes);
        }
        else if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new DoorSetupException($"{Certificate}: there is no private key in it; give --tls-key FILE");
        }

        var leaf = key.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromEncryptedPem(text, key, password)
            : X509Certificate2.CreateFromPem(text, key);
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);

        // On Windows TLS takes no key that lives in memory only.
        all[0] = OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null) : leaf;
        return all;
    }

    private X509Certificate2Collection FromPfx(byte[] bytes, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        var leaf = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new DoorSetupException($"{Certificate}: there is no certificate with its private key in it");
        return [leaf, .. all.Where(certificate => certificate != leaf)];
    }
}

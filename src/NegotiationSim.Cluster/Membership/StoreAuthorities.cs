using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NegotiationSim.Cluster.Membership;

/// <summary>Reads the file that <c>sslrootcert</c> names.</summary>
internal static class StoreAuthorities
{
    /// <summary>The certificates in it; null if the address names none.</summary>
    /// <exception cref="MembershipException">The file cannot be read or holds none.</exception>
    public static X509Certificate2Collection? Read(ClusterAddress address)
    {
        if (address.AuthorityFile is not { } file)
        {
            return null;
        }

        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPemFile(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new MembershipException($"sslrootcert {file}: no certificate can be read from it", failure);
        }

        return found.Count > 0 ? found : throw new MembershipException($"sslrootcert {file}: no certificate in PEM stands in it");
    }
}

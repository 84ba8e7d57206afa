using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace NegotiationSim.Cluster.Membership;

/// <summary>How this program speaks with Redis.</summary>
internal static class RedisConnection
{
    /// <summary>How long after a lost connection, and after each attempt that failed, the next attempt begins, in milliseconds.</summary>
    private const int BetweenAttempts = 1_000;

    public static ISiloBuilder Use(ISiloBuilder builder, ClusterAddress address)
    {
        var settings = Settings(address);
        return builder.UseRedisClustering(options => options.ConfigurationOptions = settings);
    }

    /// <exception cref="MembershipException">The file with the authorities cannot be read.</exception>
    public static ConfigurationOptions Settings(ClusterAddress address)
    {
        var patience = (int)address.Patience.TotalMilliseconds;
        var settings = new ConfigurationOptions
        {
            EndPoints = { { address.Host, address.Port } },
            DefaultDatabase = int.Parse(address.Database, CultureInfo.InvariantCulture),
            User = address.User,
            Password = address.Password,
            ClientName = "negsim",
            ConnectTimeout = patience,
            SyncTimeout = patience,
            AsyncTimeout = patience,
            ConnectRetry = 1,

            // The first connection fails at once with a reason; one that was lost comes back by itself, for as long as it takes.
            AbortOnConnectFail = true,
            ReconnectRetryPolicy = new LinearRetry(BetweenAttempts),

            // Nothing is published in this connection.
            TieBreaker = "",
            ConfigurationChannel = "",
            IncludeDetailInExceptions = false,
        };
        if (address.Encryption != StoreEncryption.Disable)
        {
            var tls = Tls(address);
            settings.Ssl = true;
            settings.SslHost = address.Host;
            settings.SslClientAuthenticationOptions = _ => tls;
        }

        return settings;
    }

    /// <summary>TLS as the address asks for it: the server's certificate is for the host of the address, and an authority that is trusted vouches for it.</summary>
    /// <exception cref="MembershipException">The file with the authorities cannot be read.</exception>
    public static SslClientAuthenticationOptions Tls(ClusterAddress address)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = address.Host };
        if (StoreAuthorities.Read(address) is { } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return options;
    }
}

using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace NegotiationSim.Cluster.Membership;

/// <summary>How this program speaks with Redis.</summary>
internal static class RedisConnection
{
    /// <summary>How long a connection or an answer may take, in milliseconds.</summary>
    private const int Patience = 5_000;

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
        var settings = new ConfigurationOptions
        {
            EndPoints = { { address.Host, address.Port } },
            DefaultDatabase = int.Parse(address.Database, System.Globalization.CultureInfo.InvariantCulture),
            User = address.User,
            Password = address.Password,
            ClientName = "negsim",
            ConnectTimeout = Patience,
            SyncTimeout = Patience,
            AsyncTimeout = Patience,
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
            settings.Ssl = true;
            settings.SslHost = address.Host;
            if (address.AuthorityFile is { } file)
            {
                TrustOnly(settings, file);
            }
        }

        return settings;
    }

    private static void TrustOnly(ConfigurationOptions settings, string file)
    {
        try
        {
            settings.TrustIssuer(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new MembershipException($"sslrootcert {file}: no certificate can be read from it", failure);
        }
    }
}

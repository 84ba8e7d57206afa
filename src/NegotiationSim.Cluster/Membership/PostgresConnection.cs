using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace NegotiationSim.Cluster.Membership;

/// <summary>How this program speaks with PostgreSQL.</summary>
internal static class PostgresConnection
{
    public static ISiloBuilder Use(ISiloBuilder builder, ClusterAddress address)
    {
        // Orleans does not dispose a data source that it was given; the container of the silo does.
        _ = StoreAuthorities.Read(address);
        builder.Services.AddSingleton(_ => Source(address));
        return builder.UseAdoNetClustering(options => options.Configure<NpgsqlDataSource>((settings, given) =>
        {
            settings.Invariant = "Npgsql";
            settings.DataSource = given;
        }));
    }

    public static NpgsqlDataSource Source(ClusterAddress address) => NpgsqlDataSource.Create(Settings(address));

    /// <summary>The settings, with the password.</summary>
    public static NpgsqlConnectionStringBuilder Settings(ClusterAddress address)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Database = address.Database,
            SearchPath = address.Schema,
            ApplicationName = "negsim",
            Timeout = (int)address.Patience.TotalSeconds,
            CommandTimeout = (int)address.Patience.TotalSeconds,

            // A silo asks one thing at a time, now and then two; the server's connections are few and shared by all silos.
            MaxPoolSize = 2,
            PersistSecurityInfo = false,
            IncludeErrorDetail = false,

            // TLS is what encrypts here; asking for Kerberos first takes a library that small images lack.
            GssEncryptionMode = GssEncryptionMode.Disable,
            SslMode = address.Encryption switch
            {
                StoreEncryption.Disable => SslMode.Disable,
                StoreEncryption.Require => SslMode.Require,
                StoreEncryption.VerifyCa => SslMode.VerifyCA,
                StoreEncryption.VerifyFull => SslMode.VerifyFull,
                _ => SslMode.Prefer,
            },
        };
        if (address.User is { } user)
        {
            settings.Username = user;
        }

        if (address.Password is { } password)
        {
            settings.Password = password;
        }

        if (address.AuthorityFile is { } file)
        {
            settings.RootCertificate = file;
        }

        return settings;
    }
}

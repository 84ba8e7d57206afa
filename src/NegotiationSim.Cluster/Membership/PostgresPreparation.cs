using Npgsql;

namespace NegotiationSim.Cluster.Membership;

/// <summary>
/// Prepares a database of PostgreSQL for the membership of clusters. It needs a user who may create tables and functions in the schema, and the schema itself if it is not there;
/// silos then need no more than <c>USAGE</c> of the schema, <c>SELECT</c> on its tables, and <c>INSERT</c>, <c>UPDATE</c> and <c>DELETE</c> on <c>OrleansMembershipTable</c> and <c>OrleansMembershipVersionTable</c>.
/// </summary>
public static class PostgresPreparation
{
    /// <summary>The version of the script. One that is higher than the database's upgrades it; a database that is ahead of this program is refused.</summary>
    public const int Version = 1;

    /// <summary>"negsim" in ASCII. Whoever prepares a database holds this lock, whatever the schema.</summary>
    private const long Lock = 121_381_806_369_133;

    /// <summary>How long to wait for others who prepare the same database or hold its tables.</summary>
    private const string LockPatience = "30s";

    /// <summary>Columns of the membership tables that this version knows. What other columns are for it cannot know, and so it leaves such tables alone.</summary>
    private static readonly string[] s_columns =
    [
        "deploymentid", "timestamp", "version", "address", "port", "generation", "siloname", "hostname", "status", "proxyport", "suspecttimes", "starttime", "iamalivetime",
    ];

    /// <summary>Makes or upgrades what is needed, in one transaction. It can be run again, and by several at once.</summary>
    /// <param name="address">The database, with the password of a user who may do so.</param>
    /// <param name="cancellation">Gives up; nothing is changed then.</param>
    /// <returns>What it found.</returns>
    /// <exception cref="MembershipException">It could not be done; nothing was changed.</exception>
    public static async Task<PreparationOutcome> PrepareAsync(ClusterAddress address, CancellationToken cancellation = default)
    {
        if (address.Kind != MembershipStoreKind.PostgreSql)
        {
            throw new MembershipException("only PostgreSQL is prepared; Redis needs nothing");
        }

        _ = StoreAuthorities.Read(address);
        try
        {
            await using var source = PostgresConnection.Source(address);
            await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            await RunAsync($"SET LOCAL lock_timeout = '{LockPatience}'; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock({Lock})").ConfigureAwait(false);
            await MakeSchemaAsync().ConfigureAwait(false);
            var found = await FindAsync(connection, address, cancellation).ConfigureAwait(false);
            await RunAsync(Script()).ConfigureAwait(false);
            await RunAsync($"INSERT INTO NegsimMembershipScript (Version) VALUES ({Version}) ON CONFLICT (OnlyRow) DO UPDATE SET Version = excluded.Version").ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            return found;

            async Task RunAsync(string text)
            {
                await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 60 };
                await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            }

            // "IF NOT EXISTS" asks for the right to create a schema even where there is one.
            async Task MakeSchemaAsync()
            {
                await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)", connection) { Parameters = { new() { Value = address.Schema } } };
                if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is false)
                {
                    await RunAsync($"CREATE SCHEMA {address.Schema}").ConfigureAwait(false);
                }

                // What stands in a schema that may not be used cannot be seen, so that it looks empty.
                command.CommandText = "SELECT has_schema_privilege($1, 'USAGE') AND has_schema_privilege($1, 'CREATE')";
                if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is false)
                {
                    throw new MembershipException(PostgresFailures.NoRights(address, $"USAGE and CREATE of the schema '{address.Schema}'"));
                }
            }
        }
        catch (Exception failure) when (MembershipFailures.IsOfStore(failure))
        {
            throw await MembershipFailures.TellAsync(failure, address, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What the schema holds. It must be visible.</summary>
    /// <exception cref="MembershipException">It is of a later version, or of something else.</exception>
    private static async Task<PreparationOutcome> FindAsync(NpgsqlConnection connection, ClusterAddress address, CancellationToken cancellation)
    {
        if (await PostgresCheck.VersionAsync(connection, cancellation).ConfigureAwait(false) is { } version)
        {
            return version > Version ? throw new MembershipException(PostgresCheck.Ahead(address, version)) : version < Version ? PreparationOutcome.Upgraded : PreparationOutcome.Unchanged;
        }

        const string Columns = "SELECT column_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name IN ('orleansmembershiptable', 'orleansmembershipversiontable')";
        await using var command = new NpgsqlCommand(Columns, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var columns = new List<string>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            columns.Add(reader.GetString(0));
        }

        return columns.Except(s_columns).FirstOrDefault() is { } unknown
            ? throw new MembershipException($"the schema '{address.Schema}' of database '{address.Database}' holds membership tables of another version of Orleans (column {unknown}); give the clusters a schema of their own with ?schema=NAME")
            : columns.Count == 0 ? PreparationOutcome.Created : PreparationOutcome.Upgraded;
    }

    private static string Script()
    {
        using var stream = typeof(PostgresPreparation).Assembly.GetManifestResourceStream("PostgresPreparation.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

using Npgsql;

namespace NegotiationSim.Cluster.Membership;

/// <summary>Looks whether a database was prepared for this version of the program, and what its user may do.</summary>
internal static class PostgresCheck
{
    /// <summary>The rights of a silo, as pairs of a table and a right; whoever reads needs SELECT alone.</summary>
    private static readonly (string Table, string Right)[] s_rights =
    [
        ("OrleansQuery", "SELECT"),
        ("NegsimMembershipScript", "SELECT"),
        ("OrleansMembershipVersionTable", "SELECT"), ("OrleansMembershipVersionTable", "INSERT"), ("OrleansMembershipVersionTable", "UPDATE"), ("OrleansMembershipVersionTable", "DELETE"),
        ("OrleansMembershipTable", "SELECT"), ("OrleansMembershipTable", "INSERT"), ("OrleansMembershipTable", "UPDATE"), ("OrleansMembershipTable", "DELETE"),
    ];

    /// <summary>The version that the schema was prepared for; null if it was not.</summary>
    public static async Task<int?> VersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('NegsimMembershipScript') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not true)
        {
            return null;
        }

        await using var version = new NpgsqlCommand("SELECT Version FROM NegsimMembershipScript", connection);
        return await version.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as int?;
    }

    /// <summary>Looks whether the program can read the tables.</summary>
    /// <exception cref="MembershipException">It cannot, and why.</exception>
    public static async Task PreparedAsync(NpgsqlDataSource source, ClusterAddress address, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var schema = new NpgsqlCommand("SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = $1", connection) { Parameters = { new() { Value = address.Schema } } };
        switch (await schema.ExecuteScalarAsync(cancellation).ConfigureAwait(false))
        {
            case null:
                throw new MembershipException(Unprepared(address));
            case false:
                throw new MembershipException(PostgresFailures.NoRights(address, $"USAGE of the schema '{address.Schema}'"));
        }

        switch (await VersionAsync(connection, cancellation).ConfigureAwait(false))
        {
            case null:
                throw new MembershipException(Unprepared(address));
            case < PostgresPreparation.Version:
                throw new MembershipException($"database '{address.Database}' was prepared by an older version of this program; run negsim silo --prepare --cluster {address} again");
            case > PostgresPreparation.Version and var version:
                throw new MembershipException(Ahead(address, version));
        }
    }

    /// <summary>Looks whether a silo could be a member.</summary>
    /// <exception cref="MembershipException">It could not, and why.</exception>
    public static async Task RightsAsync(NpgsqlDataSource source, ClusterAddress address, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        foreach (var (table, right) in s_rights)
        {
            await using var command = new NpgsqlCommand("SELECT has_table_privilege($1, $2)", connection) { Parameters = { new() { Value = table }, new() { Value = right } } };
            if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not true)
            {
                throw new MembershipException(PostgresFailures.NoRights(address, $"{right} on {address.Schema}.{table}"));
            }
        }

        await using var writable = new NpgsqlCommand("SHOW transaction_read_only", connection);
        if (await writable.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is "on")
        {
            throw new MembershipException(PostgresFailures.ReadOnly(address));
        }
    }

    public static string Unprepared(ClusterAddress address) =>
        $"database '{address.Database}' at {address.Server} is not prepared for clusters; run negsim silo --prepare --cluster {address} once, as a user who may create tables";

    public static string Ahead(ClusterAddress address, int version) =>
        $"database '{address.Database}' was prepared by a newer version of this program (script {version}; this one knows {PostgresPreparation.Version}); take the same version on all machines";
}

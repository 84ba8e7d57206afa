using Npgsql;

namespace NegotiationSim.Cluster.Membership;

/// <summary>Sentences for what goes wrong with PostgreSQL.</summary>
internal static class PostgresFailures
{
    /// <summary>Whether it came from a connection of the pool that the server had ended before; the pool drops it.</summary>
    public static bool IsOfOldConnection(NpgsqlException failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } or { InnerException: IOException };

    public static string Sentence(Exception failure, ClusterAddress address) => failure switch
    {
        PostgresException told => Sentence(told, address),

        // The library ends the attempt itself where the server asks for a password that it has not got.
        NpgsqlException { InnerException: null } when address.Password is null && failure.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
            $"{Name(address)} asks for a password; give it in the environment variable {ClusterPassword.Variable} or in a file with --cluster-password-file FILE",
        NpgsqlException { InnerException: null } when address.Encryption > StoreEncryption.Prefer && failure.Message.Contains("SSL", StringComparison.Ordinal) =>
            $"{Name(address)} offers no TLS, which sslmode asks for",
        _ => $"{Name(address)} cannot be reached: {MembershipFailures.Reason(failure) ?? (failure.InnerException is null ? "what answers there does not speak as PostgreSQL does" : "the connection broke")}",
    };

    public static string NoRights(ClusterAddress address, string what) =>
        $"{Name(address)}: {User(address)} lacks rights in database '{address.Database}' ({what}); its owner grants them, see docs/cluster.md";

    public static string ReadOnly(ClusterAddress address) => $"{Name(address)} is a copy that can only be read; give the address of the server that is written to";

    private static string Sentence(PostgresException told, ClusterAddress address) => told.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword => $"{Name(address)} does not take the password of {User(address)}, or has no such user",
        PostgresErrorCodes.InvalidAuthorizationSpecification => $"{Name(address)} does not let {User(address)} in; see its pg_hba.conf",
        PostgresErrorCodes.InvalidCatalogName => $"{Name(address)} has no database '{address.Database}'; create it (createdb), then run negsim silo --prepare --cluster {address}",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedColumn => PostgresCheck.Unprepared(address),
        PostgresErrorCodes.InsufficientPrivilege => NoRights(address, told.MessageText),
        PostgresErrorCodes.ReadOnlySqlTransaction => ReadOnly(address),
        PostgresErrorCodes.LockNotAvailable => $"{Name(address)}: the tables in database '{address.Database}' are in use by somebody who changes them; try again in a minute",
        PostgresErrorCodes.TooManyConnections => $"{Name(address)} takes no more connections (max_connections)",
        PostgresErrorCodes.DiskFull => $"{Name(address)} has no room left on its disk",
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => $"{Name(address)} is starting or stopping; try again",
        var state => $"{Name(address)} answered with error {state}: {told.MessageText}",
    };

    private static string Name(ClusterAddress address) => $"PostgreSQL at {address.Server}";

    private static string User(ClusterAddress address) => address.User is { } user ? $"user '{user}'" : "the user of this process (none stands in the address)";
}

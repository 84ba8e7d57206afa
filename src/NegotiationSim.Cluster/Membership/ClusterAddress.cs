using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NegotiationSim.Cluster.Membership;

/// <summary>
/// Where the membership of a cluster is kept, as given to <c>--cluster</c>: <c>redis://[user@]host[:port][/number]</c>, <c>rediss://...</c> for Redis with TLS, or <c>postgres://[user@]host[:port]/database</c>.
/// The password is never part of the text, because everyone on a machine can read its command lines; see <see cref="ClusterPassword"/>.
/// </summary>
public sealed class ClusterAddress
{
    /// <summary>The port of Redis if none is given.</summary>
    public const int RedisPort = 6379;

    /// <summary>The port of PostgreSQL if none is given.</summary>
    public const int PostgresPort = 5432;

    /// <summary>The schema of PostgreSQL if none is given: the program's own, so that another application of Orleans can share the database.</summary>
    public const string DefaultSchema = "negsim";

    internal ClusterAddress()
    {
    }

    private ClusterAddress(ClusterAddress other)
    {
        Kind = other.Kind;
        Host = other.Host;
        Port = other.Port;
        Database = other.Database;
        User = other.User;
        Encryption = other.Encryption;
        AuthorityFile = other.AuthorityFile;
        Schema = other.Schema;
        Password = other.Password;
        Patience = other.Patience;
    }

    /// <summary>The kind of server.</summary>
    public MembershipStoreKind Kind { get; internal init; }

    /// <summary>The server's name or IP address; an IPv6 address without its brackets.</summary>
    public string Host { get; internal init; } = "";

    /// <summary>The server's TCP port, 1 to 65535.</summary>
    public int Port { get; internal init; }

    /// <summary>The number of Redis's database ("0" if none is given), or the name of PostgreSQL's.</summary>
    public string Database { get; internal init; } = "0";

    /// <summary>Who logs in; null for Redis's default user, and for the user that PostgreSQL's client library takes (<c>PGUSER</c>, or the user of the process).</summary>
    public string? User { get; internal init; }

    /// <summary>How the connection is encrypted.</summary>
    public StoreEncryption Encryption { get; internal init; }

    /// <summary>A file with the certificates, in PEM, of the authorities that may vouch for the server; null for those that the system trusts.</summary>
    public string? AuthorityFile { get; internal init; }

    /// <summary>The schema of PostgreSQL that holds the tables.</summary>
    public string Schema { get; internal init; } = DefaultSchema;

    /// <summary>The server as people write it, such as <c>127.0.0.1:6379</c> or <c>[::1]:6379</c>.</summary>
    public string Server => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    /// <summary>The password; null if there is none. It is told to nobody but the server.</summary>
    internal string? Password { get; init; }

    /// <summary>How long a connection or an answer may take: 5 s.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads an address.</summary>
    /// <param name="text">What was given to <c>--cluster</c>.</param>
    /// <exception cref="FormatException">It is no such address. The message is a sentence that begins with the option; it never repeats what could be a password.</exception>
    public static ClusterAddress Parse(string text) => new ClusterAddressReader(text).Read();

    /// <summary>Reads an address.</summary>
    /// <param name="text">What was given to <c>--cluster</c>.</param>
    /// <param name="address">The address, or null.</param>
    /// <param name="complaint">What is wrong with the text, as the message of <see cref="Parse"/>; or null.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ClusterAddress? address, [NotNullWhen(false)] out string? complaint)
    {
        try
        {
            (address, complaint) = (Parse(text), null);
            return true;
        }
        catch (FormatException wrong)
        {
            (address, complaint) = (null, wrong.Message);
            return false;
        }
    }

    /// <summary>The same address with a password.</summary>
    /// <param name="password">The password; null for none.</param>
    public ClusterAddress WithPassword(string? password) => new(this) { Password = password };

    /// <summary>The same address with another patience, at least 1 s for PostgreSQL.</summary>
    internal ClusterAddress WithPatience(TimeSpan patience) => new(this) { Patience = patience };

    /// <summary>The address without the user, the password and what concerns the encryption.</summary>
    public override string ToString() => Kind == MembershipStoreKind.PostgreSql
        ? $"postgres://{Server}/{Uri.EscapeDataString(Database)}{(Schema == DefaultSchema ? "" : $"?schema={Schema}")}"
        : $"{(Encryption == StoreEncryption.Disable ? "redis" : "rediss")}://{Server}{(Database == "0" ? "" : $"/{Database}")}";
}

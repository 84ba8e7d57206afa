using System.Globalization;

namespace NegotiationSim.Cluster.Membership;

/// <summary>Reads the text of a <see cref="ClusterAddress"/>. It does so by hand, because messages must not repeat a password that somebody put into it, whatever else is wrong.</summary>
internal sealed class ClusterAddressReader(string text)
{
    internal const string Forms = "--cluster takes redis://host[:port][/number], rediss://... for Redis with TLS, or postgres://[user@]host[:port]/database";

    internal const string NoPassword =
        "--cluster takes no password, because everyone on this machine can read command lines; give it in the environment variable NEGSIM_CLUSTER_PASSWORD or in a file with --cluster-password-file FILE";

    /// <summary>Names of options that hold a password in the addresses of other programs.</summary>
    private static readonly string[] s_passwordOptions = ["password", "pass", "passwd", "pwd", "auth", "secret", "token"];

    /// <exception cref="FormatException">It is no address.</exception>
    public ClusterAddress Read()
    {
        var (scheme, rest) = Cut(text, "://") ?? throw new FormatException(Forms);
        var kind = scheme switch
        {
            "redis" or "rediss" => MembershipStoreKind.Redis,
            "postgres" or "postgresql" => MembershipStoreKind.PostgreSql,
            _ => throw new FormatException(Forms),
        };

        // A password can hold every sign that means something in an address, so what stands before the last @ is looked at first.
        var at = rest.LastIndexOf('@');
        var user = at < 0 ? null : rest[..at];
        if (user is not null && user.Contains(':', StringComparison.Ordinal))
        {
            throw new FormatException(NoPassword);
        }

        if (user is not null && (user.Length == 0 || user.AsSpan().ContainsAny('/', '?', '#') || Uri.UnescapeDataString(user).Any(char.IsControl)))
        {
            throw new FormatException($"{Forms}; before its @ stands no user name");
        }

        if (rest.Contains('#', StringComparison.Ordinal))
        {
            throw new FormatException($"{Forms}; a # has no meaning in it");
        }

        var (place, query) = Cut(rest[(at + 1)..], "?") ?? (rest[(at + 1)..], "");
        var (server, path) = Cut(place, "/") ?? (place, "");
        var (host, port) = HostAndPort(server, kind == MembershipStoreKind.Redis ? ClusterAddress.RedisPort : ClusterAddress.PostgresPort);
        var options = Options(query, Known(scheme), scheme);
        return new ClusterAddress
        {
            Kind = kind,
            Host = host,
            Port = port,
            Database = kind == MembershipStoreKind.Redis ? RedisNumber(path) : PostgresDatabase(path),
            User = user is null ? null : Uri.UnescapeDataString(user),
            Encryption = Encryption(scheme, options),
            AuthorityFile = AuthorityFile(options),
            Schema = Schema(options),
        };
    }

    private static string[] Known(string scheme) => scheme switch
    {
        "redis" => [],
        "rediss" => ["sslrootcert"],
        _ => ["schema", "sslmode", "sslrootcert"],
    };

    private static (string Before, string After)? Cut(string whole, string at) =>
        whole.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (whole[..place], whole[(place + at.Length)..]) : null;

    private static (string Host, int Port) HostAndPort(string server, int usual)
    {
        // An IPv6 address stands in brackets, for it has colons of its own.
        var bracket = server.StartsWith('[') ? server.IndexOf(']', StringComparison.Ordinal) : -1;
        var (host, after) = bracket > 0 ? (server[1..bracket], server[(bracket + 1)..])
            : server.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (server[..colon], server[colon..])
            : (server, "");
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown || (bracket > 0) != (Uri.CheckHostName(host) == UriHostNameType.IPv6))
        {
            throw new FormatException($"{Forms}; no name or IP address of a server stands in it (an IPv6 address stands in brackets, as [::1])");
        }

        // The port is not repeated: in redis://:secret or redis://user:secret, with the host forgotten, it is the password.
        return (host, after.Length == 0 ? usual
            : after[0] == ':' && ushort.TryParse(after.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? port
            : throw new FormatException($"{Forms}; after the host's colon stands no port from 1 to 65535"));
    }

    private static string RedisNumber(string path) => path.Length == 0 ? "0"
        : ushort.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture)
        : throw new FormatException($"{Forms}; '{path}' is no number of a database of Redis, as 0");

    private static string PostgresDatabase(string path) => path.Length > 0 && !path.Contains('/', StringComparison.Ordinal) && Uri.UnescapeDataString(path) is var name && !name.Any(char.IsControl)
        ? name
        : throw new FormatException($"{Forms}; no name of a database stands in it");

    private static Dictionary<string, string> Options(string query, string[] known, string scheme)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(part, "=") ?? (part, "");
            if (s_passwordOptions.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new FormatException(NoPassword);
            }

            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw new FormatException($"--cluster {scheme}://...: '{name}' is no option; {(known.Length == 0 ? "there are none" : $"those are {string.Join(", ", known)}")}");
            }

            if (!options.TryAdd(name, Uri.UnescapeDataString(value)))
            {
                throw new FormatException($"--cluster {scheme}://...: {name} is given twice");
            }
        }

        return options;
    }

    private static StoreEncryption Encryption(string scheme, Dictionary<string, string> options) => options.GetValueOrDefault("sslmode") switch
    {
        null => scheme switch
        {
            "redis" => StoreEncryption.Disable,
            "rediss" => StoreEncryption.VerifyFull,
            _ => options.ContainsKey("sslrootcert") ? StoreEncryption.VerifyFull : StoreEncryption.Prefer,
        },
        "disable" => StoreEncryption.Disable,
        "prefer" => StoreEncryption.Prefer,
        "require" => StoreEncryption.Require,
        "verify-ca" => StoreEncryption.VerifyCa,
        "verify-full" => StoreEncryption.VerifyFull,
        var other => throw new FormatException($"--cluster {scheme}://...: sslmode is disable, prefer, require, verify-ca or verify-full; '{other}' is none of them"),
    };

    private static string? AuthorityFile(Dictionary<string, string> options) => options.GetValueOrDefault("sslrootcert") switch
    {
        null => null,
        "" => throw new FormatException("--cluster: sslrootcert takes a file with certificates in PEM"),
        var file => file,
    };

    /// <summary>A schema's name is written into commands, so only plain names are taken.</summary>
    private static string Schema(Dictionary<string, string> options)
    {
        var name = options.GetValueOrDefault("schema") ?? ClusterAddress.DefaultSchema;
        var plain = name.Length is > 0 and <= 63 && name.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign == '_') && !char.IsAsciiDigit(name[0]);
        return plain && !name.StartsWith("pg_", StringComparison.Ordinal)
            ? name
            : throw new FormatException("--cluster: schema takes a name of at most 63 of the signs a to z, 0 to 9 and _, which begins with a letter and not with pg_");
    }
}

using NegotiationSim.Cluster.Membership;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>
/// A PostgreSQL of its own on loopback, at the same port for as long as it is restarted. Tests that need one skip where it is not installed. Making one takes a second or two, so all tests that leave it running share one and take a database of their own.
/// PostgreSQL does not run as root; where the tests do, it runs as the user <c>postgres</c>.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The password of the users that <see cref="CreateUserAsync"/> makes. The superuser, <c>postgres</c>, needs none.</summary>
    public const string Password = "p@ss:w/rd?#%41";

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _asUser = [];
    private readonly string? _programs;
    private readonly Lazy<Task> _started;
    private readonly Lazy<Task<ClusterAddress>> _prepared;
    private ServerProcess? _process;
    private int _databases;

    public PostgresServer()
    {
        _started = new Lazy<Task>(StartFirstAsync);
        _prepared = new Lazy<Task<ClusterAddress>>(CreatePreparedAsync);
        if (!OperatingSystem.IsWindows())
        {
            _programs = Programs();
            File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_111_111);
            _asUser = Environment.IsPrivilegedProcess ? ["--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : [];
        }
    }

    public int Port { get; } = FreePort.Next();

    /// <summary>More settings, as <c>name=value</c>; they hold from the next start.</summary>
    internal List<string> Settings { get; } = [];

    /// <summary>What it has printed since its last start.</summary>
    internal string Output => Process.Output;

    private ServerProcess Process => _process ?? throw new InvalidOperationException("PostgreSQL is not running");

    private string Data => _folder.File("data");

    /// <summary>The address of a database, or of the one that is always there. A machine that is busy with other things may let it wait.</summary>
    public ClusterAddress Address(string database = "postgres", string user = "postgres", string options = "sslmode=disable") =>
        ClusterAddress.Parse($"postgres://{user}@127.0.0.1:{Port}/{database}?{options}").WithPatience(RedisServer.Patience);

    /// <summary>Makes an empty database, and starts the server before the first one. The test is skipped where PostgreSQL is not installed.</summary>
    public async Task<ClusterAddress> CreateDatabaseAsync()
    {
        Assert.SkipWhen(_programs is null, "PostgreSQL is not installed");
        await _started.Value;
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(Address(), $"CREATE DATABASE {name} TEMPLATE template0");
        return Address(name);
    }

    /// <summary>Makes a database that is prepared for clusters.</summary>
    public async Task<ClusterAddress> CreatePreparedAsync()
    {
        var address = await CreateDatabaseAsync();
        await PostgresPreparation.PrepareAsync(address);
        return address;
    }

    /// <summary>A database that is prepared for clusters, the same for all who ask; each takes a cluster of its own.</summary>
    public Task<ClusterAddress> PreparedAsync => _prepared.Value;

    /// <summary>Makes a user who has no rights and needs <see cref="Password"/>.</summary>
    /// <returns>The address of a database for that user.</returns>
    public async Task<ClusterAddress> CreateUserAsync(ClusterAddress database, string name)
    {
        await ExecuteAsync(database, $"CREATE USER {name} PASSWORD '{Password}'");
        return Address(database.Database, name).WithPassword(Password);
    }

    /// <summary>Runs statements.</summary>
    public static async Task ExecuteAsync(ClusterAddress address, string text)
    {
        await using var source = PostgresConnection.Source(address);
        await using var command = source.CreateCommand(text);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asks for one value.</summary>
    public static async Task<T> AskAsync<T>(ClusterAddress address, string text)
    {
        await using var source = PostgresConnection.Source(address);
        await using var command = source.CreateCommand(text);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Starts it at the same port after it was stopped or killed.</summary>
    public async Task StartAgainAsync()
    {
        string[] settings =
        [
            $"port={Port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "synchronous_commit=off", "full_page_writes=off",
            "shared_buffers=16MB", "max_connections=60", "autovacuum=off", "log_destination=stderr", "logging_collector=off", .. Settings,
        ];
        var (program, arguments) = Command("postgres", ["-D", Data, .. settings.SelectMany(setting => new[] { "-c", setting })]);
        _process = await ServerProcess.StartAsync(program, arguments, "database system is ready to accept connections");
    }

    /// <summary>Offers TLS from the next start.</summary>
    internal async Task UseTlsAsync(TestAuthority authority)
    {
        var (certificate, key) = authority.Issue(_folder.Path, "127.0.0.1");

        // It reads a key only if it is its own and nobody else can read it.
        await RunAsync(ServerProcess.Find("install")!, "-m", "600", key, Path.Combine(Data, "server.key"));
        await RunAsync(ServerProcess.Find("install")!, "-m", "600", certificate, Path.Combine(Data, "server.crt"));
        Settings.Add("ssl=on");
    }

    /// <summary>Stops it in good order; connections are ended at once.</summary>
    internal Task StopAsync() => Process.StopAsync(ServerProcess.Signals.Interrupt);

    /// <summary>Ends it as a power cut would. The processes that served its connections end themselves.</summary>
    internal Task KillAsync() => Process.KillAsync();

    /// <summary>Stops it in good order and starts it again.</summary>
    internal async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await StopAsync();
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>The folder with the programs; Debian has it outside the search path, with a version in it.</summary>
    private static string? Programs()
    {
        const string Debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).Order(StringComparer.Ordinal).Reverse().Select(folder => Path.Combine(folder, "bin")) : [];
        var found = ServerProcess.Find("initdb", folders);
        return found is null || (Environment.IsPrivilegedProcess && ServerProcess.Find("setpriv") is null) ? null : Path.GetDirectoryName(found);
    }

    private async Task StartFirstAsync()
    {
        await RunAsync("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "--no-sync", "--no-instructions", "--locale=C", "--encoding=UTF8");
        await File.WriteAllTextAsync(Path.Combine(Data, "pg_hba.conf"), "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
        await StartAgainAsync();
    }

    private Task RunAsync(string name, params string[] arguments)
    {
        var (program, all) = Command(name, arguments);
        return ServerProcess.RunAsync(program, all);
    }

    private (string Program, IEnumerable<string> Arguments) Command(string name, string[] arguments)
    {
        var program = Path.Combine(_programs!, name);
        return _asUser.Length == 0 ? (program, arguments) : (ServerProcess.Find("setpriv")!, [.. _asUser, program, .. arguments]);
    }
}

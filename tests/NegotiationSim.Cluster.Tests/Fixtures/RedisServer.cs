using NegotiationSim.Cluster.Membership;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A Redis of its own on loopback, at the same port for as long as it is restarted. Tests that need one skip where Redis is not installed.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _program;
    private readonly string _settings;
    private ServerProcess? _process;

    private RedisServer(string program, bool keeps, string? password, string more)
    {
        _program = program;
        _settings = $"""
            bind 127.0.0.1
            port {Port}
            dir {_folder.Path}
            save ""
            appendonly {(keeps ? "yes" : "no")}
            appendfsync no
            {(password is null ? "" : $"requirepass {password}")}
            {more}

            """;
    }

    /// <summary>How long tests wait for a server that is there, on a machine that is busy with other things.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public int Port { get; } = FreePort.Next();

    public ClusterAddress Address => ClusterAddress.Parse($"redis://127.0.0.1:{Port}").WithPatience(Patience);

    /// <summary>What it has printed since its last start.</summary>
    public string Output => Process.Output;

    private ServerProcess Process => _process ?? throw new InvalidOperationException("Redis is not running");

    /// <summary>Starts one; the test is skipped where Redis is not installed.</summary>
    /// <param name="keeps">Whether what it holds is there again after a restart; otherwise it starts empty.</param>
    /// <param name="password">The password of its default user; null for none.</param>
    /// <param name="more">More lines of its configuration.</param>
    public static async Task<RedisServer> StartAsync(bool keeps = false, string? password = null, string more = "")
    {
        if (ServerProcess.Find("redis-server") is not { } program)
        {
            Assert.Skip("redis-server is not installed");
            throw new InvalidOperationException();
        }

        var server = new RedisServer(program, keeps, password, more);
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it at the same port after it was stopped or killed.</summary>
    public async Task StartAgainAsync() =>
        _process = await ServerProcess.StartAsync(_program, ["-"], "Ready to accept connections", _settings);

    /// <summary>Stops it in good order.</summary>
    public Task StopAsync() => Process.StopAsync();

    /// <summary>Ends it as a power cut would.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Stops it in good order and starts it again.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>Lets it hang: connections stay open and nothing is answered.</summary>
    public void Pause() => Process.Signal(ServerProcess.Signals.Stop);

    /// <summary>Lets it go on.</summary>
    public void Resume() => Process.Signal(ServerProcess.Signals.Continue);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }
}

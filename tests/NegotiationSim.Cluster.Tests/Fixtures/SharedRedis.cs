using NegotiationSim.Cluster.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: AssemblyFixture(typeof(SharedRedis))]

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A Redis for all tests that leave it running; it starts with the first.</summary>
public sealed class SharedRedis : IAsyncDisposable
{
    private readonly Lazy<Task<RedisServer>> _server = new(() => RedisServer.StartAsync());

    internal Task<RedisServer> Server => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>A membership store of either kind. The test is skipped where its server is not installed.</summary>
/// <param name="Address">Its address, as <c>--cluster</c> takes it.</param>
/// <param name="StopAsync">Ends it as a power cut would.</param>
/// <param name="StartAsync">Starts it again; it holds what it held.</param>
/// <param name="EndAsync">Removes it.</param>
internal sealed record StoreServer(string Address, Func<Task> StopAsync, Func<Task> StartAsync, Func<ValueTask> EndAsync) : IAsyncDisposable
{
    public const string Redis = "redis";
    public const string Postgres = "postgres";

    public static async Task<StoreServer> OfAsync(string kind)
    {
        if (kind == Redis)
        {
            var redis = await RedisServer.StartAsync(keeps: true);
            return new StoreServer(redis.Address.ToString(), redis.KillAsync, redis.StartAgainAsync, redis.DisposeAsync);
        }

        var postgres = new PostgresServer();
        try
        {
            var database = await postgres.CreatePreparedAsync();
            return new StoreServer($"postgres://postgres@127.0.0.1:{postgres.Port}/{database.Database}?sslmode=disable", postgres.KillAsync, postgres.StartAgainAsync, postgres.DisposeAsync);
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => EndAsync();
}

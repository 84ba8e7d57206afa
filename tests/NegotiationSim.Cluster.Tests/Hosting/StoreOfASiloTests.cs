using NegotiationSim.Cluster.Hosting;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Doors.Fixtures;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Hosting;

/// <summary>A silo that could read the store and not write it is told so before it starts; Orleans would try for minutes and then say what its client's library says.</summary>
public sealed class StoreOfASiloTests(PostgresServer postgres)
{
    private const string Password = "Pw-s3cret";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_RedisUserWhoMayOnlyRead_SaysSo()
    {
        await using var redis = await RedisServer.StartAsync(more: $"user reader on >{Password} ~* +@connection +info +hgetall +hget +hmget");
        var address = ClusterAddress.Parse($"redis://reader@127.0.0.1:{redis.Port}").WithPassword(Password).WithPatience(RedisServer.Patience);

        Assert.Equal($"Redis at 127.0.0.1:{redis.Port}: the user lacks rights; what a silo needs is in docs/cluster.md", await FailureAsync(address));
    }

    /// <summary>A copy whose original is away still answers those who read.</summary>
    [Fact]
    public async Task Start_RedisThatCanOnlyBeRead_SaysSo()
    {
        await using var redis = await RedisServer.StartAsync(more: $"replicaof 127.0.0.1 {FreePort.Next()}");

        Assert.Equal($"Redis at 127.0.0.1:{redis.Port} is a copy that can only be read; give the address of the server that is written to", await FailureAsync(redis.Address));
    }

    [Fact]
    public async Task Start_PostgresUserWhoMayOnlyRead_SaysSo()
    {
        var address = await postgres.CreatePreparedAsync();
        var reader = await postgres.CreateUserAsync(address, $"{address.Database}_reader");
        await PostgresServer.ExecuteAsync(address, $"GRANT USAGE ON SCHEMA negsim TO {reader.User}; GRANT SELECT ON ALL TABLES IN SCHEMA negsim TO {reader.User}");

        Assert.Equal(
            $"PostgreSQL at 127.0.0.1:{postgres.Port}: user '{reader.User}' lacks rights in database '{address.Database}' (INSERT on negsim.OrleansMembershipVersionTable); its owner grants them, see docs/cluster.md",
            await FailureAsync(reader));
    }

    private static async Task<string> FailureAsync(ClusterAddress store)
    {
        var options = new ClusterSiloOptions(store, new ClusterName("read-only"), TestDoors.Options);
        return (await Assert.ThrowsAsync<MembershipException>(() => ClusterSilo.StartAsync(options, Cancellation))).Message;
    }
}

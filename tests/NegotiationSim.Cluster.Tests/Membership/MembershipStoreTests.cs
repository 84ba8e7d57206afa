using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Membership;

public sealed class MembershipStoreTests
{
    [Fact]
    public async Task ReadAsync_NewRedis_NoSilos()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = MembershipStore.Of(redis.Address, new ClusterName("a"));

        Assert.Empty(await store.ReadAsync(TestContext.Current.CancellationToken));
    }
}

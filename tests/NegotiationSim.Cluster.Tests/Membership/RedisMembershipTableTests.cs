using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Membership;

public sealed class RedisMembershipTableTests(SharedRedis redis) : MembershipTableContract
{
    protected override async Task<ClusterAddress> AddressAsync() => (await redis.Server).Address;
}

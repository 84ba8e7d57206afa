using Npgsql;
using StackExchange.Redis;

namespace NegotiationSim.Cluster.Membership;

/// <summary>Says in a sentence why a membership store could not be used. What drivers say is not repeated, for it may hold more than a person should see.</summary>
internal static class MembershipFailures
{
    /// <summary>The sentence; null for a failure that has nothing to do with the store.</summary>
    public static string? Sentence(Exception failure, ClusterAddress address) => failure switch
    {
        RedisException or RedisTimeoutException => $"Redis at {address.Server} cannot be reached",
        NpgsqlException => $"PostgreSQL at {address.Server} cannot be reached",
        _ => null,
    };
}

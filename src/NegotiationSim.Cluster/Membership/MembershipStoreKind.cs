namespace NegotiationSim.Cluster.Membership;

/// <summary>The kinds of server that can hold the membership of a cluster.</summary>
public enum MembershipStoreKind
{
    /// <summary>Redis 5 or later, or a server that speaks its protocol and runs its Lua scripts.</summary>
    Redis,

    /// <summary>PostgreSQL 12 or later, prepared once with <c>negsim silo --prepare</c>.</summary>
    PostgreSql,
}

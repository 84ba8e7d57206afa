using NegotiationSim.Cluster.Membership;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>What the removal of dead silos did.</summary>
internal static class Removals
{
    /// <summary>Removes them.</summary>
    /// <returns>How many are gone, and who is left.</returns>
    public static async Task<(int Removed, IReadOnlyList<SiloEntry> Remaining)> RemoveAndLookAsync(this MembershipStore store, CancellationToken cancellation)
    {
        var before = await store.ReadAsync(cancellation);
        await store.RemoveDefunctAsync(cancellation);
        var remaining = await store.ReadAsync(cancellation);
        return (before.Select(silo => silo.Address).Except(remaining.Select(silo => silo.Address)).Count(), remaining);
    }
}

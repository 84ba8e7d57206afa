namespace NegotiationSim.Cluster.Membership;

/// <summary>What <see cref="MembershipStore.RemoveDefunctAsync"/> did.</summary>
/// <param name="Removed">The number of dead silos that the table knew before and does not know any more, whoever removed them.</param>
/// <param name="Remaining">The silos that the table knows now. A dead one among them died meanwhile.</param>
public sealed record DefunctRemoval(int Removed, IReadOnlyList<SiloEntry> Remaining);

namespace NegotiationSim.Cluster.Membership;

/// <summary>What <see cref="PostgresPreparation.PrepareAsync"/> found and did.</summary>
public enum PreparationOutcome
{
    /// <summary>There was nothing; all of it was made.</summary>
    Created,

    /// <summary>There was an older form, of Orleans or of this program; it was brought to this one, and what it held was kept.</summary>
    Upgraded,

    /// <summary>It was prepared before.</summary>
    Unchanged,
}

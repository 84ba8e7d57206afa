using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis;

/// <summary>The utility vectors, of the actors in <see cref="ConsentNeeded.All"/>, that no other one dominates: over the zone, or where it is empty over all feasible outcomes.</summary>
public sealed record ParetoFrontier
{
    /// <summary>The number of distinct utility vectors on the frontier.</summary>
    public required OutcomeCount Count { get; init; }

    /// <summary>
    /// Points of the frontier, the highest first utility first, then the second and so on: all of them, or where there are more than may be listed those with the
    /// largest products of gains. Where <see cref="IsExact"/> is false, points that are not known to be dominated.
    /// </summary>
    public required ImmutableArray<UtilityPoint> Points { get; init; }

    /// <summary>Whether the zone was empty, so that all feasible outcomes were looked at.</summary>
    public required bool Unconstrained { get; init; }

    public bool IsExact => Count.IsExact;
}

/// <summary>A point in the space of utilities.</summary>
/// <param name="Terms">An outcome that is worth that: the first in enumeration order.</param>
/// <param name="Utilities">The utilities of the actors in <see cref="ConsentNeeded.All"/>, in that order.</param>
public sealed record UtilityPoint(Outcome Terms, ImmutableArray<double> Utilities);

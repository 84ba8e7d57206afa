using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis;

/// <summary>What theories of fair bargaining recommend, over the zone; where it is empty over all feasible outcomes. Vectors are over the actors in <see cref="ConsentNeeded.All"/>.</summary>
public sealed record BargainingSolutions
{
    /// <summary>Whether the zone was empty: all feasible outcomes, from the worst feasible utilities.</summary>
    public required bool Unconstrained { get; init; }

    /// <summary>What each actor falls back to: the larger of its no-deal value and its worst feasible utility; unconstrained: the latter. Empty when nothing is feasible.</summary>
    public required ImmutableArray<double> Disagreement { get; init; }

    /// <summary>The best utility of each in the set looked at. Empty when nothing is feasible.</summary>
    public required ImmutableArray<double> IdealPoint { get; init; }

    /// <summary>The largest product of gains over the disagreement point (Nash 1950).</summary>
    public required BargainingSolution Nash { get; init; }

    /// <summary>The largest smallest share of the way from disagreement to ideal point (Kalai and Smorodinsky 1975); actors without any way to go are left out.</summary>
    public required BargainingSolution KalaiSmorodinsky { get; init; }

    /// <summary>The largest smallest gain.</summary>
    public required BargainingSolution Egalitarian { get; init; }

    /// <summary>The largest sum of utilities.</summary>
    public required BargainingSolution Utilitarian { get; init; }

    /// <summary>All four.</summary>
    internal BargainingSolution[] All => [Nash, KalaiSmorodinsky, Egalitarian, Utilitarian];

    public bool IsExact => Nash.IsExact && KalaiSmorodinsky.IsExact && Egalitarian.IsExact && Utilitarian.IsExact;
}

/// <summary>All optima of one solution.</summary>
public sealed record BargainingSolution
{
    /// <summary>The optima: every distinct point whose value is within 1e-9 of the largest, in enumeration order of their terms. Empty when nothing is feasible.</summary>
    public required ImmutableArray<SolutionPoint> Points { get; init; }

    /// <summary>The largest value is proven not to be above this; equal to the largest found where it is exact.</summary>
    public required double Bound { get; init; }

    /// <summary>Whether the optimum is proven.</summary>
    public required bool IsProven { get; init; }

    /// <summary>Whether all optima are listed; false where there are more than may be listed, or the budget did not suffice to find them all.</summary>
    public required bool IsComplete { get; init; }

    public bool IsExact => IsProven && IsComplete;
}

/// <summary>One optimum.</summary>
/// <param name="Terms">An outcome that gives these utilities: the first in enumeration order.</param>
/// <param name="Utilities">The utilities of the actors in <see cref="ConsentNeeded.All"/>, in that order.</param>
/// <param name="Value">Product of gains, smallest share, smallest gain, or sum of utilities.</param>
public sealed record SolutionPoint(Outcome Terms, ImmutableArray<double> Utilities, double Value);

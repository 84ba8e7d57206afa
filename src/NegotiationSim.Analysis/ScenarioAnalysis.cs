using System.Collections.Immutable;
using System.Numerics;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis;

/// <summary>
/// A negotiation seen from above, by somebody who knows everybody's mind: what could be agreed at all, what blocks it, and what would be fair.
/// Actors are indexes into the scenario's list. Utilities that differ by less than 1e-9 are equal here.
/// </summary>
public sealed record ScenarioAnalysis
{
    public required Scenario Scenario { get; init; }

    public required AnalysisCase Case { get; init; }

    /// <summary>All outcomes, infeasible ones included.</summary>
    public required BigInteger Total { get; init; }

    /// <summary>The outcomes that none of the scenario's <c>infeasible</c> packages rules out.</summary>
    public required OutcomeCount Feasible { get; init; }

    /// <summary>Whose consent an agreement needs.</summary>
    public required ConsentNeeded Consent { get; init; }

    /// <summary>Every actor that has preferences (all but mediators), in file order, whether or not its consent is needed.</summary>
    public required ImmutableArray<ActorOutlook> Actors { get; init; }

    public required Zone Zone { get; init; }

    /// <summary>The zone of the principals alone.</summary>
    public required SignatoriesZone Signatories { get; init; }

    public required Blocking Blocking { get; init; }

    public required ParetoFrontier Pareto { get; init; }

    public required BargainingSolutions Solutions { get; init; }

    /// <summary>One per ordered issue that somebody cares about, in file order.</summary>
    public required ImmutableArray<IssueBaseline> Baselines { get; init; }

    /// <summary>Whether every figure is exact: nothing had to be bounded or cut short for want of budget.</summary>
    public bool IsExact => Feasible.IsExact && Actors.All(actor => actor.IsExact) && Zone.Count.IsExact && Signatories.Count.IsExact && Blocking.IsComplete && Pareto.IsExact && Solutions.IsExact;
}

/// <summary>Whose consent an agreement needs: that of all of <see cref="Always"/>, and that of at least <see cref="AtLeast"/> of <see cref="Counted"/>.</summary>
/// <param name="Always">Ratifiers that block, and principals that the rule needs: all (unanimity), the named ones (all_of), those with a veto (majority). Ascending.</param>
/// <param name="Counted">Under majority all principals, vetoes included; else empty.</param>
/// <param name="AtLeast">How many of <see cref="Counted"/> must consent.</param>
public sealed record ConsentNeeded(ImmutableArray<int> Always, ImmutableArray<int> Counted, int AtLeast)
{
    /// <summary>The actors whose utilities span the frontier and the solutions: all of both lists, ascending.</summary>
    public ImmutableArray<int> All { get; } = [.. Always.Union(Counted).Order()];
}

/// <summary>One actor's view of the outcomes.</summary>
public sealed record ActorOutlook
{
    public required int Actor { get; init; }

    /// <summary>Feasible outcomes that cross none of its held lines and are worth at least its no-deal value to it (under <c>trust</c>: worth signing).</summary>
    public required OutcomeCount Acceptable { get; init; }

    /// <summary>The best feasible outcome across none of its own lines, the first of equals in enumeration order; null when there is none.</summary>
    public required Outcome? Ideal { get; init; }

    /// <summary>What <see cref="Ideal"/> is worth to it; NaN without one.</summary>
    public required double IdealUtility { get; init; }

    /// <summary>What no deal is worth to it in round 1.</summary>
    public required double NoDeal { get; init; }

    /// <summary>What the worst feasible outcome is worth to it; NaN when nothing is feasible.</summary>
    public required double WorstFeasible { get; init; }

    /// <summary>Its red lines that are held in this case and no outcome may cross, as indexes into its lines (those that only cost are left out).</summary>
    public required ImmutableArray<int> HeldLines { get; init; }

    /// <summary>Per component of an outcome and value of it, how the actor stands to it: the cells of a grid "who accepts which option".</summary>
    public required ImmutableArray<ImmutableArray<OptionStance>> Options { get; init; }

    /// <summary>Whether ideal and worst are proven.</summary>
    public required bool AreExtremesExact { get; init; }

    public bool IsExact => Acceptable.IsExact && AreExtremesExact && Options.All(component => !component.Contains(OptionStance.Undecided));
}

/// <summary>How an actor stands to one value of one component, whatever the rest of the text says.</summary>
public enum OptionStance
{
    /// <summary>The value alone crosses a held red line of the actor's.</summary>
    CrossesRedLine,

    /// <summary>No feasible outcome with the value is acceptable to the actor.</summary>
    NeverAcceptable,

    /// <summary>Some feasible outcome with the value is acceptable to the actor.</summary>
    Acceptable,

    /// <summary>The work budget did not suffice to tell.</summary>
    Undecided,
}

/// <summary>The zone of possible agreement: feasible outcomes that all whose consent is needed find acceptable.</summary>
public sealed record Zone
{
    public required OutcomeCount Count { get; init; }

    /// <summary>Whether there is a zone at all; may be known where the count is not.</summary>
    public required Existence Exists { get; init; }

    /// <summary>An outcome of the zone: the best of the Nash solution's, the first of equals, or where that is not known any that was found; null when the zone is empty.</summary>
    public required Outcome? Example { get; init; }

    /// <summary>Per component and value, whether the zone has an outcome with it.</summary>
    public required ImmutableArray<ImmutableArray<Existence>> Options { get; init; }
}

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

/// <summary>What simple rules predict for one ordered issue: the yardstick a model of bargaining has to beat.</summary>
/// <param name="Issue">The issue's index.</param>
/// <param name="Compromise">The capability x weight mean of the ideal positions (the compromise model: Achen 2006), on the issue's scale (0 to 100 for options, the numbers of a range).</param>
/// <param name="Median">The median of the ideal positions.</param>
public sealed record IssueBaseline(int Issue, double Compromise, double Median);

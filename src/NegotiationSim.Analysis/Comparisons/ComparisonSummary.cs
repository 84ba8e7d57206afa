using System.Collections.Immutable;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Comparisons;

/// <summary>What-ifs against the scenario as it stands, all on the same random numbers.</summary>
/// <param name="Runs">Replicas played of each, at least 1.</param>
/// <param name="AsItStands">Every measure of the base (<see cref="Measure.Of"/>).</param>
/// <param name="WhatIfs">The what-ifs, in the order in which they were asked.</param>
public sealed record ComparisonSummary(long Runs, ImmutableArray<(Measure Measure, Estimate Estimate)> AsItStands, ImmutableArray<WhatIfSummary> WhatIfs);

/// <summary>Replicas that end one way in the base and another way in the variant.</summary>
public readonly record struct Transition(Ending From, Ending To, long Count);

/// <summary>A variant against the base.</summary>
public sealed record WhatIfSummary
{
    /// <summary>Replicas played, of the base and of the variant alike, at least 1.</summary>
    public required long Runs { get; init; }

    /// <summary>Every measure that base and variant have in common, in the order of <see cref="Measure.Of"/>.</summary>
    public required ImmutableArray<PairedEstimate> Measures { get; init; }

    /// <summary>Which endings become which, the commonest change first; pairs that do not occur are left out, and so are replicas that end as before.</summary>
    public required ImmutableArray<Transition> Transitions { get; init; }

    /// <summary>How many replicas end in another way than before.</summary>
    public Estimate OtherEnding => Estimate.Of(Transitions.Sum(transition => transition.Count), Runs);

    /// <summary>A measure; null where base and variant do not have it in common.</summary>
    public PairedEstimate? Find(Measure measure)
    {
        foreach (var estimate in Measures)
        {
            if (estimate.Measure == measure)
            {
                return estimate;
            }
        }

        return null;
    }
}

/// <summary>A measure in the base and in a variant that was played on the same random numbers.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Base">The share of replicas that come to it in the base.</param>
/// <param name="Variant">The share in the variant.</param>
/// <param name="OnlyVariant">Replicas that come to it in the variant and not in the base.</param>
/// <param name="OnlyBase">Replicas that come to it in the base and not in the variant.</param>
/// <param name="Difference">Variant less base, as a share of all replicas.</param>
/// <param name="Low">The lower end of its 95% interval (<see cref="PairedShares"/>).</param>
/// <param name="High">The upper end.</param>
public readonly record struct PairedEstimate(
    Measure Measure, Estimate Base, Estimate Variant, long OnlyVariant, long OnlyBase, double Difference, double Low, double High)
{
    /// <summary>The estimate from counts.</summary>
    /// <param name="measure">What was counted.</param>
    /// <param name="inBase">Replicas that come to it in the base.</param>
    /// <param name="inVariant">Replicas that come to it in the variant.</param>
    /// <param name="inBoth">Replicas that come to it in both.</param>
    /// <param name="runs">All replicas, at least 1.</param>
    public static PairedEstimate Of(Measure measure, long inBase, long inVariant, long inBoth, long runs)
    {
        var (difference, low, high) = PairedShares.Difference(inVariant - inBoth, inBase - inBoth, runs);
        return new PairedEstimate(measure, Estimate.Of(inBase, runs), Estimate.Of(inVariant, runs), inVariant - inBoth, inBase - inBoth, difference, low, high);
    }

    /// <summary>The interval leaves out 0.</summary>
    public bool IsDistinguishable => Low > 0 || High < 0;

    /// <summary>The very same replicas come to it.</summary>
    public bool IsIdentical => OnlyVariant == 0 && OnlyBase == 0;
}

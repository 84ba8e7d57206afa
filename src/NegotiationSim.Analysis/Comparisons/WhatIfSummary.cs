using System.Collections.Immutable;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Comparisons;

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

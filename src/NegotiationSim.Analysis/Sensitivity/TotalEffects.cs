using System.Collections.Immutable;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>Total effects of drawn inputs on something that a replica comes to or does not, and what they explain together.</summary>
public sealed record TotalEffects
{
    /// <summary>Fewer replicas than this are too few: neighbours are then so far apart that what they differ by is no longer noise.</summary>
    public const long FewestRuns = 4096;

    /// <summary>Fewer replicas of the sample than this on one side are too few: most replicas then have no neighbour of the other kind.</summary>
    public const int FewestOfAKind = 200;

    /// <summary>With more inputs than this only those with the smallest p-values are looked at.</summary>
    public const int MostInputs = 256;

    /// <summary>Why there are none.</summary>
    public TotalsGap Gap { get; init; }

    /// <summary>How many replicas were looked at: the first ones of the batch.</summary>
    public int Sample { get; init; }

    /// <summary>How many inputs were looked at.</summary>
    public int Candidates { get; init; }

    /// <summary>What share of the variance the inputs explain together; the rest is chance in the run.</summary>
    public IndexEstimate Explained { get; init; }

    /// <summary>The inputs that explain it, by path: those that the selection kept.</summary>
    public ImmutableArray<string> Selected { get; init; } = [];
}

/// <summary>Why total effects were not told.</summary>
public enum TotalsGap
{
    /// <summary>They were.</summary>
    None,

    /// <summary>The batch is too small (<see cref="TotalEffects.FewestRuns"/>).</summary>
    TooFewRuns,

    /// <summary>It comes about too rarely, or fails to (<see cref="TotalEffects.FewestOfAKind"/>).</summary>
    TooRare,

    /// <summary>There is no drawn input.</summary>
    NoInputs,

    /// <summary>Nobody asked for them.</summary>
    NotAsked,
}

using System.Collections.Immutable;
using NegotiationSim.Analysis.Comparisons;

namespace NegotiationSim.Analysis.Sweeps;

/// <summary>A scenario with one or two of its parameters varied, every point on the same random numbers.</summary>
/// <param name="Runs">Replicas played at each point, at least 1.</param>
/// <param name="Measures">What every point has in common, in the order of <see cref="Measure.Of"/>.</param>
/// <param name="Points">The points in order: of two parameters, the last one changes first.</param>
public sealed record SweepSummary(long Runs, ImmutableArray<Measure> Measures, ImmutableArray<SweepPoint> Points)
{
    /// <summary>The points of a comparison whose base is the first of them.</summary>
    public static SweepSummary Of(ComparisonSummary comparison)
    {
        ImmutableArray<Measure> common =
            [.. comparison.AsItStands.Select(m => m.Measure).Where(measure => comparison.WhatIfs.All(point => point.Find(measure) is not null))];
        var first = new SweepPoint(
            [.. comparison.AsItStands.Where(m => common.Contains(m.Measure)).Select(m => PairedEstimate.Of(m.Measure, m.Estimate.Count, m.Estimate.Count, m.Estimate.Count, comparison.Runs))]);
        return new SweepSummary(
            comparison.Runs, common, [first, .. comparison.WhatIfs.Select(point => new SweepPoint([.. point.Measures.Where(estimate => common.Contains(estimate.Measure))]))]);
    }
}

/// <summary>One point of a sweep.</summary>
/// <param name="Measures">Every measure here (the variant), against the first point of the sweep (the base).</param>
public sealed record SweepPoint(ImmutableArray<PairedEstimate> Measures)
{
    /// <summary>A measure of the sweep at this point.</summary>
    public PairedEstimate Of(Measure measure) => Measures.First(estimate => estimate.Measure == measure);
}

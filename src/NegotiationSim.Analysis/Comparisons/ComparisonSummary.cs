using System.Collections.Immutable;
using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Analysis.Comparisons;

/// <summary>What-ifs against the scenario as it stands, all on the same random numbers.</summary>
/// <param name="Runs">Replicas played of each, at least 1.</param>
/// <param name="AsItStands">Every measure of the base (<see cref="Measure.Of"/>).</param>
/// <param name="WhatIfs">The what-ifs, in the order in which they were asked.</param>
public sealed record ComparisonSummary(long Runs, ImmutableArray<(Measure Measure, Estimate Estimate)> AsItStands, ImmutableArray<WhatIfSummary> WhatIfs);

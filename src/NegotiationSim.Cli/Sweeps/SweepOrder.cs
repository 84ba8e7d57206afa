using System.Collections.Immutable;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Sweeps;

/// <summary>A sweep to play.</summary>
/// <param name="AsItStands">The scenario without what is varied.</param>
/// <param name="Axes">What is varied: one parameter or two.</param>
/// <param name="Points">Every combination of their values; of two, the last parameter changes first.</param>
/// <param name="Seed">The seed of them all.</param>
/// <param name="Runs">How many replicas of each.</param>
/// <param name="BlockSize">Replicas per block; null: as fits each point.</param>
/// <param name="Parallel">How many tables play at a time; null: one per processor.</param>
internal sealed record SweepOrder(Scenario AsItStands, ImmutableArray<Axis> Axes, ImmutableArray<SweptPoint> Points, ulong Seed, long Runs, int? BlockSize, int? Parallel)
    : PairedOrder([.. Points.Select(point => point.Scenario)], Seed, Runs, BlockSize, Parallel);

/// <summary>A point of a sweep.</summary>
/// <param name="At">The place of its value on each axis.</param>
/// <param name="Scenario">The scenario there.</param>
/// <param name="IsAsItStands">Whether that is what the file says anyway.</param>
internal sealed record SweptPoint(ImmutableArray<int> At, Scenario Scenario, bool IsAsItStands)
{
    /// <summary>The values, as <c>PATH=VALUE</c> with commas between them.</summary>
    public static string Name(IReadOnlyList<Axis> axes, IReadOnlyList<int> at) => string.Join(", ", axes.Zip(at, (axis, place) => $"{axis.Path}={axis.Values[place].Text}"));
}

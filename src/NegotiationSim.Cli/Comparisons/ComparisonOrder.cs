using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>A comparison to play.</summary>
/// <param name="AsItStands">The base.</param>
/// <param name="WhatIfs">What it is compared with, at least one.</param>
/// <param name="Seed">The seed of them all.</param>
/// <param name="Runs">How many replicas of each.</param>
/// <param name="BlockSize">Replicas per block; null: as fits each scenario.</param>
/// <param name="Parallel">How many tables play at a time; null: one per processor.</param>
internal sealed record ComparisonOrder(Scenario AsItStands, ImmutableArray<WhatIf> WhatIfs, ulong Seed, long Runs, int? BlockSize, int? Parallel)
    : PairedOrder([AsItStands, .. WhatIfs.Select(whatIf => whatIf.Scenario)], Seed, Runs, BlockSize, Parallel);

/// <summary>A what-if that can be played.</summary>
/// <param name="Text">The settings as they were typed.</param>
/// <param name="Settings">The settings one by one.</param>
/// <param name="Scenario">The scenario with them.</param>
/// <param name="ScenarioText">Its file.</param>
internal sealed record WhatIf(string Text, ImmutableArray<Setting> Settings, Scenario Scenario, string ScenarioText)
{
    /// <summary>Every key of the file as it stands that is otherwise here.</summary>
    public ImmutableArray<ScenarioChange> Changes { get; init; } = [];
}

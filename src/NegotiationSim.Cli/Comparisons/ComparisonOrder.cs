using System.Collections.Immutable;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Commands;
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
{
    /// <summary>
    /// Replicas that the base and each what-if play in turn before they are compared. An interruption loses at most so many of each; fewer would leave processors idle at the end of each turn, and more would cost
    /// nothing but that.
    /// </summary>
    public const int Chunk = 4096;

    /// <summary>How often a comparison that is kept is put on the disk.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The base, then the what-ifs.</summary>
    public ImmutableArray<Scenario> Scenarios { get; } = [AsItStands, .. WhatIfs.Select(whatIf => whatIf.Scenario)];

    /// <summary>Tables that play at the same time: one per processor, fewer where memory would not do.</summary>
    public int Lanes { get; } = Parallel ?? PlayCost.Lanes([AsItStands, .. WhatIfs.Select(whatIf => whatIf.Scenario)]);

    /// <inheritdoc cref="BatchOrder.CheckDraws"/>
    public void CheckDraws(CancellationToken cancellation)
    {
        foreach (var scenario in Scenarios)
        {
            (Of(scenario) with { Runs = Runs }).CheckDraws(cancellation);
        }
    }

    /// <summary>How one of them plays a chunk.</summary>
    public BatchOrder Of(Scenario scenario) => new(scenario, Seed, Math.Min(Runs, Chunk), null, BlockSize, Lanes);
}

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

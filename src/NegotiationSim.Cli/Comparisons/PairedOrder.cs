using System.Collections.Immutable;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>Several scenarios that play the same replicas of the same seed.</summary>
/// <param name="Scenarios">The base, then what is compared with it.</param>
/// <param name="Seed">The seed of them all.</param>
/// <param name="Runs">How many replicas of each.</param>
/// <param name="BlockSize">Replicas per block; null: as fits each scenario.</param>
/// <param name="Parallel">How many tables play at a time; null: one per processor.</param>
internal abstract record PairedOrder(ImmutableArray<Scenario> Scenarios, ulong Seed, long Runs, int? BlockSize, int? Parallel)
{
    /// <summary>
    /// Replicas that each of them plays in turn before they are compared; more in a cluster (<see cref="ChunkPlan"/>). An interruption loses at most so many of each; fewer would leave processors idle at the end of each turn, and more would cost
    /// nothing but that.
    /// </summary>
    public const int Chunk = 4096;

    /// <summary>How often what is kept is put on the disk.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Replicas per block at most, where that is known already; null: it is found out for each scenario.</summary>
    public int? LargestBlock { get; init; }

    /// <summary>Tables that play at the same time: one per processor, fewer where memory would not do.</summary>
    public int Lanes { get; init; } = Parallel ?? PlayCost.Lanes(Scenarios);

    /// <inheritdoc cref="BatchOrder.CheckDraws"/>
    public void CheckDraws(CancellationToken cancellation)
    {
        foreach (var scenario in Scenarios)
        {
            (Of(scenario) with { Runs = Runs }).CheckDraws(cancellation);
        }
    }

    /// <summary>How one of them plays a chunk.</summary>
    public BatchOrder Of(Scenario scenario) => new(scenario, Seed, Math.Min(Runs, Chunk), null, BlockSize ?? LargestBlock, Parallel) { Lanes = Lanes };
}

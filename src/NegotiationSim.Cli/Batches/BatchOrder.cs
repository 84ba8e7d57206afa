using System.Collections.Immutable;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Batches;

/// <summary>A batch to play.</summary>
/// <param name="Scenario">What is negotiated.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Runs">How many replicas, at most where there is a precision.</param>
/// <param name="Precision">The half width of the 95% intervals at which it is enough; null: all are played.</param>
/// <param name="BlockSize">Replicas per block; null: as fits the scenario.</param>
/// <param name="Parallel">How many tables play at a time; null: one per processor.</param>
internal sealed record BatchOrder(Scenario Scenario, ulong Seed, long Runs, double? Precision, int? BlockSize, int? Parallel)
{
    /// <summary>
    /// Blocks for each table of a cluster at least, as far as there are replicas: silos are not equally fast, a silo that comes later has work too, and with one block each the others would wait for the slowest. Tables of
    /// one process are equally fast.
    /// </summary>
    public const int BlocksPerTable = 4;

    /// <summary>So many replicas are looked over beforehand, which takes at most some seconds; in those beyond it is found when they are played.</summary>
    private const long MostChecked = 1 << 20;

    /// <summary>What tells one of its negotiations, but for its number: <c>negsim run FILE --seed S</c>, in pieces; none: nobody could type it.</summary>
    public ImmutableArray<string> Replay { get; init; } = [];

    /// <summary>In how many of the first replicas it is asked whether an agreement was possible; null: in none.</summary>
    public long? Zone { get; init; }

    /// <summary>How often a batch that is kept is put on the disk.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Tables that play at the same time. An actor that is asked answers at once, so one per processor keeps it busy, and more would only share its memory. Fewer where their actors' memory would come to too much.
    /// </summary>
    public int Lanes { get; init; } = Parallel ?? PlayCost.Lanes(Scenario);

    /// <summary>Blocks that each table should have at least.</summary>
    private int BlocksPerLane { get; init; } = 1;

    /// <summary>The same on what a runner knows to have.</summary>
    /// <param name="runner">Whatever plays.</param>
    public BatchOrder On(IScenarioRunner runner) => runner.LanesFor(Scenario) is { } lanes ? this with { Lanes = lanes, BlocksPerLane = BlocksPerTable } : this;

    /// <summary>
    /// Looks over the draws before they are played: a number of the scenario that is none in some replica is said at once and not after minutes. Where there is a precision nobody knows how many replicas there will be.
    /// </summary>
    /// <exception cref="DrawnValueException">In some replica a quantity is no number.</exception>
    public void CheckDraws(CancellationToken cancellation)
    {
        if (Precision is null)
        {
            new DrawnNumbers(Scenario).Check(Seed, 0, Math.Min(Runs, MostChecked), cancellation);
        }
    }

    /// <summary>Replicas per block. Where nobody says how many, a few are played to find out, which may take as long as the scenario's slowest turns.</summary>
    /// <param name="cancellation">Gives it up.</param>
    /// <param name="played">How many have been played already.</param>
    public async Task<int> BlockAsync(CancellationToken cancellation, long played = 0)
    {
        if (BlockSize is { } size)
        {
            return size;
        }

        var lanes = (int)Math.Min(int.MaxValue, (long)Lanes * BlocksPerLane);
        var largest = await Task.Run(() => BlockSizes.For(Scenario, Runs - played, lanes, BlocksPerLane > 1, cancellation), cancellation).WaitAsync(cancellation);

        // What is played beyond the last look at the intervals is played for nothing.
        return Precision is null ? largest : Math.Min(largest, BatchPlayer.CheckEvery);
    }
}

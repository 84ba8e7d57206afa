using System.Collections.Immutable;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Grains.Driving;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>
/// How the replicas of scenarios that play in turn are cut into chunks and blocks. It changes no result, and a comparison that was begun with other chunks can be gone on with. In a cluster every turn begins with opening tables at
/// all silos and ends with waiting for the last of them, so a chunk grows with the number of tables until each has several large blocks of it; it takes each table no longer than a chunk takes a table of a local run.
/// </summary>
internal sealed class ChunkPlan
{
    private readonly IScenarioRunner _runner;
    private readonly PairedOrder _order;
    private readonly ImmutableArray<int> _blocks;

    private ChunkPlan(IScenarioRunner runner, PairedOrder order, ImmutableArray<int> blocks) => (_runner, _order, _blocks) = (runner, order, blocks);

    /// <summary>Finds out how large blocks may be, which takes a few replicas of each scenario.</summary>
    /// <param name="runner">Whatever plays.</param>
    /// <param name="order">What is played.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static async Task<ChunkPlan> OfAsync(IScenarioRunner runner, PairedOrder order, CancellationToken cancellation)
    {
        var blocks = ImmutableArray.CreateBuilder<int>(order.Scenarios.Length);
        foreach (var scenario in order.Scenarios)
        {
            var chunk = order.Of(scenario);
            blocks.Add(await (runner.LanesFor(scenario) is null ? chunk : (chunk with { Runs = order.Runs }).On(runner)).BlockAsync(cancellation));
        }

        return new ChunkPlan(runner, order, blocks.MoveToImmutable());
    }

    /// <summary>How many replicas the next chunk holds, by the tables that there are now.</summary>
    /// <param name="left">How many are left, at least 1.</param>
    /// <param name="most">How many there is memory for.</param>
    public int Next(long left, int most)
    {
        var chunk = (long)PairedOrder.Chunk;
        for (var s = 0; s < _blocks.Length; s++)
        {
            chunk = Math.Max(chunk, (_runner.LanesFor(_order.Scenarios[s]) ?? 0L) * BatchOrder.BlocksPerTable * _blocks[s]);
        }

        return (int)Math.Min(left, Math.Min(chunk, Math.Max(most, PairedOrder.Chunk)));
    }

    /// <summary>How the work of one scenario's turn is spread.</summary>
    /// <param name="place">The place of the scenario.</param>
    /// <param name="count">How many replicas it plays.</param>
    public ExperimentOptions Of(int place, int count)
    {
        if (_runner.LanesFor(_order.Scenarios[place]) is not { } lanes)
        {
            return new ExperimentOptions { Lanes = _order.Lanes, BlockSize = _order.BlockSize ?? Math.Clamp((count + _order.Lanes - 1) / _order.Lanes, 1, _blocks[place]) };
        }

        var share = Math.Max(1, (int)Math.Ceiling(count / ((double)lanes * BatchOrder.BlocksPerTable)));
        return new ExperimentOptions { Lanes = lanes, BlockSize = _order.BlockSize ?? Math.Min(share, _blocks[place]) };
    }
}

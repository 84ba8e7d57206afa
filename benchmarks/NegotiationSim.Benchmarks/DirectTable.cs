using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Benchmarks;

/// <summary>Whole negotiations through the engine's kernels, without grains, from what is drawn to what each actor says at the end.</summary>
internal sealed class DirectTable(Scenario scenario)
{
    private readonly DirectBlock _table = new(scenario);

    public DirectTable(DrawnScenario drawn)
        : this(drawn.Read())
    {
    }

    /// <summary>Plays replicas 0 to <paramref name="replicas"/> - 1 of seed 1.</summary>
    /// <returns>How many actors' reports there were: something for the caller to hand back, so that no work can be left out.</returns>
    public int Play(int replicas, int blockSize = 512)
    {
        var reports = 0;
        for (var first = 0; first < replicas; first += blockSize)
        {
            var result = _table.Play(new BlockSpec(1, first, Math.Min(blockSize, replicas - first), Tell: false));
            reports += _table.Close(result).Count;
        }

        return reports;
    }
}

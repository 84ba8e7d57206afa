using System.Numerics;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Batches;

/// <summary>
/// How many replicas a block holds where nobody says: so many that a call to an actor does far more work than the call itself costs, and so few that a block's memory stays within
/// bounds and every lane has work. It changes no result.
/// </summary>
internal static class BlockSizes
{
    /// <summary>Memory that the replicas of a block may take, in bytes.</summary>
    private const long BlockBytes = 64 << 20;

    private const int Most = 1024;
    private const int Fewest = 16;

    /// <summary>Replicas per block.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="runs">How many are to be played.</param>
    /// <param name="lanes">Tables that play at the same time.</param>
    public static int For(Scenario scenario, long runs, int lanes)
    {
        var size = (int)Math.Clamp(BlockBytes / ReplicaBytes(scenario), Fewest, Most);
        return (int)Math.Clamp((runs + lanes - 1) / lanes, 1, size);
    }

    /// <summary>A rough measure of what a replica takes at its table and actors: a utility per value of every actor, and offers found so far where outcomes are listed.</summary>
    private static long ReplicaBytes(Scenario scenario)
    {
        var values = scenario.Space.Components.Sum(component => (long)component.ValueCount);
        var listed = (long)BigInteger.Min(scenario.Space.Count, 1 << 14);
        return scenario.Actors.Length * (512 + 32 * values + 4 * listed);
    }
}

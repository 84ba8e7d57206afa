using NegotiationSim.Engine.Offers;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Batches;

/// <summary>
/// How many replicas a block holds where nobody says: so many that a call to an actor does far more work than the call itself costs, and so few that a block's memory stays within
/// bounds and every lane has work. It changes no result.
/// </summary>
internal static class BlockSizes
{
    /// <summary>
    /// What a block may take so that it stays near the processor, in bytes: every turn goes through all of it, and with larger blocks the kernels wait for memory longer than
    /// fewer calls save.
    /// </summary>
    private const long NearBytes = 8 << 20;

    /// <summary>What a block may take at most, in bytes, where that would leave it fewer than <see cref="Fewest"/> replicas.</summary>
    private const long MostBytes = 64 << 20;

    private const int Most = 512;
    private const int Fewest = 16;

    /// <summary>Half outcomes that the search in a large space keeps sorted for an actor; beyond the most of them it keeps the lattice's.</summary>
    private const int FewestHalves = 256;

    private const int MostHalves = 1 << 16;
    private const int LatticeHalves = 1 << 20;

    /// <summary>Bytes of a half: its sum, its code and its share of the index.</summary>
    private const int HalfBytes = 24;

    /// <summary>Replicas per block.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="runs">How many are to be played.</param>
    /// <param name="lanes">Tables that play at the same time.</param>
    public static int For(Scenario scenario, long runs, int lanes)
    {
        var bytes = ReplicaBytes(scenario);
        var fewest = Math.Clamp(MostBytes / bytes, 1, Fewest);
        var size = (int)Math.Clamp(NearBytes / bytes, fewest, Most);
        return (int)Math.Clamp((runs + lanes - 1) / lanes, 1, size);
    }

    /// <summary>
    /// About what a replica takes at its actors, as measured: where outcomes are listed a utility per outcome, in larger spaces the halves that a principal's search keeps
    /// sorted, and some kilobytes of everything else.
    /// </summary>
    private static long ReplicaBytes(Scenario scenario)
    {
        var values = scenario.Space.Components.Sum(component => (long)component.ValueCount);
        var principals = scenario.Actors.Count(actor => actor.Role == Role.Principal);
        if (scenario.Space.Count <= OfferSearch.ListedUpTo)
        {
            return scenario.Actors.Length * (512 + 32 * values) + principals * 8 * (long)scenario.Space.Count;
        }

        var root = Math.Sqrt((double)scenario.Space.Count);
        var halves = root > MostHalves ? LatticeHalves : (long)Math.Max(root, FewestHalves);
        return scenario.Actors.Length * (8192 + 32 * values) + principals * HalfBytes * halves;
    }
}

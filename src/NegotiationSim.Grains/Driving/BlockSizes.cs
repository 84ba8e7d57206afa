using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Driving;

/// <summary>
/// How many replicas a block holds where nobody says: so many that a call to an actor does far more work than the call itself costs, and so few that a block's memory stays within
/// bounds and every lane has work. It changes no result.
/// </summary>
public static class BlockSizes
{
    /// <summary>What a block may take, in bytes. Larger ones would save few calls more, and the kernels would wait for memory.</summary>
    private const long MostBytes = 64 << 20;

    private const int Most = 32_768;

    /// <summary>Turns of a block, at most, if every negotiation took all rounds: a block that took minutes would show no progress and lose much when it is interrupted.</summary>
    private const long MostTurns = 8_000_000;

    /// <summary>What the blocks of all lanes of this process may take together, in bytes.</summary>
    private const long MostSideBySide = 512 << 20;

    /// <summary>The same in a cluster, where the client keeps up to two finished blocks of each of its tables, which may be thousands, and blocks are played again after a loss.</summary>
    private const long MostBytesInCluster = 8 << 20;

    private const int MostInCluster = 4096;

    /// <summary>Fewer are not worth their calls, as long as <see cref="MostBytes"/> allows them.</summary>
    private const int Fewest = 16;

    /// <summary>What a replica is taken for that could not be played, in bytes.</summary>
    private const long UsualBytes = 8 << 10;

    /// <summary>So many replicas are played to see what one takes.</summary>
    private const int Tried = 4;

    /// <summary>Replicas per block.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="runs">How many are to be played.</param>
    /// <param name="lanes">Tables that play at the same time.</param>
    /// <param name="inCluster">Whether they play in other processes.</param>
    /// <param name="cancellation">Gives it up: some replicas are played, and a turn may take long.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static int For(Scenario scenario, long runs, int lanes, bool inCluster = false, CancellationToken cancellation = default)
    {
        var share = runs / lanes + (runs % lanes > 0 ? 1 : 0);
        if (share <= 1)
        {
            return 1;
        }

        var bytes = ReplicaBytes(scenario, cancellation);
        var fewest = Math.Clamp(MostBytes / bytes, 1, Fewest);
        var mostBytes = inCluster ? MostBytesInCluster : Math.Min(MostBytes, MostSideBySide / lanes);
        var turns = (long)scenario.Calendar.Rounds * scenario.Actors.Count(actor => actor.Role == Role.Principal);
        var most = Math.Clamp(MostTurns / turns, Fewest, inCluster ? MostInCluster : Most);
        var size = Math.Clamp(mostBytes / bytes, fewest, most);

        // All of a size, so that no lane plays a whole block at the end while the others have nothing to do.
        var blocks = share / size + (share % size > 0 ? 1 : 0);
        return (int)(share / blocks + (share % blocks > 0 ? 1 : 0));
    }

    /// <summary>What a replica takes at the table and its actors. How much searches keep depends on what red lines leave, so a few are played.</summary>
    private static long ReplicaBytes(Scenario scenario, CancellationToken cancellation)
    {
        try
        {
            var table = new DirectBlock(scenario);
            var start = GC.GetAllocatedBytesForCurrentThread();
            table.Play(new BlockSpec(1, 0, 1, Tell: false), cancellation);
            if (GC.GetAllocatedBytesForCurrentThread() - start is > MostBytes and var one)
            {
                // A block of one, then; to play several would only take their memory.
                return one;
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            table.Play(new BlockSpec(1, 0, Tried, Tell: false), cancellation);
            return Math.Max(1, (GC.GetAllocatedBytesForCurrentThread() - before) / Tried);
        }
        catch (DrawnValueException)
        {
            // These replicas need not be among those of the batch, so what is wrong with them is not said here.
            return UsualBytes;
        }
    }
}

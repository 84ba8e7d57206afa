using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Driving;

/// <summary>
/// How many replicas a block holds where nobody says: so many that a call to an actor does far more work than the call itself costs, and so few that a block's memory stays within
/// bounds and every lane has work. It changes no result.
/// </summary>
public static class BlockSizes
{
    /// <summary>
    /// What a block may take so that it stays near the processor, in bytes: every turn goes through all of it, and with larger blocks the kernels wait for memory longer than
    /// fewer calls save.
    /// </summary>
    private const long NearBytes = 8 << 20;

    /// <summary>What it may take, in bytes, where otherwise calls would weigh too much: where replicas are small, and so soon played, or the calls many.</summary>
    private const long FarBytes = 16 << 20;

    /// <summary>What a small replica takes at most, in bytes.</summary>
    private const long SmallBytes = 8 << 10;

    /// <summary>A replica should not bear more calls than this: a call costs some two microseconds.</summary>
    private const int CallsPerReplica = 2;

    /// <summary>What a block may take at most, in bytes, where that would leave it fewer than <see cref="Fewest"/> replicas.</summary>
    private const long MostBytes = 64 << 20;

    private const int Most = 4096;
    private const int Fewest = 16;

    /// <summary>So many replicas are played to see what one takes.</summary>
    private const int Tried = 4;

    /// <summary>Replicas per block.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="runs">How many are to be played.</param>
    /// <param name="lanes">Tables that play at the same time.</param>
    /// <param name="cancellation">Gives it up: some replicas are played, and a turn may take long.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static int For(Scenario scenario, long runs, int lanes, CancellationToken cancellation = default)
    {
        var share = runs / lanes + (runs % lanes > 0 ? 1 : 0);
        if (share <= 1)
        {
            return 1;
        }

        var bytes = ReplicaBytes(scenario, cancellation);
        var fewest = Math.Clamp(MostBytes / bytes, 1, Fewest);
        var principals = scenario.Actors.Count(actor => actor.Role == Role.Principal);
        var sharing = (long)scenario.Calendar.Rounds * principals / CallsPerReplica;
        var size = Math.Max((bytes <= SmallBytes ? FarBytes : NearBytes) / bytes, Math.Min(sharing, FarBytes / bytes));
        return (int)Math.Clamp(share, 1, Math.Clamp(size, fewest, Most));
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
            return SmallBytes;
        }
    }
}

using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Grains.Driving;

/// <summary>Feeds finished blocks, in order, to those who follow a batch.</summary>
public static class Batch
{
    /// <summary>Hands every replica to every consumer, in order, until the blocks end or it is enough.</summary>
    /// <param name="blocks">Blocks that follow on each other, as an <see cref="Experiment"/> plays them.</param>
    /// <param name="step">Slices end at multiples of this many replicas, at least 1; only there is <paramref name="isEnough"/> asked, wherever blocks end.</param>
    /// <param name="consumers">Who follows, in the order in which they hear of a slice.</param>
    /// <param name="isEnough">Whether to stop after this many replicas, counted from replica 0; null: never.</param>
    /// <param name="cancellation">Gives up what is still being played.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; consumers have heard all that came before.</exception>
    /// <exception cref="BlockFailedException">A block could not be played.</exception>
    public static async Task FollowAsync(
        IAsyncEnumerable<FinishedBlock> blocks,
        long step,
        IReadOnlyList<IReplicaConsumer> consumers,
        Func<long, bool>? isEnough = null,
        CancellationToken cancellation = default)
    {
        await foreach (var block in blocks.WithCancellation(cancellation).ConfigureAwait(false))
        {
            for (var from = 0; from < block.Spec.Count;)
            {
                var first = block.Spec.FirstReplica + from;
                var count = (int)Math.Min(block.Spec.Count - from, step - first % step);
                var slice = new BlockSlice(block.Played, from, count);
                for (var c = 0; c < consumers.Count; c++)
                {
                    await consumers[c].TakeAsync(slice).ConfigureAwait(false);
                }

                from += count;
                if ((first + count) % step == 0 && isEnough is not null && isEnough(first + count))
                {
                    return;
                }
            }
        }
    }
}

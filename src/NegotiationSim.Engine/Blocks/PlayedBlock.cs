namespace NegotiationSim.Engine.Blocks;

/// <summary>A block that came to its end, as those hear of it who follow a batch.</summary>
/// <param name="Spec">Which replicas.</param>
/// <param name="Result">How each ended.</param>
/// <param name="Reports">How each actor came out, by actor index.</param>
/// <param name="Strikes">The events that struck, in the order in which they were announced.</param>
public sealed record PlayedBlock(BlockSpec Spec, BlockResult Result, IReadOnlyList<CloseReply> Reports, IReadOnlyList<Strike> Strikes);

/// <summary>Neighbouring replicas of one block.</summary>
/// <param name="Block">The block.</param>
/// <param name="From">The slot of the first of them.</param>
/// <param name="Count">How many, at least 1.</param>
public readonly record struct BlockSlice(PlayedBlock Block, int From, int Count)
{
    /// <summary>The replica in slot <see cref="From"/>.</summary>
    public long FirstReplica => Block.Spec.FirstReplica + From;

    /// <summary>The slot after the last.</summary>
    public int End => From + Count;
}

/// <summary>
/// Follows a batch: hears every replica once, in order. Where one slice ends and the next begins says nothing, so what a consumer makes of the replicas
/// must not depend on it.
/// </summary>
public interface IReplicaConsumer
{
    /// <summary>Takes the next replicas. The block's arrays are only good until the call completes.</summary>
    ValueTask TakeAsync(BlockSlice slice);
}

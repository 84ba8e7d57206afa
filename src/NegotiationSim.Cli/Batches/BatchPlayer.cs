using NegotiationSim.Analysis.Batches;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;

namespace NegotiationSim.Cli.Batches;

/// <summary>Plays a batch through the grains into those who follow it.</summary>
internal static class BatchPlayer
{
    /// <summary>Every so many replicas it is checked whether the precision is reached, wherever blocks end.</summary>
    public const int CheckEvery = 1000;

    /// <summary>Plays a batch, or what is left of it.</summary>
    /// <param name="runner">What plays.</param>
    /// <param name="order">The batch.</param>
    /// <param name="tally">Adds the batch up (one of the consumers does); what it holds already is not played again.</param>
    /// <param name="consumers">Who follows.</param>
    /// <param name="cancellation">Stops the batch.</param>
    /// <exception cref="OperationCanceledException">It was stopped; the consumers have heard all that came before.</exception>
    public static async Task PlayAsync(
        IScenarioRunner runner, BatchOrder order, BatchTally tally, IReadOnlyList<IReplicaConsumer> consumers, CancellationToken cancellation)
    {
        if (tally.Runs == order.Runs || IsEnough(tally.Runs))
        {
            return;
        }

        var options = new ExperimentOptions { Lanes = order.Lanes, BlockSize = await order.BlockAsync(cancellation) };
        var blocks = runner.PlayAsync(order.Scenario, options, order.Seed, tally.Runs, order.Runs - tally.Runs, cancellation);
        await Batch.FollowAsync(blocks, order.Precision is null ? long.MaxValue : CheckEvery, consumers, IsEnough, cancellation);

        bool IsEnough(long runs) => order.Precision is { } width && runs % CheckEvery == 0 && tally.IsPrecise(width);
    }
}

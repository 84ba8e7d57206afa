using NegotiationSim.Cli.Batches;
using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>Shows on a terminal how far a comparison is: rate, time left, and whose turn it is.</summary>
/// <param name="order">The comparison.</param>
/// <param name="bar">The bar; null: there is none.</param>
internal sealed class ComparisonProgress(ComparisonOrder order, ProgressBar? bar) : IReplicaConsumer
{
    private int _turn;

    /// <summary>The base (0) or a what-if (from 1) plays from now on.</summary>
    public void Turn(int place) => _turn = place;

    /// <inheritdoc/>
    public ValueTask TakeAsync(BlockSlice slice)
    {
        bar?.Advance(slice.Count, Words(order.WhatIfs.Length, _turn));
        return ValueTask.CompletedTask;
    }

    /// <summary>The turn.</summary>
    public static string Words(int whatIfs, int turn) =>
        turn == 0 ? "the file as it stands" : whatIfs == 1 ? "the what-if" : $"what-if {turn} of {whatIfs}";
}

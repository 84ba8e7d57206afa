using NegotiationSim.Cli.Telling;
using NegotiationSim.Engine.Blocks;
using Spectre.Console;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>Shows on a terminal how far a comparison is: the rate, and whose turn it is.</summary>
/// <param name="order">The comparison.</param>
/// <param name="task">The bar; null: there is none.</param>
internal sealed class ComparisonProgress(ComparisonOrder order, ProgressTask? task) : IReplicaConsumer
{
    private int _turn;

    /// <summary>The base (0) or a what-if (from 1) plays from now on.</summary>
    public void Turn(int place) => _turn = place;

    /// <inheritdoc/>
    public ValueTask TakeAsync(BlockSlice slice)
    {
        if (task is not null)
        {
            task.Increment(slice.Count);
            task.Description = Markup.Escape(Words(order.WhatIfs.Length, _turn, task.Speed));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The rate and the turn.</summary>
    public static string Words(int whatIfs, int turn, double? perSecond) =>
        (perSecond is { } speed && double.IsFinite(speed) ? $"{Figures.Whole((long)speed)} a second; " : "")
        + (turn == 0 ? "the file as it stands" : whatIfs == 1 ? "the what-if" : $"what-if {turn} of {whatIfs}");
}

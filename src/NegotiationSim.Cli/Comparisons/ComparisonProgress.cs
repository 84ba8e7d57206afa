using NegotiationSim.Cli.Batches;
using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>Shows on a terminal how far scenarios that play in turn are: rate, time left, and whose turn it is.</summary>
/// <param name="words">Whose turn it is, by the scenario's place.</param>
/// <param name="bar">The bar; null: there is none.</param>
internal sealed class ComparisonProgress(Func<int, string> words, ProgressBar? bar) : IReplicaConsumer
{
    private int _turn;

    /// <summary>A scenario plays from now on.</summary>
    public void Turn(int place) => _turn = place;

    /// <inheritdoc/>
    public ValueTask TakeAsync(BlockSlice slice)
    {
        bar?.Advance(slice.Count, words(_turn));
        return ValueTask.CompletedTask;
    }

    /// <summary>The turn of the base (0) or a what-if (from 1).</summary>
    public static string Words(int whatIfs, int turn) =>
        turn == 0 ? "the file as it stands" : whatIfs == 1 ? "the what-if" : $"what-if {turn} of {whatIfs}";
}

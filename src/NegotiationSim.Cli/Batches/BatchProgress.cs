using NegotiationSim.Analysis.Batches;
using NegotiationSim.Cli.Telling.Batches;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using Spectre.Console;

namespace NegotiationSim.Cli.Batches;

/// <summary>Shows on a terminal how far a batch is: rate, time left and the endings so far.</summary>
internal sealed class BatchProgress : IReplicaConsumer
{
    private readonly ProgressBar _bar;
    private readonly BatchTally _tally;

    private BatchProgress(ProgressBar bar, BatchTally tally) => (_bar, _tally) = (bar, tally);

    /// <summary>Does the work, with a bar on the terminal where there is one.</summary>
    /// <param name="console">The terminal; null: none.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="order">The batch.</param>
    /// <param name="tally">What it has come to so far.</param>
    /// <param name="work">Plays the batch into the given consumers beside its own.</param>
    public static Task ShowAsync(IAnsiConsole? console, TimeProvider clock, BatchOrder order, BatchTally tally, Func<IReadOnlyList<IReplicaConsumer>, Task> work) =>
        ProgressBar.ShowAsync(console, clock, order.Runs, tally.Runs, bar => work(bar is null ? [] : [new BatchProgress(bar, tally)]));

    /// <inheritdoc/>
    public ValueTask TakeAsync(BlockSlice slice)
    {
        _bar.Advance(slice.Count, Words(_tally));
        return ValueTask.CompletedTask;
    }

    /// <summary>The endings so far.</summary>
    public static string Words(BatchTally tally)
    {
        var endings = Enum.GetValues<Ending>().Where(ending => tally.CountOf(ending) > 0)
            .Select(ending => $"{BatchTeller.Words(ending).ToLowerInvariant()} {Shares.Percent((double)tally.CountOf(ending) / Math.Max(1, tally.Runs), 1)}");
        return string.Join("; ", endings);
    }
}

using NegotiationSim.Analysis.Batches;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Batches;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using Spectre.Console;

namespace NegotiationSim.Cli.Batches;

/// <summary>Shows on a terminal how far a batch is: rate, time left and the endings so far.</summary>
internal sealed class BatchProgress : IReplicaConsumer
{
    private readonly ProgressTask _task;
    private readonly BatchTally _tally;

    private BatchProgress(ProgressTask task, BatchTally tally) => (_task, _tally) = (task, tally);

    /// <summary>Does the work, with a bar on the terminal where there is one.</summary>
    /// <param name="console">The terminal; null: none.</param>
    /// <param name="order">The batch.</param>
    /// <param name="tally">What it has come to so far.</param>
    /// <param name="work">Plays the batch into the given consumers beside its own.</param>
    public static Task ShowAsync(IAnsiConsole? console, BatchOrder order, BatchTally tally, Func<IReadOnlyList<IReplicaConsumer>, Task> work) =>
        ProgressBar.ShowAsync(console, order.Runs, tally.Runs, task => work(task is null ? [] : [new BatchProgress(task, tally)]));

    /// <inheritdoc/>
    public ValueTask TakeAsync(BlockSlice slice)
    {
        _task.Increment(slice.Count);
        _task.Description = Markup.Escape(Words(_tally, _task.Speed));
        return ValueTask.CompletedTask;
    }

    /// <summary>The rate and the endings so far.</summary>
    public static string Words(BatchTally tally, double? perSecond)
    {
        var rate = perSecond is { } speed && double.IsFinite(speed) ? $"{Figures.Whole((long)speed)} a second; " : "";
        var endings = Enum.GetValues<Ending>().Where(ending => tally.CountOf(ending) > 0)
            .Select(ending => $"{BatchTeller.Words(ending).ToLowerInvariant()} {Shares.Percent((double)tally.CountOf(ending) / Math.Max(1, tally.Runs), 1)}");
        return rate + string.Join(", ", endings);
    }
}

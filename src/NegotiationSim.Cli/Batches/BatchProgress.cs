using NegotiationSim.Analysis.Batches;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Batches;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Batches;

/// <summary>Shows on a terminal how far a batch is: rate, time left and the endings so far.</summary>
internal sealed class BatchProgress : IReplicaConsumer
{
    private readonly ProgressBar _bar;
    private readonly BatchOrder _order;
    private readonly BatchTally _tally;

    private BatchProgress(ProgressBar bar, BatchOrder order, BatchTally tally) => (_bar, _order, _tally) = (bar, order, tally);

    /// <summary>Does the work, with a bar on the terminal where there is one.</summary>
    /// <param name="console">The terminal; null: none.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="order">The batch.</param>
    /// <param name="tally">What it has come to so far.</param>
    /// <param name="work">Plays the batch into the given consumers beside its own.</param>
    public static Task ShowAsync(IAnsiConsole? console, TimeProvider clock, BatchOrder order, BatchTally tally, Func<IReadOnlyList<IReplicaConsumer>, Task> work) =>
        ProgressBar.ShowAsync(console, clock, order.Runs, tally.Runs, bar => work(bar is null ? [] : [new BatchProgress(bar, order, tally)]));

    /// <inheritdoc/>
    public ValueTask TakeAsync(BlockSlice slice)
    {
        _bar.Advance(slice.Count, Words(_order.Scenario, _tally), Expect(_order, _tally));
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// How many replicas a batch will have by the time its precision is reached; null where there is no precision. The width of an interval falls with the square root of the number of replicas, and whether it is narrow enough is
    /// asked at every thousandth only. All runs are the most that is played.
    /// </summary>
    public static Expectation? Expect(BatchOrder order, BatchTally tally)
    {
        // Of fewer replicas too little is known of rare endings.
        const int fewest = 100;
        if (order.Precision is not { } width)
        {
            return null;
        }

        if (tally.Runs < fewest)
        {
            return new Expectation(order.Runs, "at most ");
        }

        var margin = tally.Margin;
        var needed = Math.Ceiling(Math.Max(tally.Runs, tally.Runs * (margin / width) * (margin / width)) / BatchPlayer.CheckEvery) * BatchPlayer.CheckEvery;
        if (needed <= tally.Runs && margin >= width)
        {
            needed += BatchPlayer.CheckEvery;
        }

        return needed < order.Runs ? new Expectation((long)needed, "about ") : new Expectation(order.Runs, "at most ");
    }

    /// <summary>The endings so far.</summary>
    public static string Words(Scenario scenario, BatchTally tally)
    {
        var endings = Enum.GetValues<Ending>().Where(ending => tally.CountOf(ending) > 0)
            .Select(ending => $"{EndingWords.Of(scenario, ending).ToLowerInvariant()} {Shares.Percent((double)tally.CountOf(ending) / Math.Max(1, tally.Runs), 1)}");
        return string.Join("; ", endings);
    }
}

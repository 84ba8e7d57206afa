using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Comparisons;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>One comparison, from the start of the silo to the result on the screen.</summary>
internal sealed class ComparisonSession(CommandContext context, ComparisonOrder order)
{
    /// <summary>What the comparison came to; null: it is not finished.</summary>
    public ComparisonSummary? Summary { get; private set; }

    /// <summary>Plays it, or what is left of it, and tells of it; interrupted it tells of what was finished.</summary>
    /// <param name="folder">Where it is kept; null: nowhere.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<int> PlayAsync(ExperimentFolder? folder, CancellationToken cancellation)
    {
        context.Note(LengthNotice.ForBatch(order.Scenarios[0], (double)order.Runs * order.Scenarios.Length, order.Lanes));
        var tally = new ComparisonTally(order.Scenarios, (int)Math.Min(order.Runs, ComparisonOrder.Chunk));
        var recorder = folder is null ? null : ComparisonRecorder.Open(folder, tally, order.Rest);
        try
        {
            await PlayAsync(tally, recorder, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await InterruptAsync(tally, folder, recorder);
        }
        catch (Exception fault) when (fault is BlockFailedException or DrawnValueException)
        {
            recorder?.Rest();
            throw;
        }

        return await FinishAsync(tally.Summary(), folder, recorder);
    }

    private async Task PlayAsync(ComparisonTally tally, ComparisonRecorder? recorder, CancellationToken cancellation)
    {
        if (tally.Runs == order.Runs)
        {
            return;
        }

        await using var runner = await context.StartRunner(cancellation);
        using var notice = LongTurnNotice.On(context, runner, order.AsItStands);
        await ProgressBar.ShowAsync(
            context.Progress,
            context.Surroundings.Clock,
            (double)order.Runs * order.Scenarios.Length,
            (double)tally.Runs * order.Scenarios.Length,
            bar => ComparisonPlayer.PlayAsync(runner, order, tally, new ComparisonProgress(order, bar), recorder, cancellation));
    }

    private async Task<int> InterruptAsync(ComparisonTally tally, ExperimentFolder? folder, ComparisonRecorder? recorder)
    {
        var failure = Try(() => recorder?.Rest());
        if (tally.Runs > 0)
        {
            await TellAsync(tally.Summary());
        }

        var resume = folder is null ? "" : $"; 'negsim resume {folder.Path}' goes on from there";
        context.Say(
            tally.Runs > 0
                ? $"interrupted after {Figures.Whole(tally.Runs)} of {Figures.Count(order.Runs, "run")}; what is compared is those{resume}."
                : $"interrupted before the first {Figures.Count(Math.Min(order.Runs, ComparisonOrder.Chunk), "run")} of the file and of every what-if were finished; there is nothing to compare yet{resume}.");
        return failure is null ? ExitCode.Interrupted : context.Complain(failure, folder!);
    }

    /// <summary>Whatever becomes of the folder, what took so long to play is told.</summary>
    private async Task<int> FinishAsync(ComparisonSummary summary, ExperimentFolder? folder, ComparisonRecorder? recorder)
    {
        var failure = Try(() => recorder?.Finish(Json(summary)));
        await TellAsync(Summary = summary);
        return failure is null ? ExitCode.Done : context.Complain(failure, folder!);
    }

    private static StorageException? Try(Action store)
    {
        try
        {
            store();
            return null;
        }
        catch (StorageException failure)
        {
            return failure;
        }
    }

    private Task TellAsync(ComparisonSummary summary) =>
        context.WriteAsync(() => Json(summary), console => ComparisonTeller.Tell(console, new ComparisonTale(order, summary, context.Detail)));

    private string Json(ComparisonSummary summary) => ComparisonJson.Write(order, summary);
}

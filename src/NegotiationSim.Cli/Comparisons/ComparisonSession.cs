using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Comparisons;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>One comparison, from the start of the silo to the result on the screen.</summary>
internal sealed class ComparisonSession(Surroundings surroundings, BatchTone tone, ComparisonOrder order)
{
    /// <summary>Plays it, or what is left of it, and tells of it; interrupted it tells of what was finished.</summary>
    /// <param name="folder">Where it is kept; null: nowhere.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<int> PlayAsync(ExperimentFolder? folder, CancellationToken cancellation)
    {
        if (!tone.Quiet && LengthNotice.ForBatch(order.Scenarios[0], (double)order.Runs * order.Scenarios.Length, order.Lanes) is { } notice)
        {
            surroundings.Error.WriteLine("negsim: " + notice);
        }

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

        await using var runner = await surroundings.StartRunner(tone.Telemetry, cancellation);
        using var notice = LongTurnNotice.On(surroundings, runner, order.AsItStands, tone.Quiet);
        await ProgressBar.ShowAsync(
            tone.Quiet ? null : surroundings.ProgressConsole(tone.Colour),
            surroundings.Clock,
            (double)order.Runs * order.Scenarios.Length,
            (double)tally.Runs * order.Scenarios.Length,
            bar => ComparisonPlayer.PlayAsync(runner, order, tally, new ComparisonProgress(order, bar), () => recorder?.RestIfDue(), cancellation));
    }

    private async Task<int> InterruptAsync(ComparisonTally tally, ExperimentFolder? folder, ComparisonRecorder? recorder)
    {
        var failure = Try(() => recorder?.Rest());
        if (tally.Runs > 0)
        {
            await TellAsync(tally.Summary());
        }

        var resume = folder is null ? "" : $"; 'negsim resume {folder.Path}' goes on from there";
        surroundings.Error.WriteLine(
            tally.Runs > 0
                ? $"negsim: interrupted after {Figures.Whole(tally.Runs)} of {Figures.Count(order.Runs, "run")}; what is compared is those{resume}."
                : $"negsim: interrupted before the first {Figures.Count(Math.Min(order.Runs, ComparisonOrder.Chunk), "run")} of the file and of every what-if were finished; there is nothing to compare yet{resume}.");
        return failure is null ? ExitCode.Interrupted : Complain(failure, folder!);
    }

    /// <summary>Whatever becomes of the folder, what took so long to play is told.</summary>
    private async Task<int> FinishAsync(ComparisonSummary summary, ExperimentFolder? folder, ComparisonRecorder? recorder)
    {
        var failure = Try(() => recorder?.Finish(Json(summary)));
        await TellAsync(summary);
        return failure is null ? ExitCode.Done : Complain(failure, folder!);
    }

    private int Complain(StorageException failure, ExperimentFolder folder)
    {
        surroundings.Error.WriteLine(Visible.Line($"negsim: {failure.Message}"));
        surroundings.Error.WriteLine(Visible.Line($"negsim: what was put on the disk before is safe; 'negsim resume {folder.Path}' goes on from there once it can be written again."));
        return ExitCode.Failed;
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

    private async Task TellAsync(ComparisonSummary summary)
    {
        if (tone.Json)
        {
            await surroundings.Output.WriteAsync(Json(summary));
            return;
        }

        var screen = tone.Colour ? surroundings.OutputScreen : surroundings.OutputScreen with { Colour = false };
        var detail = tone.Quiet ? Detail.Ending : tone.Verbose ? Detail.Everything : Detail.Story;
        await surroundings.ShowAsync(screen, console => ComparisonTeller.Tell(console, new ComparisonTale(order, summary, detail)));
    }

    private string Json(ComparisonSummary summary) => ComparisonJson.Write(order, summary);
}

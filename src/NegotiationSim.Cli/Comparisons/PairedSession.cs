using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Telemetry;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>Plays scenarios on the same random numbers, from the start of the silo to the result on the screen.</summary>
internal abstract class PairedSession(CommandContext context, PairedOrder order)
{
    /// <summary>What it came to; null: it is not finished.</summary>
    public ComparisonSummary? Summary { get; private set; }

    /// <summary>What is played before the first result can be told, after <c>the first N runs of</c>.</summary>
    protected abstract string Everything { get; }

    /// <summary>What is done with the replicas that were finished: a verb and its participle.</summary>
    protected abstract (string Verb, string Participle) Treatment { get; }

    /// <summary>Whose turn it is, by the scenario's place.</summary>
    protected abstract string Turn(int place);

    /// <summary>The document.</summary>
    protected abstract string Json(ComparisonSummary summary);

    /// <summary>Draws the result.</summary>
    protected abstract void Tell(IAnsiConsole console, ComparisonSummary summary);

    /// <summary>Plays it, or what is left of it, and tells of it; interrupted it tells of what was finished.</summary>
    /// <param name="folder">Where it is kept; null: nowhere.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<int> PlayAsync(ExperimentFolder? folder, CancellationToken cancellation)
    {
        context.Note(LengthNotice.ForBatch(order.Scenarios[0], (double)order.Runs * order.Scenarios.Length, order.Lanes));
        var tally = new ComparisonTally(order.Scenarios, (int)Math.Min(order.Runs, PairedOrder.Chunk));
        var recorder = folder is null ? null : ComparisonRecorder.Open(folder, tally, order.Rest);
        try
        {
            await PlayAsync(tally, recorder, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await InterruptAsync(tally, folder, recorder);
        }
        catch (ClusterGoneException gone) when (folder is not null)
        {
            recorder!.Rest();
            return context.Complain(gone, folder);
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
        var (done, total) = ((double)tally.Runs * order.Scenarios.Length, (double)order.Runs * order.Scenarios.Length);
        runner.Announce(order.Scenarios[0].Name, done, total);
        using var span = NegotiationTelemetry.StartBatch(order.Scenarios[0].Name, order.Seed, total - done);
        using var notice = LongTurnNotice.On(context, runner, order.Scenarios[0]);
        await ProgressBar.ShowAsync(
            context.Progress,
            context.Surroundings.Clock,
            total,
            done,
            bar => PairedPlayer.PlayAsync(runner, order, tally, new ComparisonProgress(Turn, bar), recorder, cancellation));
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
                ? $"interrupted after {Figures.Whole(tally.Runs)} of {Figures.Count(order.Runs, "run")}; what is {Treatment.Participle} is those{resume}."
                : $"interrupted before the first {Figures.Count(tally.Chunk, "run")} of {Everything} were finished; there is nothing to {Treatment.Verb} yet{resume}.");
        return failure is null ? ExitCode.Interrupted : context.Complain(failure, folder!);
    }

    /// <summary>Whatever becomes of the folder, what took so long to play is told.</summary>
    private async Task<int> FinishAsync(ComparisonSummary summary, ExperimentFolder? folder, ComparisonRecorder? recorder)
    {
        var failure = Try(() => recorder?.Finish(Json(summary)));
        await TellAsync(summary);
        Summary = summary;
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

    private Task TellAsync(ComparisonSummary summary) => context.WriteAsync(() => Json(summary), console => Tell(console, summary));
}

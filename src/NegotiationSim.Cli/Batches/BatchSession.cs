using System.Diagnostics;
using System.Reflection;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Cli.Output;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Batches;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Batches;

/// <summary>One process's work on a batch, from the start of the silo to the result on the screen.</summary>
internal sealed class BatchSession(Surroundings surroundings, BatchTone tone, BatchOrder order)
{
    /// <summary>Plays a batch that is kept nowhere; interrupted it tells of what was finished.</summary>
    public async Task<int> PlayAsync(CancellationToken cancellation)
    {
        var tally = new BatchTally(order.Scenario);
        try
        {
            await PlayAsync(tally, tally, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && tally.Runs > 0)
        {
            await TellAsync(tally);
            surroundings.Error.WriteLine($"negsim: interrupted after {Progress(tally)}; with --out what is finished is kept and 'negsim resume' goes on.");
            return ExitCode.Interrupted;
        }

        await TellAsync(tally);
        return ExitCode.Done;
    }

    /// <summary>Plays a batch, or what is left of it, into its folder.</summary>
    public async Task<int> RecordAsync(ExperimentFolder folder, CancellationToken cancellation)
    {
        try
        {
            await using var recorder = await BatchRecorder.OpenAsync(folder, order.Scenario, order.Rest);
            return await RecordAsync(folder, recorder, cancellation);
        }
        catch (StorageException failure)
        {
            return Complain(failure, folder);
        }
    }

    private int Complain(StorageException failure, ExperimentFolder folder)
    {
        surroundings.Error.WriteLine(Visible.Line($"negsim: {failure.Message}"));
        surroundings.Error.WriteLine(Visible.Line($"negsim: what was put on the disk before is safe; 'negsim resume {folder.Path}' goes on from there once it can be written again."));
        return ExitCode.Failed;
    }

    private async Task<int> RecordAsync(ExperimentFolder folder, BatchRecorder recorder, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            if (!recorder.IsComplete)
            {
                await PlayAsync(recorder.Tally, recorder, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await recorder.RestAsync();
            surroundings.Error.WriteLine(Visible.Line($"negsim: interrupted after {Progress(recorder.Tally)}; 'negsim resume {folder.Path}' goes on from there."));
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is BlockFailedException or DrawnValueException)
        {
            await recorder.RestAsync();
            throw;
        }

        StorageException? failure = null;
        try
        {
            await recorder.FinishAsync(() => Timing(recorder, Stopwatch.GetElapsedTime(start)).Write());
        }
        catch (StorageException e)
        {
            failure = e;
        }

        // Whatever becomes of the folder, what took so long to play is told.
        await TellAsync(recorder.Tally);
        return failure is null ? ExitCode.Done : Complain(failure, folder);
    }

    private string Progress(BatchTally tally) => $"{Figures.Whole(tally.Runs)} of {Figures.Count(order.Runs, "run")}";

    private async Task PlayAsync(BatchTally tally, IReplicaConsumer consumer, CancellationToken cancellation)
    {
        if (!tone.Quiet && LengthNotice.ForBatch(order.Scenario, order.Runs - tally.Runs, order.Lanes) is { } length)
        {
            surroundings.Error.WriteLine("negsim: " + length);
        }

        await using var runner = await surroundings.StartRunner(tone.Telemetry, cancellation);
        using (LongTurnNotice.OnSizing(surroundings, order.Scenario, tone.Quiet))
        {
            order = order with { BlockSize = await order.BlockAsync(cancellation) };
        }

        using var notice = LongTurnNotice.On(surroundings, runner, order.Scenario, tone.Quiet);
        await BatchProgress.ShowAsync(
            tone.Quiet ? null : surroundings.ProgressConsole(tone.Colour),
            surroundings.Clock,
            order,
            tally,
            watchers => BatchPlayer.PlayAsync(runner, order, tally, [consumer, .. watchers], cancellation));
    }

    private async Task TellAsync(BatchTally tally)
    {
        var summary = tally.Summary();
        if (tone.Json)
        {
            await surroundings.Output.WriteAsync(SummaryJson.Write(order.Scenario, order.Seed, summary));
            return;
        }

        var detail = tone.Quiet ? Detail.Ending : tone.Verbose ? Detail.Everything : Detail.Story;
        var screen = tone.Colour ? surroundings.OutputScreen : surroundings.OutputScreen with { Colour = false };
        await surroundings.ShowAsync(screen, console => BatchTeller.Tell(console, new BatchTale(order.Scenario, order.Seed, summary, detail)));
    }

    private TimingJson Timing(BatchRecorder recorder, TimeSpan elapsed)
    {
        using var process = Process.GetCurrentProcess();
        return new TimingJson
        {
            Program = "negsim " + typeof(BatchSession).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            Machine = Environment.MachineName,
            Processors = Environment.ProcessorCount,
            FinishedUtc = DateTime.UtcNow,
            Elapsed = elapsed,
            Processor = process.TotalProcessorTime,
            Runs = recorder.Tally.Runs,
            ResumedFrom = recorder.ResumedFrom,
            BlockSize = order.BlockSize ?? 0,
            Lanes = order.Lanes,
        };
    }
}

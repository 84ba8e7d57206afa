using System.Diagnostics;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Help;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Batches;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Grains.Telemetry;
using NegotiationSim.Reports.Experiments;
using NegotiationSim.Reports.Json;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Cli.Batches;

/// <summary>One process's work on a batch, from the start of the silo to the result on the screen.</summary>
internal sealed class BatchSession(CommandContext context, BatchOrder order)
{
    /// <summary>Who else hears of every replica that is played.</summary>
    public IReadOnlyList<IReplicaConsumer> Followers { get; init; } = [];

    /// <summary>Whether the page or the document of the batch is written; a command that makes something else of the replicas writes that.</summary>
    public bool IsTold { get; init; } = true;

    /// <summary>What the batch came to; null: it is not finished.</summary>
    public BatchSummary? Summary { get; private set; }

    /// <summary>Plays a batch that is kept nowhere; interrupted it tells of what was finished.</summary>
    public async Task<int> PlayAsync(CancellationToken cancellation)
    {
        var tally = new BatchTally(order.Scenario, order.Zone ?? 0);
        BatchSummary summary;
        try
        {
            await PlayAsync(tally, tally, cancellation);
            summary = await SummaryAsync(tally, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && tally.Runs > 0)
        {
            await TellAsync(tally.Summary());
            context.Say($"interrupted after {Progress(tally)}; with --out what is finished is kept and 'negsim resume' goes on.");
            return ExitCode.Interrupted;
        }

        await TellAsync(Summary = summary);
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
            return context.Complain(failure, folder);
        }
    }

    private async Task<int> RecordAsync(ExperimentFolder folder, BatchRecorder recorder, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        BatchSummary summary;
        try
        {
            if (!recorder.IsComplete)
            {
                await PlayAsync(recorder.Tally, recorder, cancellation);
            }

            if (order.Zone is not null)
            {
                // To look at what was played can take longer than to play it.
                await recorder.RestAsync();
            }

            summary = await SummaryAsync(recorder.Tally, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await recorder.RestAsync();
            context.Say($"interrupted after {Progress(recorder.Tally)}; 'negsim resume {folder.Path}' goes on from there.");
            return ExitCode.Interrupted;
        }
        catch (ClusterGoneException gone)
        {
            await recorder.RestAsync();
            return context.Complain(gone, folder);
        }
        catch (Exception e) when (e is BlockFailedException or DrawnValueException)
        {
            await recorder.RestAsync();
            throw;
        }

        StorageException? failure = null;
        try
        {
            await recorder.FinishAsync(summary, () => Timing(recorder, Stopwatch.GetElapsedTime(start)).Write());
        }
        catch (StorageException e)
        {
            failure = e;
        }

        // Whatever becomes of the folder, what took so long to play is told.
        await TellAsync(Summary = summary);
        return failure is null ? ExitCode.Done : context.Complain(failure, folder);
    }

    private string Progress(BatchTally tally) => $"{Figures.Whole(tally.Runs)} of {Figures.Count(order.Runs, "run")}";

    private async Task PlayAsync(BatchTally tally, IReplicaConsumer consumer, CancellationToken cancellation)
    {
        context.Note(LengthNotice.ForBatch(order.Scenario, order.Runs - tally.Runs, order.Lanes));
        await using var runner = await context.StartRunner(cancellation);
        order = order.On(runner);
        using (LongTurnNotice.OnSizing(context, order.Scenario))
        {
            order = order with { BlockSize = await order.BlockAsync(cancellation, tally.Runs) };
        }

        runner.Announce(order.Scenario.Name, tally.Runs, order.Runs);
        using var span = NegotiationTelemetry.StartBatch(order.Scenario.Name, order.Seed, order.Runs - tally.Runs);
        using var notice = LongTurnNotice.On(context, runner, order.Scenario);
        await BatchProgress.ShowAsync(
            context.Progress,
            context.Surroundings.Clock,
            order,
            tally,
            watchers => BatchPlayer.PlayAsync(runner, order, tally, [consumer, .. Followers, .. watchers], cancellation));
    }

    /// <summary>What the batch came to, with a look at what could have been agreed where that is asked for.</summary>
    private async Task<BatchSummary> SummaryAsync(BatchTally tally, CancellationToken cancellation)
    {
        if (order.Zone is not { } zone)
        {
            return tally.Summary();
        }

        var count = Math.Min(zone, tally.Runs);
        IReadOnlyList<Existence> zones = [];
        await ProgressBar.ShowAsync(context.Progress, context.Surroundings.Clock, count, 0, async bar =>
            zones = await Task.Run(() => context.Surroundings.Analyst.Zones(order.Scenario, order.Seed, count, bar, cancellation), cancellation).WaitAsync(cancellation));
        return tally.Summary() with { Talks = ZoneRecord.Of(zones, tally.Signed) };
    }

    private async Task TellAsync(BatchSummary summary)
    {
        if (!IsTold)
        {
            return;
        }

        await context.WriteAsync(
            () => SummaryJson.Write(order.Scenario, order.Seed, summary),
            console => BatchTeller.Tell(console, new BatchTale(order.Scenario, order.Seed, summary, context.Detail) { Replay = order.Replay }));
    }

    private TimingJson Timing(BatchRecorder recorder, TimeSpan elapsed)
    {
        using var process = Process.GetCurrentProcess();
        return new TimingJson
        {
            Program = VersionPage.Program,
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

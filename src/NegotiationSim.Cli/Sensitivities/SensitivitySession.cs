using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Plots;
using NegotiationSim.Cli.Telling.Sensitivities;
using NegotiationSim.Reports.Experiments;

namespace NegotiationSim.Cli.Sensitivities;

/// <summary>Finds out what drives the ending of a batch, of one that is played for it or of one that is there, and tells it.</summary>
/// <param name="context">The command's context.</param>
/// <param name="order">The batch.</param>
/// <param name="tornado">What is taken out one at a time; null: nothing.</param>
/// <param name="plots">What it is drawn in.</param>
internal sealed class SensitivitySession(CommandContext context, BatchOrder order, TornadoOrder? tornado, PlotFiles plots)
{
    /// <summary>Plays the batch and follows it.</summary>
    /// <param name="folder">Where the batch is kept; null: nowhere.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<int> PlayAsync(ExperimentFolder? folder, CancellationToken cancellation)
    {
        context.Note(tornado?.Cost(order.Runs));
        var tally = new SensitivityTally(InputColumn.Of(order.Scenario), order.Seed, order.Runs);
        var batch = new BatchSession(context, order) { Followers = [new ReplicaInputs(order.Scenario, tally)], IsTold = false };
        var code = folder is null ? await batch.PlayAsync(cancellation) : await batch.RecordAsync(folder, cancellation);
        if (tally.Runs == 0)
        {
            return code;
        }

        // After an interruption there is no more to wait for than what was finished.
        return code == ExitCode.Interrupted
            ? await TellAsync(SensitivityAnalysis.Of(tally, CancellationToken.None), null, code)
            : await FinishAsync(await Task.Run(() => SensitivityAnalysis.Of(tally, cancellation), cancellation).WaitAsync(cancellation), code, cancellation);
    }

    /// <summary>Reads a batch that is there.</summary>
    public async Task<int> ReadAsync(ExperimentFolder folder, CancellationToken cancellation)
    {
        context.Note(tornado?.Cost(order.Runs));
        SensitivityAnalysis? analysis = null;
        await ProgressBar.ShowAsync(context.Progress, context.Surroundings.Clock, order.Runs, 0, async bar =>
            analysis = await Task.Run(() => BatchSensitivity.ReadAsync(folder, order.Scenario, bar, cancellation), cancellation).WaitAsync(cancellation));
        return await FinishAsync(analysis!, ExitCode.Done, cancellation);
    }

    private async Task<int> FinishAsync(SensitivityAnalysis analysis, int code, CancellationToken cancellation)
    {
        if (tornado is null || tornado.WhatIfs.IsEmpty)
        {
            return await TellAsync(analysis, tornado is null ? null : new Tornado(tornado.Runs, []), code);
        }

        try
        {
            return await TellAsync(analysis, await PlayTornadoAsync(tornado, cancellation), code);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The ranking is there, and whoever gave up the tornado has waited for it.
            context.Say("interrupted before the tornado was finished; what follows is the ranking alone.");
            return await TellAsync(analysis, null, ExitCode.Interrupted);
        }
    }

    private async Task<Tornado> PlayTornadoAsync(TornadoOrder levers, CancellationToken cancellation)
    {
        var comparison = levers.Comparison(order);
        comparison.CheckDraws(cancellation);
        var tally = new ComparisonTally(comparison.Scenarios, (int)Math.Min(comparison.Runs, PairedOrder.Chunk));
        await using var runner = await context.StartRunner(cancellation);
        using var notice = LongTurnNotice.On(context, runner, order.Scenario);

        // The variants differ from the scenario in one number, so a block of it suits them.
        comparison = comparison with { LargestBlock = await order.On(runner).BlockAsync(cancellation) };
        await ProgressBar.ShowAsync(
            context.Progress,
            context.Surroundings.Clock,
            (double)comparison.Runs * comparison.Scenarios.Length,
            0,
            bar => PairedPlayer.PlayAsync(
                runner, comparison, tally, new ComparisonProgress(place => ComparisonProgress.Words(comparison.WhatIfs.Length, place), bar), null, cancellation));
        return Tornado.Of(levers.Levers, levers.WhatIfs, tally.Summary());
    }

    private async Task<int> TellAsync(SensitivityAnalysis analysis, Tornado? played, int code)
    {
        var tale = new SensitivityTale(order.Scenario, analysis, played, context.Detail) { Missing = code == ExitCode.Interrupted ? order.Runs - analysis.Runs : 0 };
        await context.WriteAsync(() => SensitivityJson.Write(tale), console => SensitivityTeller.Tell(console, tale));
        plots.Write(context, code == ExitCode.Interrupted ? null : tale, SensitivityChart.Of);
        return code;
    }
}

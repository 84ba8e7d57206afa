using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Batches;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Cli.Telling.Comparisons;
using NegotiationSim.Reports.Experiments;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>One comparison, from the start of the silo to the result on the screen.</summary>
internal sealed class ComparisonSession(Surroundings surroundings, BatchTone tone, ComparisonOrder order)
{
    /// <summary>Plays it and tells of it; interrupted it tells of what was finished.</summary>
    public async Task<int> PlayAsync(ComparisonFolder? folder, CancellationToken cancellation)
    {
        var tally = new ComparisonTally(order.Scenarios, (int)Math.Min(order.Runs, ComparisonOrder.Chunk));
        try
        {
            await using var runner = await surroundings.StartRunner(tone.Telemetry, cancellation);
            await ProgressBar.ShowAsync(
                tone.Quiet ? null : surroundings.ProgressConsole(tone.Colour),
                surroundings.Clock,
                (double)order.Runs * order.Scenarios.Length,
                0,
                bar => ComparisonPlayer.PlayAsync(runner, order, tally, new ComparisonProgress(order, bar), cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            if (tally.Runs > 0)
            {
                await TellAsync(tally.Summary());
            }

            surroundings.Error.WriteLine(
                tally.Runs > 0
                    ? $"negsim: interrupted after {Figures.Whole(tally.Runs)} of {Figures.Count(order.Runs, "run")}; what is compared is those."
                    : $"negsim: interrupted before the first {Figures.Count(Math.Min(order.Runs, ComparisonOrder.Chunk), "run")} of the file and of every what-if were finished; there is nothing to compare yet.");
            return ExitCode.Interrupted;
        }

        var summary = tally.Summary();
        folder?.Finish(Json(summary));
        await TellAsync(summary);
        return ExitCode.Done;
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

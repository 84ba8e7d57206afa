using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Reports.Experiments;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>Plays the replicas of a comparison through the grains into its tally.</summary>
internal static class ComparisonPlayer
{
    /// <summary>
    /// Plays a chunk of replicas of the base, the same ones of each what-if, then the next chunk. Only one of them has its tables and actors open at a time, so that neither memory nor the number of grains grows with the
    /// number of what-ifs or of runs. Stopped, the tally holds the chunks that all of them had finished.
    /// </summary>
    public static async Task PlayAsync(
        IScenarioRunner runner, ComparisonOrder order, ComparisonTally tally, ComparisonProgress progress, ComparisonRecorder? recorder, CancellationToken cancellation)
    {
        // How large a block is takes a few replicas to find out: once for each scenario.
        var options = new List<ExperimentOptions>();
        foreach (var batch in order.Scenarios.Select(order.Of))
        {
            options.Add(new ExperimentOptions { Lanes = batch.Lanes, BlockSize = await batch.BlockAsync(cancellation) });
        }

        while (tally.Runs < order.Runs)
        {
            var count = Math.Min(order.Runs - tally.Runs, ComparisonOrder.Chunk);
            for (var s = 0; s < order.Scenarios.Length; s++)
            {
                progress.Turn(s);
                var blocks = runner.PlayAsync(order.Scenarios[s], options[s], order.Seed, tally.Runs, count, cancellation);
                await Batch.FollowAsync(blocks, long.MaxValue, [tally.Records[s], progress], null, cancellation);
            }

            tally.Close();
            recorder?.RestIfDue();
        }
    }
}

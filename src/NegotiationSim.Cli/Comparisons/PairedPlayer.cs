using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Grains.Driving;
using NegotiationSim.Reports.Experiments;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>Plays scenarios on the same random numbers through the grains into a tally.</summary>
internal static class PairedPlayer
{
    /// <summary>
    /// Plays a chunk of replicas of the base, the same ones of each other scenario, then the next chunk. Only one of them has its tables and actors open at a time, so that neither memory nor the number of grains grows
    /// with the number of scenarios or of runs. Stopped, the tally holds the chunks that all of them had finished.
    /// </summary>
    public static async Task PlayAsync(
        IScenarioRunner runner, PairedOrder order, ComparisonTally tally, ComparisonProgress progress, ComparisonRecorder? recorder, CancellationToken cancellation)
    {
        var plan = await ChunkPlan.OfAsync(runner, order, cancellation);
        while (tally.Runs < order.Runs)
        {
            var count = plan.Next(order.Runs - tally.Runs, tally.LargestChunk);
            tally.Open(count);
            for (var s = 0; s < order.Scenarios.Length; s++)
            {
                progress.Turn(s);
                var blocks = runner.PlayAsync(order.Scenarios[s], plan.Of(s, count), order.Seed, tally.Runs, count, cancellation);
                await Batch.FollowAsync(blocks, long.MaxValue, [tally.Records[s], progress], null, cancellation);
            }

            tally.Close();
            recorder?.RestIfDue();
        }
    }
}

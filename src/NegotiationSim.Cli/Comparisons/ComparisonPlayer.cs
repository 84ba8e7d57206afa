using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Grains.Driving;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>
/// Plays a comparison through the grains: a chunk of replicas of the base, the same ones of each what-if, then the next chunk. Only one of them has its tables and actors open at a time, so that neither memory nor the
/// number of grains grows with the number of what-ifs or of runs.
/// </summary>
internal static class ComparisonPlayer
{
    /// <summary>Plays all of it.</summary>
    /// <param name="runner">What plays.</param>
    /// <param name="order">The comparison.</param>
    /// <param name="tally">Adds it up; what it holds already is not played again.</param>
    /// <param name="progress">Hears of all that is played.</param>
    /// <param name="closed">Called when all of them have finished a chunk.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped; the tally holds the chunks that all of them had finished.</exception>
    public static async Task PlayAsync(IScenarioRunner runner, ComparisonOrder order, ComparisonTally tally, ComparisonProgress progress, Action closed, CancellationToken cancellation)
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
            closed();
        }
    }
}

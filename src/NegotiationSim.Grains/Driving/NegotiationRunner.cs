using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Driving;

/// <summary>Runs single negotiations through the grains: a block of one, told.</summary>
public sealed class NegotiationRunner(IGrainFactory grains)
{
    private static readonly ExperimentOptions s_one = new() { Lanes = 1, BlockSize = 1 };

    /// <summary>One negotiation.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="replica">Which of the seed's negotiations, from 0.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="BlockFailedException">Something broke; the message is fit for a person.</exception>
    public async Task<RunRecord> RunAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation = default)
    {
        await using var experiment = new Experiment(grains, scenario, s_one);
        await foreach (var block in experiment.PlayAsync(seed, replica, 1, tell: true, cancellation).ConfigureAwait(false))
        {
            return block.Record(0);
        }

        throw new InvalidOperationException("an experiment with one replica plays one block");
    }
}

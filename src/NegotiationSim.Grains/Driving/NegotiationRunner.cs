using System.Collections.Immutable;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Driving;

/// <summary>Runs single negotiations through the grains: a block of one, told.</summary>
public sealed class NegotiationRunner(IGrainFactory grains)
{
    /// <summary>One negotiation, with its whole transcript.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="replica">Which of the seed's negotiations, from 0.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="BlockFailedException">Something broke; the message is fit for a person.</exception>
    public async Task<RunRecord> RunAsync(Scenario scenario, ulong seed, long replica, CancellationToken cancellation = default)
    {
        var transcript = ImmutableArray.CreateBuilder<TranscriptEntry>();
        var record = await TellAsync(scenario, seed, replica, transcript.Add, cancellation).ConfigureAwait(false);
        return record with { Transcript = transcript.ToImmutable() };
    }

    /// <summary>
    /// One negotiation, told while it is played: memory does not grow with its length. The same arguments tell the same story however often it is asked for.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="replica">Which of the seed's negotiations, from 0.</param>
    /// <param name="hear">Takes the transcript entry by entry, in order. The negotiation waits for it.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>The record, without its transcript.</returns>
    /// <exception cref="DrawnValueException">A quantity of the scenario is no number in this replica.</exception>
    /// <exception cref="BlockFailedException">Something broke; the message is fit for a person. What <paramref name="hear"/> throws is thrown as it is.</exception>
    public async Task<RunRecord> TellAsync(Scenario scenario, ulong seed, long replica, Action<TranscriptEntry> hear, CancellationToken cancellation = default)
    {
        var lane = new Lane(grains, scenario, Guid.NewGuid().ToString("N"), 0);
        var spec = new BlockSpec(seed, replica, 1, Tell: true);
        try
        {
            var reader = new TranscriptReader(scenario);
            var block = await lane.PlayAsync(spec, cancellation, new PageReader(page => reader.Read(page, 0, hear))).ConfigureAwait(false);
            return block.RecordWithoutTranscript(0);
        }
        catch (BlockFailedException)
        {
            // Where a number of the scenario was none, that is the fault.
            new DrawnNumbers(scenario).Replay(spec);
            throw;
        }
        finally
        {
            await lane.CloseAsync().ConfigureAwait(false);
        }
    }
}

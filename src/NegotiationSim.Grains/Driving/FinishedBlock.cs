using System.Collections.Immutable;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Driving;

/// <summary>A block of replicas that came to its end: what the table says, and what each actor says for itself.</summary>
/// <param name="Scenario">The whole scenario.</param>
/// <param name="Spec">Which replicas.</param>
/// <param name="Result">How each ended.</param>
/// <param name="Reports">How each actor came out, by actor index.</param>
/// <param name="Strikes">The events that struck, in the order of the announcements.</param>
public sealed record FinishedBlock(
    Scenario Scenario, BlockSpec Spec, BlockResult Result, ImmutableArray<CloseReply> Reports, ImmutableArray<Strike> Strikes)
{
    /// <summary>What those hear of it who follow a batch.</summary>
    public PlayedBlock Played { get; } = new(Spec, Result, Reports, Strikes);

    /// <summary>The record of one replica, transcript included where the block was told.</summary>
    /// <param name="slot">The replica's place in the block, from 0.</param>
    public RunRecord Record(int slot) => new RunRecordBuilder(Scenario, Spec, Result, Reports).Build(slot);

    /// <summary>The same without a transcript, for a block that was told page by page.</summary>
    /// <param name="slot">The replica's place in the block, from 0.</param>
    public RunRecord RecordWithoutTranscript(int slot) => new RunRecordBuilder(Scenario, Spec, Result, Reports).BuildWithoutTranscript(slot);
}

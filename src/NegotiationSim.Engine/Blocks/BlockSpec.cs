namespace NegotiationSim.Engine.Blocks;

/// <summary>Which replicas a block holds. Slot s of the block is replica <c>FirstReplica + s</c>.</summary>
/// <param name="Seed">The experiment's seed.</param>
/// <param name="FirstReplica">The first replica, from 0.</param>
/// <param name="Count">How many replicas follow on each other.</param>
/// <param name="Tell">Whether actors keep a diary and the table a log, so that the run can be told.</param>
[GenerateSerializer, Immutable, Alias("negsim.block-spec")]
public sealed record BlockSpec([property: Id(0)] ulong Seed, [property: Id(1)] long FirstReplica, [property: Id(2)] int Count, [property: Id(3)] bool Tell);

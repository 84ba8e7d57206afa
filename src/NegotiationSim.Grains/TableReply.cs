using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Grains;

/// <summary>What comes of a call to play: the whole block, or the next page of its story.</summary>
/// <param name="Result">How every replica ended; null while the block is still being played.</param>
/// <param name="Announcements">The events that struck; null likewise. They are the table's own until its next block.</param>
/// <param name="Page">What was noted since the last page; null when the block is over.</param>
[GenerateSerializer, Immutable, Alias("negsim.table-reply")]
public sealed record TableReply([property: Id(0)] BlockResult? Result, [property: Id(1)] Announcements? Announcements, [property: Id(2)] LogEntry[]? Page);

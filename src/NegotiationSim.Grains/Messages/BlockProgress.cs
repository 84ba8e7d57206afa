using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Telling;

namespace NegotiationSim.Grains.Messages;

/// <summary>How far a table is with a block.</summary>
/// <param name="Steps">Calls that it has made to actors.</param>
/// <param name="Result">How every replica ended; null while the block is still being played.</param>
/// <param name="Announcements">The events that struck; null likewise. They are the table's own until its next block.</param>
/// <param name="Page">A full page of a told block: the table waits until it is told to go on. Null: there is none.</param>
[GenerateSerializer, Immutable, Alias("negsim.block-progress")]
public sealed record BlockProgress(
    [property: Id(0)] int Steps, [property: Id(1)] BlockResult? Result, [property: Id(2)] Announcements? Announcements, [property: Id(3)] LogPage? Page = null);

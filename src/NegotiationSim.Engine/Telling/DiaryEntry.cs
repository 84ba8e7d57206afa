namespace NegotiationSim.Engine.Telling;

/// <summary>
/// What an actor thought at one of its own moves. It stays with the actor until the block is over and goes to the driver then, never to the
/// table or another actor.
/// </summary>
/// <param name="Slot">The replica's slot.</param>
/// <param name="Round">The round of the talks, or 0.</param>
/// <param name="Period">The period of implementation, or 0.</param>
/// <param name="Phase">Where in the negotiation.</param>
/// <param name="StandingUtility">What the text that it answered was worth to it; NaN where there was none.</param>
/// <param name="OwnUtility">What the text that it put forward was worth to it; NaN where there was none.</param>
/// <param name="Target">What it asked for (a principal), or its no-deal value (a ratifier).</param>
/// <param name="Reason">Why it answered as it did.</param>
/// <param name="RedLine">The line that decided, an index into its own lines, or -1.</param>
/// <param name="Counterpart">The patron or ratifier concerned, by actor index, or -1.</param>
[GenerateSerializer, Immutable, Alias("negsim.diary-entry")]
public readonly record struct DiaryEntry(
    [property: Id(0)] int Slot, [property: Id(1)] int Round, [property: Id(2)] int Period, [property: Id(3)] Phase Phase, [property: Id(4)] double StandingUtility, [property: Id(5)] double OwnUtility, [property: Id(6)] double Target, [property: Id(7)] ReasonKind Reason, [property: Id(8)] short RedLine, [property: Id(9)] sbyte Counterpart);

/// <summary>What an actor wrote in its diary since its last page.</summary>
/// <param name="Entries">Its own moves, in order.</param>
[GenerateSerializer, Immutable, Alias("negsim.diary-page")]
public sealed record DiaryPage([property: Id(0)] DiaryEntry[] Entries);

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
public readonly record struct DiaryEntry(
    int Slot, int Round, int Period, Phase Phase, double StandingUtility, double OwnUtility, double Target, ReasonKind Reason, short RedLine, sbyte Counterpart);

using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>Something worth telling.</summary>
/// <param name="When">The round, or rounds, and the date; as it stands in the margin.</param>
/// <param name="Mark">What kind of thing it is, as a sign.</param>
/// <param name="Style">How the sign is written.</param>
/// <param name="Text">What happened.</param>
/// <param name="Weight">How much it matters; where there is too much to tell, the least is left out first.</param>
internal sealed record Beat(string When, string Mark, Style Style, Sentence Text, BeatWeight Weight);

/// <summary>How much something matters to the story.</summary>
internal enum BeatWeight
{
    Detail,
    Minor,
    Event,
    Course,
    Turn,
    Essential,
}

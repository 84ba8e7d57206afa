using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling;

/// <summary>All that was said in one round.</summary>
internal sealed record TalksRound(int Number, DateTime? Date, List<TranscriptEntry> Entries)
{
    /// <summary>The round that an entry of the talks belongs to.</summary>
    public static int NumberOf(TranscriptEntry entry) => entry.Round ?? 1;
}

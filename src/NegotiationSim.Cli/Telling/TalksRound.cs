using System.Collections.Immutable;
using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling;

/// <summary>All that was said in one round.</summary>
internal sealed record TalksRound(int Number, DateTime? Date, ImmutableArray<TranscriptEntry> Entries)
{
    /// <summary>Groups the entries of the talks by round, in order.</summary>
    public static List<TalksRound> Group(IEnumerable<TranscriptEntry> entries) =>
    [
        .. entries.GroupBy(entry => entry.Round ?? 1)
            .Select(group => new TalksRound(group.Key, group.Select(entry => entry.Date).FirstOrDefault(date => date is not null), [.. group])),
    ];
}

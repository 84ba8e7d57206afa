using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling;

/// <summary>Which incidents and breaches are told one by one: all of few; of many the first, the last and the worst.</summary>
internal static class LedgerSelection
{
    private const int Few = 24;
    private const int First = 3;
    private const int Last = 6;
    private const int Worst = 10;

    /// <summary>The entries in order, in stretches that are told (one entry each) or summed up (several).</summary>
    public static List<(bool Told, List<TranscriptEntry> Entries)> Of(IReadOnlyList<TranscriptEntry> entries, bool everything)
    {
        var strikes = Enumerable.Range(0, entries.Count).Where(i => IsStrike(entries[i])).ToList();
        var told = new HashSet<int>(strikes);
        if (!everything && strikes.Count > Few)
        {
            // OrderByDescending is stable: of equally severe ones the earlier are told.
            told = [.. strikes.Take(First), .. strikes.TakeLast(Last),
                .. strikes.OrderByDescending(i => entries[i].Implementation?.Severity ?? 0).Take(Worst)];
        }

        var stretches = new List<(bool Told, List<TranscriptEntry> Entries)>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (told.Contains(i) || !IsStrike(entries[i]))
            {
                stretches.Add((true, [entries[i]]));
            }
            else if (stretches.Count > 0 && !stretches[^1].Told)
            {
                stretches[^1].Entries.Add(entries[i]);
            }
            else
            {
                stretches.Add((false, [entries[i]]));
            }
        }

        return [.. stretches.Select(stretch => stretch.Entries.Count == 1 ? (true, stretch.Entries) : stretch)];
    }

    public static bool IsStrike(TranscriptEntry entry) => entry.Move is Move.Incident or Move.Breach;
}

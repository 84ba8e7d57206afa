using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// Which incidents and breaches are told one by one: all of few; of many the first, the last and the worst. It follows the implementation entry by entry and
/// remembers only those.
/// </summary>
internal sealed class LedgerSelection(bool everything)
{
    private const int Few = 4;
    private const int First = 1;
    private const int Last = 1;
    private const int Worst = 2;

    private readonly List<int> _few = [];
    private readonly Queue<int> _last = new();
    private readonly List<(double Severity, int Place)> _worst = [];
    private HashSet<int>? _told;
    private int _strikes;
    private int _entries;

    public static bool IsStrike(TranscriptEntry entry) => entry.Move is Move.Incident or Move.Breach;

    /// <summary>Takes note of the next entry of the implementation.</summary>
    public void Note(TranscriptEntry entry)
    {
        var place = _entries++;
        if (everything || !IsStrike(entry))
        {
            return;
        }

        _strikes++;
        if (_few.Count < Few)
        {
            _few.Add(place);
        }

        _last.Enqueue(place);
        if (_last.Count > Last)
        {
            _last.Dequeue();
        }

        Rank(entry.Implementation?.Severity ?? 0, place);
    }

    /// <summary>Whether an entry is told by itself, by its place in the implementation from 0. Asked when all have been noted.</summary>
    public bool IsTold(TranscriptEntry entry, int place)
    {
        _told ??= _strikes <= Few ? [.. _few] : [.. _few.Take(First), .. _last, .. _worst.Select(strike => strike.Place)];
        return everything || !IsStrike(entry) || _told.Contains(place);
    }

    /// <summary>Keeps the worst, the worst first; of equally severe ones the earlier.</summary>
    private void Rank(double severity, int place)
    {
        var rank = _worst.Count;
        while (rank > 0 && _worst[rank - 1].Severity < severity)
        {
            rank--;
        }

        if (rank < Worst)
        {
            _worst.Insert(rank, (severity, place));
            if (_worst.Count > Worst)
            {
                _worst.RemoveAt(Worst);
            }
        }
    }
}

using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling;

/// <summary>Incidents in a row that are not told one by one: counted, and not kept.</summary>
internal sealed class LesserIncidents
{
    // In the order of the first time, which decides between equals.
    private readonly List<(string? Doer, int Count)> _doers = [];

    public LesserIncidents(TranscriptEntry first)
    {
        First = first;
        Add(first);
    }

    public TranscriptEntry First { get; }

    public TranscriptEntry Last { get; private set; } = null!;

    public int Count { get; private set; }

    /// <summary>Who did how many, the busiest first.</summary>
    public IEnumerable<(string? Doer, int Count)> Doers => _doers.OrderByDescending(doer => doer.Count);

    public void Add(TranscriptEntry entry)
    {
        Last = entry;
        Count++;
        var doer = entry.Implementation?.Doer;
        var place = _doers.FindIndex(other => other.Doer == doer);
        if (place < 0)
        {
            _doers.Add((doer, 1));
        }
        else
        {
            _doers[place] = (doer, _doers[place].Count + 1);
        }
    }
}

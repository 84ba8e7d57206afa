using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling;

/// <summary>What one actor or spoiler did in implementation: how often, and on whom else it was blamed.</summary>
internal sealed class StrikeTally
{
    // In the order of the first time, which decides between equals.
    private readonly List<(string Blamed, int Count)> _blamed = [];

    public int Count { get; private set; }

    /// <summary>Whether all were breaches.</summary>
    public bool AreBreaches { get; private set; } = true;

    /// <summary>Who else was blamed most, and how often; null: nobody.</summary>
    public (string Blamed, int Count)? BlamedElsewhere => _blamed.Count == 0 ? null : _blamed.MaxBy(other => other.Count);

    /// <summary>How many were blamed on somebody else.</summary>
    public int BlamedOnOthers => _blamed.Sum(other => other.Count);

    public void Note(TranscriptEntry entry)
    {
        Count++;
        AreBreaches &= entry.Move == Move.Breach;
        if (entry.Implementation is { BlamedOn: { } blamed } detail && blamed != detail.Doer)
        {
            var place = _blamed.FindIndex(other => other.Blamed == blamed);
            if (place < 0)
            {
                _blamed.Add((blamed, 1));
            }
            else
            {
                _blamed[place] = (blamed, _blamed[place].Count + 1);
            }
        }
    }
}

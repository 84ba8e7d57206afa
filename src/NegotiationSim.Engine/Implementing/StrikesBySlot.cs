using NegotiationSim.Engine.Blocks;

namespace NegotiationSim.Engine.Implementing;

/// <summary>Which of the events announced so far struck in which replica, in order.</summary>
internal sealed class StrikesBySlot
{
    private int[] _first = [];
    private int[] _next = [];

    /// <summary>Goes through the announcements.</summary>
    public void Sort(Announcements announcements, int slots)
    {
        if (_first.Length < slots)
        {
            _first = new int[slots];
        }

        if (_next.Length < announcements.Count)
        {
            _next = new int[Math.Max(announcements.Count, 2 * _next.Length)];
        }

        Array.Fill(_first, -1);
        for (var k = announcements.Count - 1; k >= 0; k--)
        {
            ref var first = ref _first[announcements[k].Slot];
            (_next[k], first) = (first, k);
        }
    }

    /// <summary>The place of a slot's first strike, or -1.</summary>
    public int First(int slot) => _first[slot];

    /// <summary>The place of the strike after another in the same slot, or -1.</summary>
    public int Next(int place) => _next[place];
}

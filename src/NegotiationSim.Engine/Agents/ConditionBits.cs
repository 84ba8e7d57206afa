using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Engine.Agents;

/// <summary>Gives the conditions of a replica a bit each, so that a set of them is a number.</summary>
internal sealed class ConditionBits
{
    /// <summary>Conditions beyond this many get no bit.</summary>
    private const int Most = 63;

    private readonly List<ConcreteCondition> _known = [];
    private readonly List<int> _places = [];

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        _known.Clear();
        _places.Clear();
    }

    /// <summary>The bit of a condition, 0 for none.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="place">Its place among the lines that are named, or -1: mostly the same condition stood there when it was last asked for.</param>
    public ulong Of(ConcreteCondition condition, int place)
    {
        if (place >= 0 && place < _places.Count && _known[_places[place]] == condition)
        {
            return BitAt(_places[place]);
        }

        var at = _known.IndexOf(condition);
        if (at < 0)
        {
            at = _known.Count;
            _known.Add(condition);
        }

        if (place >= 0 && place < _places.Count)
        {
            _places[place] = at;
        }
        else if (place == _places.Count)
        {
            _places.Add(at);
        }

        return BitAt(at);
    }

    private static ulong BitAt(int place) => place < Most ? 1UL << place : 0;
}

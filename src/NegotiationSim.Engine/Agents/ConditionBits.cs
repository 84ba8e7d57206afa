using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Engine.Agents;

/// <summary>Gives the conditions of a replica a bit each, so that a set of them is a number.</summary>
internal sealed class ConditionBits
{
    /// <summary>Conditions beyond this many get no bit.</summary>
    private const int Most = 63;

    private readonly List<ConcreteCondition> _known = [];

    /// <summary>Forgets all of them.</summary>
    public void Clear() => _known.Clear();

    /// <summary>The bit of a condition, 0 for none.</summary>
    public ulong Of(ConcreteCondition condition)
    {
        // A handful, mostly: cheaper to look through than to hash.
        var at = 0;
        while (at < _known.Count && _known[at] != condition)
        {
            at++;
        }

        if (at == _known.Count)
        {
            _known.Add(condition);
        }

        return at < Most ? 1UL << at : 0;
    }
}

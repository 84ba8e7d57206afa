namespace NegotiationSim.Search.Conditions;

/// <summary>Conditions that are kept from one build to the next. How many there are varies from replica to replica, so room is kept for the most.</summary>
internal sealed class ConditionList
{
    private ConcreteCondition[] _conditions = [];

    public int Count { get; private set; }

    public ReadOnlySpan<ConcreteCondition> Span => _conditions.AsSpan(0, Count);

    /// <summary>Keeps some conditions, and others behind them.</summary>
    public void Set(ReadOnlySpan<ConcreteCondition> first, ReadOnlySpan<ConcreteCondition> second = default)
    {
        Count = first.Length + second.Length;
        Room.Reserve(ref _conditions, Count);
        first.CopyTo(_conditions);
        second.CopyTo(_conditions.AsSpan(first.Length));
    }

    /// <summary>Whether an outcome meets any of them.</summary>
    public bool AnyHolds(ReadOnlySpan<ushort> outcome)
    {
        foreach (var condition in Span)
        {
            if (condition.Holds(outcome))
            {
                return true;
            }
        }

        return false;
    }
}

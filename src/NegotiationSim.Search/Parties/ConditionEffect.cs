using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Search.Parties;

/// <summary>A condition and what follows where it holds.</summary>
/// <param name="Condition">The condition.</param>
internal sealed record ConditionEffect(ConcreteCondition Condition)
{
    /// <summary>Outcomes that meet it are out.</summary>
    public bool IsVeto { get; init; }

    /// <summary>The violations that an outcome has that meets it.</summary>
    public ViolationSet Violations { get; init; }

    /// <summary>Whose utility changes, or -1.</summary>
    public int Party { get; init; } = -1;

    /// <summary>By how much.</summary>
    public double Amount { get; init; }

    /// <summary>In a slice: the components that it depends on and that have a choice left, ascending; at least one.</summary>
    public int[] Components { get; init; } = [];

    /// <summary>The most that it can add.</summary>
    public double Most => Math.Max(0, Amount);

    /// <summary>The least that it can add.</summary>
    public double Least => Math.Min(0, Amount);
}

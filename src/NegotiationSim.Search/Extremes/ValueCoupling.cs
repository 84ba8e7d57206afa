using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Search.Extremes;

/// <summary>A condition that more than one component decides: it forbids, or it adds an amount.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Node">The node of its tree that counts.</param>
/// <param name="Last">The last component that it looks at.</param>
/// <param name="Amount">What it adds where it holds; NaN: it forbids.</param>
internal readonly record struct ValueCoupling(ConcreteCondition Condition, int Node, int Last, double Amount)
{
    public bool Forbids => double.IsNaN(Amount);

    public bool Holds(ReadOnlySpan<ushort> outcome) => Condition.HoldsAt(Node, outcome);
}

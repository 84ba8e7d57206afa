using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Search.Utilities;

/// <summary>An amount that counts when a condition holds: a linkage's bonus, a crossed line's cost, enforcement that terms add.</summary>
public readonly record struct WeightedCondition(ConcreteCondition Condition, double Amount);

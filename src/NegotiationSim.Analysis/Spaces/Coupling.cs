using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Analysis.Spaces;

/// <summary>A condition over several components, and what follows where it holds.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Components">The components that it depends on and that have a choice left, ascending; at least one.</param>
/// <param name="IsVeto">Outcomes that meet it are out.</param>
/// <param name="Marks">What meeting it marks.</param>
/// <param name="Party">Whose utility changes, or -1.</param>
/// <param name="Amount">By how much.</param>
internal sealed record Coupling(ConcreteCondition Condition, int[] Components, bool IsVeto, Marks Marks, int Party, double Amount);

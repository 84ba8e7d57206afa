namespace NegotiationSim.Search;

/// <summary>A set of outcomes in the order in which they came; exact for spaces of any size.</summary>
/// <param name="components">How many components the outcomes have.</param>
public sealed class OutcomeSet(int components) : RowSet<ushort>(components);

namespace NegotiationSim.Cluster.Tests.Faults;

/// <summary>Tests with processes of their own take turns with all others: they would only take the processors from each other.</summary>
[CollectionDefinition(nameof(FaultTests), DisableParallelization = true)]
public sealed class FaultTests;

using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Messages;

/// <summary>What the driver tells an actor before an experiment.</summary>
/// <param name="Scenario">The scenario as far as this actor knows it.</param>
/// <param name="Self">Which actor it is, by index.</param>
[GenerateSerializer, Immutable, Alias("negsim.actor-brief")]
public sealed record ActorBrief([property: Id(0)] Scenario Scenario, [property: Id(1)] int Self);

/// <summary>What the driver tells a table before an experiment.</summary>
/// <param name="Scenario">The scenario as far as it is public.</param>
[GenerateSerializer, Immutable, Alias("negsim.table-brief")]
public sealed record TableBrief([property: Id(0)] Scenario Scenario);

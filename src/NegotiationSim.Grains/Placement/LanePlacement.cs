using Orleans.Placement;

namespace NegotiationSim.Grains.Placement;

/// <summary>A grain is activated where the other grains of its lane are, so that a table and its actors talk within one silo.</summary>
[GenerateSerializer, Immutable, Alias("negsim.lane-placement")]
internal sealed class LanePlacement : PlacementStrategy;

/// <summary>Marks the grains of a lane.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LanePlacementAttribute() : PlacementAttribute(new LanePlacement());

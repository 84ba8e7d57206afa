namespace NegotiationSim.Cluster.Observing;

/// <summary>Who sends telemetry, as a collector is told.</summary>
/// <param name="Role">What the process is: <c>silo</c> or <c>client</c>.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Cluster">The cluster's id; null: the process plays alone.</param>
public sealed record TelemetryOrigin(string Role, string Version, string? Cluster);

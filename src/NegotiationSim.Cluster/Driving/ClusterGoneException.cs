namespace NegotiationSim.Cluster.Driving;

/// <summary>There has been no silo for so long that the batch is not waited for any more. The message is fit for a person.</summary>
public sealed class ClusterGoneException(string message) : Exception(message);

namespace NegotiationSim.Cluster.Doors;

/// <summary>The door of a cluster cannot be set up as it was asked for: no secret, a secret file that others may read, a certificate without its key. The message is fit for a person and holds no secret.</summary>
public sealed class DoorSetupException(string message, Exception? inner = null) : Exception(message, inner);

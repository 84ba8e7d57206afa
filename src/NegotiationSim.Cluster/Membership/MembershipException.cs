namespace NegotiationSim.Cluster.Membership;

/// <summary>The membership store could not be used. The message is one or two sentences for a person and holds no password.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="inner">What the driver of the store said. It is for logs: it is not meant to be shown.</param>
public sealed class MembershipException(string message, Exception? inner = null) : Exception(message, inner);

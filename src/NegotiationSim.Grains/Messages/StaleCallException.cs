namespace NegotiationSim.Grains.Messages;

/// <summary>A grain was called for a play that it is not in, or out of turn.</summary>
[GenerateSerializer, Alias("negsim.stale-call")]
public sealed class StaleCallException : Exception
{
    public StaleCallException(Ticket call, Ticket current)
        : base($"refused a call of {call}: this grain is at {current}")
    {
    }
}

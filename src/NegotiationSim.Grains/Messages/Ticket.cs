namespace NegotiationSim.Grains.Messages;

/// <summary>
/// Says which play of which block a call belongs to. Every call between grains carries one, and a grain refuses calls that do not belong to what it is doing
/// (<see cref="StaleCallException"/>): whatever is late, repeated or left over from an abandoned attempt does no harm.
/// </summary>
/// <param name="Block">The block's number in its experiment, from 0.</param>
/// <param name="Attempt">Which start of a block this is, from 1; every start in an experiment has a larger number than all before it.</param>
/// <param name="Step">How many calls the table has made in this play, this one included; 0 before the first.</param>
[GenerateSerializer, Immutable, Alias("negsim.ticket")]
public readonly record struct Ticket([property: Id(0)] long Block, [property: Id(1)] long Attempt, [property: Id(2)] int Step)
{
    public override string ToString() => $"block {Block}, attempt {Attempt}, step {Step}";
}

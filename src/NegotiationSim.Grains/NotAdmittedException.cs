namespace NegotiationSim.Grains;

/// <summary>
/// A grain was called that has not been told who it is: its silo was lost, and with it what it knew. The driver admits it again and plays the block once more.
/// </summary>
[GenerateSerializer, Alias("negsim.not-admitted")]
public sealed class NotAdmittedException(string grain) : Exception($"{grain} was called before it was admitted");

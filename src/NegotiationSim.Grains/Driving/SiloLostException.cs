namespace NegotiationSim.Grains.Driving;

/// <summary>The silo that was playing a block was given up. The block is played on another one.</summary>
internal sealed class SiloLostException(Exception cause) : Exception("the silo was lost", cause);

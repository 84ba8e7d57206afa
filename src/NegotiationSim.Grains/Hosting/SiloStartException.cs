namespace NegotiationSim.Grains.Hosting;

/// <summary>The silo that the grains live in could not be started.</summary>
public sealed class SiloStartException(string message, Exception? inner) : Exception(message, inner);

using System.Globalization;

namespace NegotiationSim.Grains;

/// <summary>A grain was called for another attempt at a block than the one that it is in: a call that was late, or left over from an attempt that was given up.</summary>
[GenerateSerializer, Alias("negsim.stale-call")]
public sealed class StaleCallException(long call, long current)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"refused a call of attempt {call}: this grain is in attempt {current}"));

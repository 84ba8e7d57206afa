namespace NegotiationSim.Rates;

/// <summary>How two ways of playing are compared.</summary>
/// <param name="Lanes">Tables that play at the same time, on either side.</param>
/// <param name="Pairs">How often each side is measured.</param>
/// <param name="Length">About how much CPU time one measurement takes.</param>
internal sealed record Settings(int Lanes, int Pairs, TimeSpan Length)
{
    /// <summary>Replicas per block, on either side.</summary>
    public required int BlockSize { get; init; }
}

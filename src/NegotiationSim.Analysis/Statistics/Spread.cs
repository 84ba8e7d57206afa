namespace NegotiationSim.Analysis.Statistics;

/// <summary>
/// Where the values of a batch lie. A quantile is the smallest value that at least that share of all values does not exceed, so it is always a value that occurred
/// (the inverse of the empirical distribution; definition 1 of Hyndman and Fan, The American Statistician 50 (1996), 361-365).
/// </summary>
/// <param name="Mean">The mean.</param>
/// <param name="P05">The 5% quantile.</param>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95% quantile.</param>
public readonly record struct Spread(double Mean, double P05, double P50, double P95)
{
    /// <summary>The rank, from 1, of a quantile among values in ascending order.</summary>
    /// <param name="percent">From 0 to 100.</param>
    /// <param name="count">How many values there are, at least 1.</param>
    public static long Rank(int percent, long count) => Math.Max(1, (long)(((Int128)count * percent + 99) / 100));
}

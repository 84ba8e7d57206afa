namespace NegotiationSim.Analysis.Statistics;

/// <summary>
/// Wilson's score interval of a share at 95%: unlike the textbook's, it stays within [0, 1] and is honest where all or none of the runs ended in a way.
/// Source: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209-212.
/// </summary>
public static class Wilson
{
    /// <summary>The 97.5% point of the standard normal distribution.</summary>
    public const double Z = 1.959963984540054;

    /// <summary>The interval.</summary>
    /// <param name="count">Runs that ended so, from 0 to <paramref name="runs"/>.</param>
    /// <param name="runs">All runs, at least 1.</param>
    public static (double Low, double High) Interval(long count, long runs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, runs);
        var n = (double)runs;
        var share = count / n;
        var centre = share + Z * Z / (2 * n);
        var margin = Z * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        var scale = 1 + Z * Z / n;
        return (count == 0 ? 0 : (centre - margin) / scale, count == runs ? 1 : (centre + margin) / scale);
    }
}

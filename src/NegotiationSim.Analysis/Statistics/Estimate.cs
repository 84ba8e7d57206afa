namespace NegotiationSim.Analysis.Statistics;

/// <summary>How many of the runs went a way, the share of them, and its 95% interval (<see cref="Wilson"/>).</summary>
public readonly record struct Estimate(long Count, double Share, double Low, double High)
{
    /// <summary>The estimate from counts.</summary>
    /// <param name="count">Runs that went that way.</param>
    /// <param name="runs">All runs, at least 1.</param>
    public static Estimate Of(long count, long runs)
    {
        var (low, high) = Wilson.Interval(count, runs);
        return new Estimate(count, (double)count / runs, low, high);
    }

    /// <summary>Half the width of the interval.</summary>
    public double Margin => (High - Low) / 2;
}

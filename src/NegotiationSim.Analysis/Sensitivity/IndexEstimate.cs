namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>A Sobol' index with its 95% interval. An index is a share of a variance: none of the three is below 0 or above 1.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct IndexEstimate(double Value, double Low, double High)
{
    /// <summary>The same with everything below 0 at 0 and everything above 1 at 1: an estimate whose bias is taken off may fall out of the range of what it estimates.</summary>
    public static IndexEstimate Clipped(double value, double low, double high) => new(Math.Clamp(value, 0, 1), Math.Clamp(low, 0, 1), Math.Clamp(high, 0, 1));

    /// <summary>The 95% interval of resampled values: the 2.5% and the 97.5% quantile, each a value that occurred.</summary>
    /// <param name="value">The estimate.</param>
    /// <param name="resampled">What it came to in each resample; sorted here.</param>
    internal static IndexEstimate OfResamples(double value, double[] resampled)
    {
        Array.Sort(resampled);
        var tail = (int)Math.Round(0.025 * (resampled.Length - 1));
        return Clipped(value, Math.Min(value, resampled[tail]), Math.Max(value, resampled[^(tail + 1)]));
    }
}

namespace NegotiationSim.Analysis.Statistics;

/// <summary>
/// The difference of a share between two variants that were played on the same random numbers: only replicas that ended differently tell the two apart. With b replicas that have
/// it in the variant alone, c in the base alone, n in all: (b - c) / n, standard error sqrt(b + c - (b - c)^2 / n) / n.
/// Source: the Wald interval for paired proportions; Agresti and Min, Statistics in Medicine 24 (2005), 729-740, whose half replica in each of the four cells is added so that
/// the interval has a width where no two replicas differ.
/// </summary>
public static class PairedShares
{
    private const double Added = 0.5;

    /// <summary>The difference, variant less base, with its 95% interval, as shares.</summary>
    /// <param name="onlyVariant">Replicas that have it in the variant and not in the base.</param>
    /// <param name="onlyBase">Replicas that have it in the base and not in the variant.</param>
    /// <param name="replicas">All replicas, at least 1.</param>
    public static (double Difference, double Low, double High) Difference(long onlyVariant, long onlyBase, long replicas)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyVariant);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyBase);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, Math.Max(1, onlyVariant + onlyBase));
        var (b, c, n) = (onlyVariant + Added, onlyBase + Added, replicas + 4 * Added);
        var centre = (b - c) / n;
        var width = Wilson.Z * Math.Sqrt(b + c - (b - c) * (b - c) / n) / n;
        var difference = (double)(onlyVariant - onlyBase) / replicas;
        return (difference, Math.Max(-1, Math.Min(difference, centre - width)), Math.Min(1, Math.Max(difference, centre + width)));
    }
}

using NegotiationSim.Analysis.Statistics;

namespace NegotiationSim.Analysis.Comparisons;

/// <summary>A measure in the base and in a variant that was played on the same random numbers.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Base">The share of replicas that come to it in the base.</param>
/// <param name="Variant">The share in the variant.</param>
/// <param name="OnlyVariant">Replicas that come to it in the variant and not in the base.</param>
/// <param name="OnlyBase">Replicas that come to it in the base and not in the variant.</param>
/// <param name="Difference">Variant less base, as a share of all replicas.</param>
/// <param name="Low">The lower end of its 95% interval (<see cref="PairedShares"/>).</param>
/// <param name="High">The upper end.</param>
public readonly record struct PairedEstimate(
    Measure Measure, Estimate Base, Estimate Variant, long OnlyVariant, long OnlyBase, double Difference, double Low, double High)
{
    /// <summary>The estimate from counts.</summary>
    /// <param name="measure">What was counted.</param>
    /// <param name="inBase">Replicas that come to it in the base.</param>
    /// <param name="inVariant">Replicas that come to it in the variant.</param>
    /// <param name="inBoth">Replicas that come to it in both.</param>
    /// <param name="runs">All replicas, at least 1.</param>
    public static PairedEstimate Of(Measure measure, long inBase, long inVariant, long inBoth, long runs)
    {
        var (difference, low, high) = PairedShares.Difference(inVariant - inBoth, inBase - inBoth, runs);
        return new PairedEstimate(measure, Estimate.Of(inBase, runs), Estimate.Of(inVariant, runs), inVariant - inBoth, inBase - inBoth, difference, low, high);
    }

    /// <summary>The interval leaves out 0.</summary>
    public bool IsDistinguishable => Low > 0 || High < 0;

    /// <summary>The very same replicas come to it.</summary>
    public bool IsIdentical => OnlyVariant == 0 && OnlyBase == 0;
}

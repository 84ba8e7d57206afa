using MathNet.Numerics.Distributions;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// Quantile functions of the language's distributions: one uniform in, one value out. Arguments outside a distribution's domain
/// (possible where they are themselves drawn) are moved to its border: a spread below 0 is 0, swapped ends are one point.
/// </summary>
public static class InverseCdf
{
    /// <summary>The value below which a share <paramref name="u"/> of the distribution lies.</summary>
    /// <param name="kind">Which distribution.</param>
    /// <param name="u">In (0, 1).</param>
    /// <param name="a">The arguments, in the order of <see cref="DistributionKind"/>'s documentation.</param>
    public static double Value(DistributionKind kind, double u, ReadOnlySpan<double> a) => kind switch
    {
        DistributionKind.Uniform => a[0] + (Math.Max(a[0], a[1]) - a[0]) * u,
        DistributionKind.Normal => a[1] > 0 ? Normal.InvCDF(a[0], a[1], u) : a[0],
        DistributionKind.Triangular => Triangular(u, a[0], a[1], a[2]),
        DistributionKind.Pert => Pert(u, a[0], a[1], a[2]),
        DistributionKind.Beta => a[0] > 0 && a[1] > 0 ? BetaQuantile.Value(a[0], a[1], u) : a[0] > 0 ? 1 : 0,
        DistributionKind.Exponential => a[0] > 0 ? -a[0] * Math.Log(1 - u) : 0,
        DistributionKind.Lognormal => a[0] > 0 ? a[0] * Math.Exp(Math.Max(0, a[1]) * Normal.InvCDF(0, 1, u)) : 0,
        DistributionKind.Gamma => GammaByMeanAndVariance(u, a[0], a[1]),
        DistributionKind.Bernoulli => u < a[0] ? 1 : 0,
        DistributionKind.Choice => a[Math.Min((int)(u * a.Length), a.Length - 1)],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static double Triangular(double u, double lo, double mode, double hi)
    {
        if (hi <= lo)
        {
            return lo;
        }

        var peak = (Math.Clamp(mode, lo, hi) - lo) / (hi - lo);
        return u < peak ? lo + (hi - lo) * Math.Sqrt(u * peak) : hi - (hi - lo) * Math.Sqrt((1 - u) * (1 - peak));
    }

    private static double Pert(double u, double lo, double mode, double hi)
    {
        if (hi <= lo)
        {
            return lo;
        }

        var peak = (Math.Clamp(mode, lo, hi) - lo) / (hi - lo);
        return lo + (hi - lo) * BetaQuantile.Value(1 + 4 * peak, 1 + 4 * (1 - peak), u);
    }

    private static double GammaByMeanAndVariance(double u, double mean, double variance)
    {
        if (mean <= 0 || variance <= 0)
        {
            return Math.Max(0, mean);
        }

        return GammaQuantile.Value(mean * mean / variance, variance / mean, u);
    }
}

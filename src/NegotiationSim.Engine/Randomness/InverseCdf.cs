using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// Quantile functions of the language's distributions: one uniform in, one finite value out. Arguments outside a distribution's domain
/// (possible where they are themselves drawn) are moved to its border: a spread below 0 is 0, swapped ends are one point. A value is exact to 1e-12, relative to itself; where ends
/// or a mean are added, relative to the largest number added. What is beyond the largest double is the largest double, and an argument that is no number makes the value none.
/// </summary>
public static class InverseCdf
{
    /// <summary>Shares of the width below this are computed from the nearer end, so that they keep their digits.</summary>
    private const double NearEnd = 1.0 / 1024;

    /// <summary>The value below which a share <paramref name="u"/> of the distribution lies.</summary>
    /// <param name="kind">Which distribution.</param>
    /// <param name="u">In (0, 1).</param>
    /// <param name="a">The arguments, in the order of <see cref="DistributionKind"/>'s documentation.</param>
    public static double Value(DistributionKind kind, double u, ReadOnlySpan<double> a) => kind switch
    {
        DistributionKind.Uniform => Uniform(u, a[0], a[1]),
        DistributionKind.Normal => a[1] > 0 ? NormalValue(u, a[0], a[1]) : a[0],
        DistributionKind.Triangular => Peaked(kind, u, a[0], a[1], a[2]),
        DistributionKind.Pert => Peaked(kind, u, a[0], a[1], a[2]),
        DistributionKind.Beta => a[0] > 0 && a[1] > 0 ? BetaQuantile.Value(a[0], a[1], u) : a[0] > 0 ? 1 : 0,
        DistributionKind.Exponential => a[0] > 0 ? Math.Min(a[0] * Exponential(u), double.MaxValue) : 0,
        DistributionKind.Lognormal => a[0] > 0 ? Elementary.Scaled(a[0], Math.Max(0, a[1]) * NormalQuantile.Value(u)) : 0,
        DistributionKind.Gamma => a[0] > 0 && a[1] > 0 ? GammaQuantile.ByMeanAndVariance(a[0], a[1], u) : Math.Max(0, a[0]),
        DistributionKind.Bernoulli => u < a[0] ? 1 : 0,
        DistributionKind.Choice => a[Math.Min((int)(u * a.Length), a.Length - 1)],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary><see cref="Value"/> where arguments are drawn themselves and may be infinite, or no numbers.</summary>
    public static double ValueOfDrawn(DistributionKind kind, double u, Span<double> a)
    {
        if (kind == DistributionKind.Choice)
        {
            return Value(kind, u, a);
        }

        foreach (ref var argument in a)
        {
            if (double.IsNaN(argument))
            {
                return double.NaN;
            }

            argument = Finite(argument);
        }

        return Value(kind, u, a);
    }

    private static double Finite(double value) => Math.Clamp(value, -double.MaxValue, double.MaxValue);

    private static double Uniform(double u, double lo, double hi)
    {
        hi = Math.Max(lo, hi);
        var width = hi - lo;
        return double.IsInfinity(width) ? lo * (1 - u) + hi * u : Math.Min(hi, lo + width * u);
    }

    private static double NormalValue(double u, double mean, double deviation) =>
        deviation < 1e300 ? Finite(mean + deviation * NormalQuantile.Value(u)) : Finite(16 * (mean / 16 + deviation / 16 * NormalQuantile.Value(u)));

    /// <summary>-ln(1 - u); for small u by its series, since 1 - u rounds.</summary>
    private static double Exponential(double u) =>
        u < 1.0 / 4096 ? u * (1 + u * (1.0 / 2 + u * (1.0 / 3 + u * (1.0 / 4 + u * (1.0 / 5))))) : -PortableMath.Log(1 - u);

    /// <summary>Triangular and PERT; swapped ends are the first, and rounding takes no value past an end.</summary>
    private static double Peaked(DistributionKind kind, double u, double lo, double mode, double hi)
    {
        if (hi <= lo)
        {
            return lo;
        }

        var width = hi - lo;
        if (double.IsInfinity(width))
        {
            return Finite(4 * Peaked(kind, u, lo / 4, mode / 4, hi / 4));
        }

        mode = Math.Clamp(mode, lo, hi);
        var (peak, rest) = ((mode - lo) / width, (hi - mode) / width);
        var value = kind == DistributionKind.Triangular ? Triangular(u, lo, hi, peak, rest) : Pert(u, lo, hi, peak, rest);
        return Math.Max(lo, Math.Min(hi, value));
    }

    private static double Triangular(double u, double lo, double hi, double peak, double rest)
    {
        rest = peak > 1 - NearEnd ? rest : 1 - peak;
        if (u < peak)
        {
            var below = Math.Sqrt(u * peak);
            return below < 1 - NearEnd ? lo + (hi - lo) * below : hi - (hi - lo) * ((1 - u + u * rest) / (1 + below));
        }

        var above = Math.Sqrt((1 - u) * rest);
        return above < 1 - NearEnd ? hi - (hi - lo) * above : lo + (hi - lo) * ((u + peak * (1 - u)) / (1 + above));
    }

    private static double Pert(double u, double lo, double hi, double peak, double rest)
    {
        var share = BetaQuantile.Value(1 + 4 * peak, 1 + 4 * rest, u);
        return share > 1 - NearEnd ? hi - (hi - lo) * BetaQuantile.Complement(1 + 4 * peak, 1 + 4 * rest, u) : lo + (hi - lo) * share;
    }
}

using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Reference;

/// <summary>Inverse distribution functions of the language's distributions, slow and plain.</summary>
public static class Quantiles
{
    /// <summary>The value below which a share <paramref name="u"/> of the distribution lies.</summary>
    /// <param name="kind">Which distribution.</param>
    /// <param name="a">Its arguments, in the order of the language's documentation.</param>
    /// <param name="u">In (0, 1).</param>
    public static double Of(DistributionKind kind, IReadOnlyList<double> a, double u) => kind switch
    {
        DistributionKind.Uniform => a[0] + u * (a[1] - a[0]),
        DistributionKind.Normal => a[0] + a[1] * Normal.InvCDF(0, 1, u),
        DistributionKind.Triangular => Triangular(a[0], a[1], a[2], u),
        DistributionKind.Pert => Pert(a[0], a[1], a[2], u),
        DistributionKind.Beta => Beta(a[0], a[1], u),
        DistributionKind.Exponential => -a[0] * PortableMath.Log(1 - u),
        DistributionKind.Lognormal => a[0] * PortableMath.Exp(a[1] * Normal.InvCDF(0, 1, u)),
        DistributionKind.Gamma => Gamma(a[0], a[1], u),

        // "Happens with probability p" means uniform < p everywhere, so here too, although the inverse of the step function
        // from 0 to 1 would put the 1 at the other end.
        DistributionKind.Bernoulli => u < a[0] ? 1 : 0,
        DistributionKind.Choice => a[Math.Min((int)(u * a.Count), a.Count - 1)],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "an unknown distribution"),
    };

    private static double Triangular(double lo, double mode, double hi, double u)
    {
        if (hi <= lo)
        {
            return lo;
        }

        return u < (mode - lo) / (hi - lo)
            ? lo + Math.Sqrt(u * (hi - lo) * (mode - lo))
            : hi - Math.Sqrt((1 - u) * (hi - lo) * (hi - mode));
    }

    private static double Pert(double lo, double mode, double hi, double u) =>
        hi <= lo ? lo : lo + (hi - lo) * Beta(1 + 4 * (mode - lo) / (hi - lo), 1 + 4 * (hi - mode) / (hi - lo), u);

    private static double Beta(double a, double b, double u) => Bisect(x => SpecialFunctions.BetaRegularized(a, b, x), 0, 1, u);

    private static double Gamma(double mean, double variance, double u)
    {
        if (variance <= 0 || mean <= 0)
        {
            return mean;
        }

        var shape = mean * mean / variance;
        var high = 1.0;
        while (LowerGamma(shape, high) < u)
        {
            high *= 2;
        }

        return Bisect(x => LowerGamma(shape, x), 0, high, u) * (variance / mean);
    }

    /// <summary>
    /// The regularized lower incomplete gamma function. The library takes every x below about 1e-15 for 0, and at shape 1/6 a third of a percent
    /// of the mass lies there; so near zero the leading term x^shape / Gamma(shape + 1) stands in, whose next term is x times smaller.
    /// </summary>
    private static double LowerGamma(double shape, double x) =>
        x is > 0 and < 1e-12
            ? PortableMath.Exp(shape * PortableMath.Log(x) - SpecialFunctions.GammaLn(shape + 1))
            : SpecialFunctions.GammaLowerRegularized(shape, x);

    private static double Bisect(Func<double, double> cumulative, double low, double high, double u)
    {
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            if (cumulative(middle) < u)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }
}

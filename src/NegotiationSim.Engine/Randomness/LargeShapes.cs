using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// Quantiles of beta distributions whose shapes are both large; an infinite shape stands for the limit, the gamma distribution. The unknown is t, the logarithm of the
/// odds x / (1 - x) (for gamma: of x) less that of the mode's. Its density is log-concave: sigma / sqrt(2 pi) * exp(-E(t) - Stirling's rests), E(t) = (a + b) ln(1 + m (e^t - 1)) - a t,
/// m = a / (a + b), sigma^2 = a b / (a + b). The tail is integrated by Gauss and Legendre's rule from the point outwards, so it keeps its relative accuracy however small it is.
/// </summary>
internal static class LargeShapes
{
    /// <summary>Shapes from here on are large.</summary>
    public const double From = 50;

    /// <summary>From here on sigma^-3 is below the last place of a double and two terms of the Cornish-Fisher expansion are the quantile.</summary>
    private const double ExpansionSuffices = 1e7;

    /// <summary>The integrand is negligible where its exponent has grown by this much.</summary>
    private const double Negligible = 38;

    /// <summary>Steps of the iteration at most; three are usual.</summary>
    private const int MostSteps = 12;

    /// <summary>t at a share of the distribution.</summary>
    public static double LogOddsFromMode(double a, double b, TailShare share) =>
        share.Below <= 0.5 ? Lower(a, b, share.Below) : -Lower(b, a, share.Above);

    private static double Lower(double a, double b, double share)
    {
        var sigma = Math.Sqrt(double.IsInfinity(b) ? a : double.IsInfinity(a) ? b : a / (a / b + 1));
        var z = NormalQuantile.Value(share);
        var t = z / sigma + (1 / b - 1 / a) * (z * z + 2) / 6;
        if (sigma >= ExpansionSuffices)
        {
            return t;
        }

        var rests = LogGamma.StirlingRest(a) + LogGamma.StirlingRest(b) - LogGamma.StirlingRest(a + b);
        var target = PortableMath.Log(share) - PortableMath.Log(sigma / Math.Sqrt(2 * Math.PI)) + rests;
        for (var step = 0; step < MostSteps; step++)
        {
            QuantileWork.Steps++;
            var exponent = Exponent(a, b, t);
            var tail = TailAgainstDensity(a, b, t, exponent, sigma);
            var slope = 1 / tail;
            var distance = PortableMath.Log(tail) - exponent - target;
            var curvature = slope * (-Slope(a, b, t) - slope);

            // Halley's step: the error after it is of the order of the third power of the one before.
            var change = -distance / (slope - distance * curvature / (2 * slope));
            t += change;
            if (Math.Abs(change) * sigma < 1e-5)
            {
                break;
            }
        }

        return t;
    }

    /// <summary>The share below t over the density at t.</summary>
    private static double TailAgainstDensity(double a, double b, double t, double exponent, double sigma)
    {
        var s = Math.Min(t * sigma, 0);
        var reach = (s + Math.Sqrt(s * s + 2 * Negligible)) / sigma;
        while (Exponent(a, b, t - reach) - exponent < Negligible)
        {
            reach *= 1.15;
            QuantileWork.Terms++;
        }

        var abscissas = GaussLegendre.Abscissas;
        var weights = GaussLegendre.Weights;
        QuantileWork.Terms += abscissas.Length;
        var sum = 0.0;
        for (var i = 0; i < abscissas.Length; i++)
        {
            sum += weights[i] * PortableMath.Exp(exponent - Exponent(a, b, t - reach * abscissas[i]));
        }

        return sum * reach;
    }

    /// <summary>E(t), 0 at the mode.</summary>
    private static double Exponent(double a, double b, double t) =>
        double.IsInfinity(b) ? a * (Elementary.ExpMinusOne(t) - t)
        : double.IsInfinity(a) ? b * (Elementary.ExpMinusOne(-t) + t)
        : a <= b ? (a + b) * Elementary.LogOnePlus(a / (a + b) * Elementary.ExpMinusOne(t)) - a * t
        : (a + b) * Elementary.LogOnePlus(b / (a + b) * Elementary.ExpMinusOne(-t)) + b * t; // the same; of two very different shapes the smaller counts

    /// <summary>The derivative of E.</summary>
    private static double Slope(double a, double b, double t)
    {
        if (double.IsInfinity(a))
        {
            return -b * Elementary.ExpMinusOne(-t);
        }

        var growth = Elementary.ExpMinusOne(t);
        return double.IsInfinity(b) ? a * growth : a * (b / (a + b)) * growth / (1 + a / (a + b) * growth);
    }
}

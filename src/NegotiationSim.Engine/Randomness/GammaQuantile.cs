using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// The gamma quantile for every shape, exact to 1e-12 of its value. The unknown is ln x, in which even the lower tail of a tiny shape is a straight line. Below shape + 1 the
/// distribution function comes from its power series, above it the complement from its continued fraction (both positive sums, so small tails
/// keep their digits); from <see cref="LargeShapes.From"/> on see there.
/// </summary>
internal static class GammaQuantile
{
    private const double Smallest = 1e-17;
    private const int MostTerms = 2000;

    /// <summary>Below this ln x the leading term x^shape / Gamma(shape + 1) is exact.</summary>
    private const double LeadingTermSuffices = -45;

    /// <summary>The quantile at <paramref name="u"/> in (0, 1) of a gamma distribution by mean and variance, both above 0.</summary>
    public static double ByMeanAndVariance(double mean, double variance, double u)
    {
        // The shape is mean^2 / variance; powers of two are taken out, for the square alone may overflow.
        var (meanPower, variancePower) = (Math.ILogB(mean), Math.ILogB(variance));
        var (m, v) = (Math.ScaleB(mean, -meanPower), Math.ScaleB(variance, -variancePower));
        var power = 2 * meanPower - variancePower;
        if (power > 200)
        {
            return mean; // the deviation is below 2^-90 of the mean
        }

        if (power < -200)
        {
            return 0; // the share above any number that a double can hold is below every uniform's distance from 1
        }

        var shape = Math.ScaleB(m * m / v, power);
        return Elementary.Scaled(mean, LogValue(shape, TailShare.At(u)) - PortableMath.Log(shape));
    }

    /// <summary>ln of the quantile for scale 1.</summary>
    public static double LogValue(double shape, TailShare share)
    {
        if (shape >= LargeShapes.From)
        {
            return PortableMath.Log(shape) + LargeShapes.LogOddsFromMode(shape, double.PositiveInfinity, share);
        }

        var logGamma = LogGamma.Step(1, shape);
        var target = share.LogBelow + logGamma;
        if (target / shape < LeadingTermSuffices)
        {
            return target / shape;
        }

        var border = PortableMath.Log(shape + 1);
        var (atBorder, _) = Below(shape, border, target);
        return atBorder >= 0 ? FromBelow(shape, share, target, border) : FromAbove(shape, share, logGamma, border);
    }

    private static double FromBelow(double shape, TailShare share, double target, double border)
    {
        var y = target / shape;
        if (shape >= 1)
        {
            // Wilson and Hilferty's cube root of a gamma variable is nearly normal.
            var root = 1 - 1 / (9 * shape) + NormalQuantile.Value(share.Below) / (3 * Math.Sqrt(shape));
            y = root > 0.3 ? PortableMath.Log(shape * root * root * root) : y;
        }

        y = Math.Min(y, border);
        var search = new RootSearch(border);
        for (var step = 0; step < RootSearch.MostSteps; step++)
        {
            var (distance, slope) = Below(shape, y, target);
            if (search.Step(ref y, distance, slope, slope * (shape - PortableMath.Exp(y) - slope)))
            {
                break;
            }
        }

        return y;
    }

    private static double FromAbove(double shape, TailShare share, double logGamma, double border)
    {
        // -ln of the upper tail rises with x.
        var target = -PortableMath.Log(share.Above) + PortableMath.Log(shape) - logGamma;
        var guess = target + (shape - 1) * PortableMath.Log(Math.Max(target, 1));
        if (shape >= 1)
        {
            var root = 1 - 1 / (9 * shape) - NormalQuantile.Value(share.Above) / (3 * Math.Sqrt(shape));
            guess = shape * root * root * root;
        }

        var y = guess > shape + 1 ? PortableMath.Log(guess) : border;
        var search = new RootSearch(double.PositiveInfinity);
        for (var step = 0; step < RootSearch.MostSteps; step++)
        {
            var x = PortableMath.Exp(y);
            var fraction = UpperFraction(shape, x);
            var slope = 1 / fraction;
            if (search.Step(ref y, x - shape * y - PortableMath.Log(fraction) - target, slope, slope * (shape - x + slope)))
            {
                break;
            }
        }

        return y;
    }

    /// <summary>ln of the distribution function at ln x = y less that of the share, and its derivative by y.</summary>
    private static (double Distance, double Slope) Below(double shape, double y, double target)
    {
        var x = PortableMath.Exp(y);
        if (shape < 1)
        {
            // P = x^shape / Gamma(shape + 1) * (1 + shape * sum of (-x)^n / (n! (shape + n))): the small bracket is what a tiny shape needs exactly.
            var (term, sum) = (1.0, 0.0);
            var n = 1;
            for (; n < MostTerms; n++)
            {
                term *= -x / n;
                var part = term / (shape + n);
                sum += part;
                if (Math.Abs(part) < Smallest * Math.Abs(sum))
                {
                    break;
                }
            }

            QuantileWork.Terms += n;
            return (shape * y + Elementary.LogOnePlus(shape * sum) - target, shape * PortableMath.Exp(-x) / (1 + shape * sum));
        }

        // P = x^shape e^-x / Gamma(shape + 1) * sum of x^n / ((shape + 1) ... (shape + n))
        var (power, series) = (1.0, 1.0);
        var i = 1;
        for (; i < MostTerms && power > Smallest * series; i++)
        {
            power *= x / (shape + i);
            series += power;
        }

        QuantileWork.Terms += i;
        return (shape * y - x + PortableMath.Log(series) - target, shape / series);
    }

    /// <summary>Gamma(shape, x) / (x^shape e^-x) for x above shape + 1, by Lentz's method.</summary>
    private static double UpperFraction(double shape, double x)
    {
        var b = x + 1 - shape;
        var c = double.MaxValue;
        var d = 1 / b;
        var fraction = d;
        var n = 1;
        for (; n < MostTerms; n++)
        {
            var a = -n * (n - shape);
            b += 2;
            d = 1 / (a * d + b);
            c = b + a / c;
            var factor = d * c;
            fraction *= factor;
            if (Math.Abs(factor - 1) < 2e-16)
            {
                break;
            }
        }

        QuantileWork.Terms += n;
        return fraction;
    }
}

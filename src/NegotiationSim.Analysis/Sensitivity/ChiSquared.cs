using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>The chi-squared distribution, by the regularised incomplete gamma function: its series below the shape, its continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31).</summary>
internal static class ChiSquared
{
    private const double Precision = 1e-15;
    private const int MostTerms = 10_000;

    /// <summary>The probability of a value of at least <paramref name="x"/>.</summary>
    /// <param name="x">The value; one of 0 or less is always reached.</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    public static double Above(double x, int degrees)
    {
        var (shape, half) = (degrees / 2.0, x / 2);
        if (half <= 0)
        {
            return 1;
        }

        var scale = PortableMath.Exp(shape * PortableMath.Log(half) - half - LogGammaOfHalf(degrees));
        return half < shape + 1 ? Math.Clamp(1 - scale * Series(shape, half), 0, 1) : Math.Clamp(scale * Fraction(shape, half), 0, 1);
    }

    private static double Series(double shape, double x)
    {
        var (term, sum) = (1 / shape, 1 / shape);
        for (var k = 1; k < MostTerms && term > sum * Precision; k++)
        {
            term *= x / (shape + k);
            sum += term;
        }

        return sum;
    }

    /// <summary>Lentz's way through the continued fraction.</summary>
    private static double Fraction(double shape, double x)
    {
        const double tiny = 1e-300;
        var b = x + 1 - shape;
        var c = 1 / tiny;
        var d = 1 / b;
        var value = d;
        for (var k = 1; k < MostTerms; k++)
        {
            var a = -k * (k - shape);
            b += 2;
            d = a * d + b;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = b + a / c;
            c = Math.Abs(c) < tiny ? tiny : c;
            value *= d * c;
            if (Math.Abs(d * c - 1) < Precision)
            {
                break;
            }
        }

        return value;
    }

    /// <summary>ln Gamma(degrees / 2), as a sum from Gamma(1) = 1 or Gamma(1/2) = the root of pi.</summary>
    private static double LogGammaOfHalf(int degrees)
    {
        if (degrees % 2 == 0)
        {
            return CountDraws.LogFactorial(degrees / 2 - 1);
        }

        var log = 0.5 * PortableMath.Log(Math.PI);
        for (var z = 0.5; z < degrees / 2.0 - 0.25; z++)
        {
            log += PortableMath.Log(z);
        }

        return log;
    }
}

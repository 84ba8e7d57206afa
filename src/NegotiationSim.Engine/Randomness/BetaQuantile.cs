using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// The beta quantile for every pair of shapes, exact to 1e-12 of its value. The unknown is the logarithm of the odds x / (1 - x), in which both tails are straight lines. Which side of
/// (a + 1) / (a + b + 2) the quantile lies on is found first; there the distribution function, or its complement as that of the mirrored distribution, comes from its continued fraction
/// or, below a shape of 1, from its power series. Two large shapes: see <see cref="LargeShapes"/>; one very large shape: the gamma distribution is nearly the limit.
/// </summary>
internal static class BetaQuantile
{
    /// <summary>
    /// From here on, if a is below <see cref="LargeShapes.From"/>, -ln(1 - x) * (b + (a - 1) / 2) is a gamma variable with shape a, with an error of the order of 1 / (24 b^2) (Wise, "The incomplete
    /// beta function as a contour integral and a quickly converging series for its inverse", Biometrika 37, 1950).
    /// </summary>
    private const double GammaSuffices = 1e9;

    /// <summary>Products with shapes below this may be no normal doubles.</summary>
    private const double Tiny = 1e-200;

    private const double Smallest = 1e-17;
    private const int MostTerms = 2000;

    /// <summary>Shapes from here on take the continued fraction.</summary>
    private const double FractionFrom = 1;

    /// <summary>Odds below e^-800 are 0.</summary>
    private const double Nothing = -800;

    /// <summary>The quantile at <paramref name="u"/> in (0, 1) of a beta distribution with these shapes, both above 0.</summary>
    public static double Value(double a, double b, double u) => Value(a, b, TailShare.At(u));

    /// <summary>1 less the quantile, to the last places also where the quantile is nearly 1.</summary>
    public static double Complement(double a, double b, double u) => Value(b, a, TailShare.At(u).Mirrored);

    private static double Value(double a, double b, TailShare share)
    {
        if (a < Tiny && b < Tiny)
        {
            (a, b) = (Math.ScaleB(a, 400), Math.ScaleB(b, 400)); // all mass is at the ends, wherever a double can tell; only the ratio counts
        }

        if (a >= LargeShapes.From && b >= LargeShapes.From)
        {
            return FromOdds(a / b * PortableMath.Exp(LargeShapes.LogOddsFromMode(a, b, share)));
        }

        if (b > GammaSuffices)
        {
            return -Elementary.ExpMinusOne(-NearZero(a, b, share));
        }

        if (a > GammaSuffices)
        {
            return PortableMath.Exp(-NearZero(b, a, share.Mirrored));
        }

        // Odds at the border between the sides, and whether the quantile is below it.
        var border = PortableMath.Log((a + 1) / (b + 1));
        var (smaller, larger) = (Math.Min(a, b), Math.Max(a, b));
        var scale = LogGamma.Step(1 + larger, smaller) - LogGamma.Step(1, smaller);
        var target = share.LogAgainst(a, b) - scale;
        var (distance, _) = Below(a, b, border, target);
        return FromLogOdds(distance >= 0 ? Lower(a, b, share, border, target) : -Lower(b, a, share.Mirrored, -border, share.Mirrored.LogAgainst(b, a) - scale));
    }

    /// <summary>-ln(1 - x) where b is very large.</summary>
    private static double NearZero(double a, double b, TailShare share) => Elementary.Scaled(1 / (b + (a - 1) / 2), GammaQuantile.LogValue(a, share));

    /// <summary>The log odds, known to be at most <paramref name="border"/>.</summary>
    private static double Lower(double a, double b, TailShare share, double border, double target)
    {
        var y = Math.Min(Guess(a, b, share, target), border);
        if (y < Nothing)
        {
            return y;
        }

        var search = new RootSearch(border);
        for (var step = 0; step < RootSearch.MostSteps; step++)
        {
            var (distance, slope) = Below(a, b, y, target);
            var x = FromLogOdds(y);
            if (search.Step(ref y, distance, slope, slope * (a * (1 - x) - b * x - slope)))
            {
                break;
            }
        }

        return y;
    }

    private static double Guess(double a, double b, TailShare share, double target)
    {
        if (a < 1 || b < 1)
        {
            // The leading term, x^a.
            var logX = target / a;
            return logX < -1e-3 ? logX - Elementary.LogOnePlus(-PortableMath.Exp(logX)) : double.PositiveInfinity;
        }

        // Abramowitz and Stegun 26.5.22: the log odds are nearly normal.
        var z = -NormalQuantile.Value(share.Below);
        var (p, q) = (1 / (2 * a - 1), 1 / (2 * b - 1));
        var h = 2 / (p + q);
        var l = (z * z - 3) / 6;
        var w = z * Math.Sqrt(Math.Max(0, l + h)) / h - (q - p) * (l + 5.0 / 6 - 2 / (3 * h));
        return PortableMath.Log(a / b) - 2 * w;
    }

    /// <summary>ln of the distribution function at log odds y less that of the share, and its derivative by y.</summary>
    private static (double Distance, double Slope) Below(double a, double b, double y, double target)
    {
        var (logX, logRest) = y < 0
            ? (y - Elementary.LogOnePlus(PortableMath.Exp(y)), -Elementary.LogOnePlus(PortableMath.Exp(y)))
            : (-Elementary.LogOnePlus(PortableMath.Exp(-y)), -y - Elementary.LogOnePlus(PortableMath.Exp(-y)));
        var x = FromLogOdds(y);
        if (a < FractionFrom)
        {
            // I = x^a / (a B) * (1 + a * sum of (1 - b)_n x^n / (n! (a + n))): the small bracket is what a tiny shape needs exactly.
            var (term, sum) = (1.0, 0.0);
            var n = 1;
            for (; n < MostTerms; n++)
            {
                term *= (n - b) / n * x;
                var part = term / (a + n);
                sum += part;
                if (Math.Abs(part) <= Smallest * Math.Abs(sum))
                {
                    break;
                }
            }

            QuantileWork.Terms += n;
            var bracket = 1 + a * sum;
            return (a * logX + Elementary.LogOnePlus(a * sum) - target, a * PortableMath.Exp(b * logRest) / bracket);
        }

        var fraction = Fraction(a, b, x, FromLogOdds(-y));
        return (a * logX + b * logRest + PortableMath.Log(fraction) - target, a / fraction);
    }

    /// <summary>
    /// a B(a, b) I_x(a, b) / (x^a (1 - x)^b) for x up to (a + 1) / (a + b + 2), by Lentz's method on the fraction of Didonato and Morris (Algorithm 708, ACM Transactions on Mathematical Software
    /// 18, 1992), which takes 1 - x as it is and so loses nothing where x is nearly 1.
    /// </summary>
    private static double Fraction(double a, double b, double x, double rest)
    {
        var excess = a * rest - b * x + 1;
        var fraction = a * excess / (a + 1);
        var (c, d) = (fraction, 0.0);
        var m = 1;
        for (; m < MostTerms; m++)
        {
            var odd = a + 2 * m - 1;
            var share = m * (b - m) * x / odd;
            var numerator = (a + m - 1) / odd * (a + b + m - 1) * x * share;
            var denominator = m + share + (a + m) / (odd + 2) * (excess + m * (1 + rest));
            d = 1 / (denominator + numerator * d);
            c = denominator + numerator / c;
            var factor = c * d;
            fraction *= factor;
            if (Math.Abs(factor - 1) < 2.5e-16)
            {
                break;
            }
        }

        QuantileWork.Terms += m;
        return a / fraction;
    }

    private static double FromLogOdds(double y)
    {
        var odds = PortableMath.Exp(-Math.Abs(y));
        return y < 0 ? odds / (1 + odds) : 1 / (1 + odds);
    }

    private static double FromOdds(double odds) => odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds);
}

using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// The gamma quantile for small shapes too. Solvers that start from a normal approximation lose the lower tail there: at shape 1/6 (the default
/// frailty) a quarter of the mass lies below 1e-4 of the mean. In that tail the distribution function is x^shape / Gamma(shape + 1) to
/// first order, which inverts in closed form and is refined by Newton steps on the logarithm.
/// </summary>
internal static class GammaQuantile
{
    /// <summary>Below this ln x the leading term is exact to double precision's needs, and the library's function rounds such an x to 0.</summary>
    private const double LeadingTermSuffices = -25;

    /// <summary>The quantile at <paramref name="u"/> in (0, 1) of a gamma with this shape and scale, both above 0.</summary>
    public static double Value(double shape, double scale, double u)
    {
        // Seed in log space: ln x from the leading term of the lower incomplete gamma function.
        var logX = (Math.Log(u) + SpecialFunctions.GammaLn(shape + 1)) / shape;
        if (logX < LeadingTermSuffices)
        {
            return scale * Math.Exp(logX);
        }

        if (shape > 2 || logX > -1)
        {
            var normal = Normal.InvCDF(0, 1, u);
            var third = 1 - 1 / (9 * shape) + normal / (3 * Math.Sqrt(shape));
            var hilferty = third > 0 ? shape * third * third * third : 0;
            logX = hilferty > 1e-3 ? Math.Log(hilferty) : Math.Min(logX, 0);
        }

        double low = double.NegativeInfinity, high = double.PositiveInfinity;
        for (var step = 0; step < 80; step++)
        {
            var x = Math.Exp(logX);
            var p = x > 0 ? SpecialFunctions.GammaLowerRegularized(shape, x) : 0;
            if (p < u)
            {
                low = logX;
            }
            else
            {
                high = logX;
            }

            // d p / d ln x = x^shape e^-x / Gamma(shape)
            var slope = Math.Exp(shape * logX - x - SpecialFunctions.GammaLn(shape));
            var next = slope > 0 ? logX - (p - u) / slope : double.NaN;
            if (!(next > low && next < high))
            {
                next = double.IsInfinity(low) ? high - 2 : double.IsInfinity(high) ? low + 1 : (low + high) / 2;
            }

            if (Math.Abs(next - logX) < 1e-13 * Math.Max(1, Math.Abs(logX)))
            {
                return scale * Math.Exp(next);
            }

            logX = next;
        }

        return scale * Math.Exp(logX);
    }
}

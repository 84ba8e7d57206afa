using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Randomness;

/// <summary>
/// Differences of ln Gamma to full relative accuracy, from Stirling's series. Quantiles at tiny and at large shapes need the difference and not its two
/// terms, which agree in most of their digits.
/// </summary>
internal static class LogGamma
{
    /// <summary>From here on six terms of Stirling's series are exact to 1e-17.</summary>
    private const double SeriesSuffices = 12;

    /// <summary>The coefficients of 1/z, 1/z^3, ... in ln Gamma(z) - ((z - 1/2) ln z - z + ln(2 pi) / 2): Bernoulli numbers over 2n(2n - 1).</summary>
    private static readonly double[] Coefficients =
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400];

    /// <summary>ln Gamma(z + step) - ln Gamma(z), for z at least 1 and a step of at least 0; relatively exact however small the step.</summary>
    public static double Step(double z, double step)
    {
        var sum = 0.0;
        while (z < SeriesSuffices)
        {
            sum -= Elementary.LogOnePlus(step / z);
            z++;
        }

        var end = z + step;
        var rest = 0.0;
        var (low, high) = (1 / z, 1 / end);
        var difference = -step * low * high;

        // high^n - low^n = (high - low) * (high^(n-1) + ... + low^(n-1)), n = 1, 3, 5, ...
        var (powers, lowPower) = (1.0, 1.0);
        foreach (var coefficient in Coefficients)
        {
            rest += coefficient * powers;
            for (var i = 0; i < 2; i++)
            {
                lowPower *= low;
                powers = powers * high + lowPower;
            }
        }

        return sum + ((z - 0.5) * Elementary.LogOnePlus(step / z) + step * (PortableMath.Log(end) - 1) + difference * rest);
    }

    /// <summary>What Stirling's leading terms leave of ln Gamma(z), for z of at least 12; 0 for infinity.</summary>
    public static double StirlingRest(double z)
    {
        var (inverse, sum) = (1 / z, 0.0);
        var power = inverse;
        foreach (var coefficient in Coefficients)
        {
            sum += coefficient * power;
            power *= inverse * inverse;
        }

        return sum;
    }
}

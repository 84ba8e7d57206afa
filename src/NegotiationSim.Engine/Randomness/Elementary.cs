using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Randomness;

/// <summary>Elementary functions that keep their relative accuracy where the obvious formula cancels.</summary>
internal static class Elementary
{
    /// <summary>ln(1 + x) for x above -1, to the last places also near 0 (Kahan's correction for the rounding of 1 + x).</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(sum) ? (sum == 1 ? x : sum) : PortableMath.Log(sum) * (x / (sum - 1));
    }

    /// <summary>e^x - 1, to the last places also near 0 (Kahan's correction likewise).</summary>
    public static double ExpMinusOne(double x)
    {
        var power = PortableMath.Exp(x);
        if (power == 1)
        {
            return x;
        }

        var difference = power - 1;
        return Math.Abs(x) > 1 ? difference : difference * (x / PortableMath.Log(power));
    }

    /// <summary>factor * e^exponent where e^exponent alone may overflow or underflow; at most the largest double.</summary>
    public static double Scaled(double factor, double exponent)
    {
        if (Math.Abs(exponent) <= 700)
        {
            return Math.Min(factor * PortableMath.Exp(exponent), double.MaxValue);
        }

        if (Math.Abs(exponent) > 1500)
        {
            // No positive double is brought back into range by more than e^1455.
            return exponent > 0 && factor > 0 ? double.MaxValue : 0;
        }

        var third = PortableMath.Exp(exponent / 3);
        return Math.Min(factor * third * third * third, double.MaxValue);
    }
}

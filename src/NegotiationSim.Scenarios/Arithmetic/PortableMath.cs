using System.Numerics;

namespace NegotiationSim.Scenarios.Arithmetic;

/// <summary>
/// Exponentials, logarithms and powers that come out with the same bits on every 64-bit system. <see cref="Math"/> asks the C library for them, and those differ from system to system
/// and from version to version in the last place. These are made of additions, multiplications, comparisons and integer operations on the bits of doubles, each rounded as IEEE 754 says,
/// and of tables in the source. No fused multiply-add is used, whether the processor has one or not.
/// </summary>
/// <remarks>
/// No result is off by more than 0.52 units in the last place, so it is nearly always the double nearest to the exact value, and always where the exact value is a double. Special cases
/// are those of IEEE 754-2019, 9.2. All members are pure and safe for concurrent use.
/// </remarks>
public static class PortableMath
{
    /// <summary>e^<paramref name="x"/>: infinity above 709.79, 0 below -745.14.</summary>
    public static double Exp(double x) => Exponential.IsWithin(x) ? Exponential.OfSum(x, 0) : double.IsNaN(x) ? x : x > 0 ? double.PositiveInfinity : 0;

    /// <summary>The natural logarithm of <paramref name="x"/>: minus infinity at 0, NaN below.</summary>
    public static double Log(double x) => Logarithm.IsOrdinary(x) ? Logarithm.Natural(x) : Logarithm.Special(x);

    /// <summary>The logarithm of <paramref name="x"/> to base 2, exact for powers of two.</summary>
    public static double Log2(double x) => Logarithm.IsOrdinary(x) ? Logarithm.Natural(x, Logarithm.BinaryUnit, Logarithm.BinaryUnitRest) : Logarithm.Special(x);

    /// <summary>The logarithm of <paramref name="x"/> to base 10, exact for powers of ten.</summary>
    public static double Log10(double x) => Logarithm.IsOrdinary(x) ? Logarithm.Natural(x, Logarithm.DecimalUnit, Logarithm.DecimalUnitRest) : Logarithm.Special(x);

    /// <summary>The natural logarithm of a whole number of any size, of which the first 64 bits count; minus infinity at 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="x"/> is below 0.</exception>
    public static double LogOfWhole(BigInteger x)
    {
        var (leading, power) = Leading(x);
        return Log(leading) + power * Logarithm.OfTwo;
    }

    /// <summary>The logarithm to base 10 of a whole number of any size, of which the first 64 bits count; minus infinity at 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="x"/> is below 0.</exception>
    public static double Log10OfWhole(BigInteger x)
    {
        var (leading, power) = Leading(x);
        return power == 0 ? Log10(leading) : (Log(leading) + power * Logarithm.OfTwo) * Logarithm.DecimalUnit;
    }

    /// <summary><paramref name="x"/>^<paramref name="y"/>: 1 where y is 0 or x is 1, whatever the other is; NaN where x is below 0 and y no whole number.</summary>
    public static double Pow(double x, double y) => Power.Of(x, y);

    /// <summary>The exact product of two numbers less the double that x * y is: what a fused multiply-add would tell, without one. Exact where it is no subnormal number.</summary>
    public static double LostByProduct(double x, double y) => TwoParts.LostByProduct(x, y);

    private static (double Leading, int Power) Leading(BigInteger x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        var power = (int)Math.Max(0, x.GetBitLength() - 64);
        return ((ulong)(x >> power), power);
    }
}

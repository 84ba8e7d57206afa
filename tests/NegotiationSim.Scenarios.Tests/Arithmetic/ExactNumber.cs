using System.Numerics;

namespace NegotiationSim.Scenarios.Tests.Arithmetic;

/// <summary>A whole number times a power of two: what a double is exactly, and what a function's value is to far more places than a double has.</summary>
/// <param name="Whole">The whole number.</param>
/// <param name="Power">The power of two that it is multiplied by.</param>
internal readonly record struct ExactNumber(BigInteger Whole, int Power)
{
    private const int PlacesOfDouble = 53;
    private const int LeastPlace = -1074;

    /// <summary>A finite double as it is.</summary>
    public static ExactNumber Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var (exponent, fraction) = ((int)((bits >> 52) & 0x7FF), bits & ((1L << 52) - 1));
        var whole = exponent == 0 ? fraction : fraction | (1L << 52);
        return new ExactNumber(bits < 0 ? -whole : whole, Math.Max(exponent, 1) - 1075);
    }

    public static ExactNumber operator -(ExactNumber one, ExactNumber other)
    {
        var power = Math.Min(one.Power, other.Power);
        return new ExactNumber((one.Whole << (one.Power - power)) - (other.Whole << (other.Power - power)), power);
    }

    public static ExactNumber operator *(ExactNumber one, ExactNumber other) => new(one.Whole * other.Whole, one.Power + other.Power);

    /// <summary>As a whole number of 2^-places, rounded down.</summary>
    public BigInteger Fixed(int places) => Power + places >= 0 ? Whole << (Power + places) : Whole >> -(Power + places);

    /// <summary>How far a double is from this, in units of the last place of a double of this size.</summary>
    public double UlpsFrom(double value)
    {
        var last = Math.Max((int)BigInteger.Abs(Whole).GetBitLength() + Power - PlacesOfDouble, LeastPlace);
        return (double)(Of(value) - this).Fixed(40 - last) / (1L << 40);
    }

    /// <summary>The nearest double; a tie, which no transcendental value is, goes away from 0.</summary>
    public double Nearest()
    {
        var excess = Math.Max((int)BigInteger.Abs(Whole).GetBitLength() - PlacesOfDouble, LeastPlace - Power);
        return excess <= 0 ? Math.ScaleB((double)Whole, Power) : Math.ScaleB((double)((Whole + (BigInteger.One << (excess - 1))) >> excess), Power + excess);
    }
}

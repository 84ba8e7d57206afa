using System.Numerics;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Scenarios.Tests.Arithmetic;

/// <summary>Exponentials and logarithms in whole numbers of 2^-<see cref="Places"/>, by series whose every term is a division of whole numbers.</summary>
internal static class ExactFunctions
{
    public const int Places = 420;

    private const int Halvings = 20;

    private static readonly BigInteger One = BigInteger.One << Places;

    /// <summary>ln 2 = 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749).</summary>
    public static readonly BigInteger LnTwo = 18 * ArtanhOfInverse(26) - 2 * ArtanhOfInverse(4801) + 8 * ArtanhOfInverse(8749);

    public static ExactNumber Exp(double x) => Exp(ExactNumber.Of(x).Fixed(Places));

    public static ExactNumber Pow(double x, double y) => Exp((Ln(x) * ExactNumber.Of(y)).Fixed(Places));

    public static ExactNumber Log(double x, int numberBase) => new((Ln(x).Whole << Places) / Ln(numberBase).Whole, -Places);

    /// <summary>ln x for x above 0.</summary>
    public static ExactNumber Ln(double x)
    {
        var number = ExactNumber.Of(x);
        var exponent = (int)number.Whole.GetBitLength() + number.Power - 1;
        var mantissa = new ExactNumber(number.Whole, number.Power - exponent).Fixed(Places);

        // Halley's iteration triples the correct places; it starts with those of a double, wherever that comes from.
        var y = ExactNumber.Of(PortableMath.Log((double)(mantissa >> (Places - 62)) / (1L << 62))).Fixed(Places);
        for (var i = 0; i < 3; i++)
        {
            var power = Exp(y).Fixed(Places);
            y += (2 * (mantissa - power) << Places) / (mantissa + power);
        }

        return new ExactNumber(y + exponent * LnTwo, -Places);
    }

    /// <summary>e^x for x in units of 2^-<see cref="Places"/>.</summary>
    public static ExactNumber Exp(BigInteger x)
    {
        var exponent = (int)((2 * x + LnTwo) / (2 * LnTwo));
        var r = (x - exponent * LnTwo) >> Halvings;
        var (sum, term) = (One, One);
        for (var n = 1; !term.IsZero && term != BigInteger.MinusOne; n++)
        {
            term = (term * r >> Places) / n;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
        {
            sum = sum * sum >> Places;
        }

        return new ExactNumber(sum, exponent - Places);
    }

    private static BigInteger ArtanhOfInverse(int n)
    {
        var sum = BigInteger.Zero;
        var power = One / n;
        for (var k = 1; !power.IsZero; k += 2)
        {
            sum += power / k;
            power /= n * n;
        }

        return sum;
    }
}

using System.Runtime.CompilerServices;

namespace NegotiationSim.Scenarios.Arithmetic;

/// <summary>
/// ln x by a table of reciprocals: x = 2^k m with m in [0.705, 1.41), and r = m * inverse - 1, where the inverse is that of the middle of the 128th part that m lies in, rounded to 12 binary places.
/// Then ln x = k ln 2 - ln inverse + ln(1 + r) with |r| up to 1.008 / 256. The part around 1 has the inverse 1, so that nothing cancels near the zero.
/// </summary>
internal static partial class Logarithm
{
    /// <summary>1 / ln 2 and 1 / ln 10, each in two parts.</summary>
    public const double BinaryUnit = 1.4426950408889634;
    public const double BinaryUnitRest = 2.0355273740931033e-17;
    public const double DecimalUnit = 0.4342944819032518;
    public const double DecimalUnitRest = 1.098319650216765e-17;
    public const double OfTwo = 0.6931471805599453;

    /// <summary>ln 2 in two parts. The first has no place beyond 2^-42, nor has the first part of a logarithm in the table, so that their sums are exact.</summary>
    private const double OfTwoHigh = 0.6931471805598903;
    private const double OfTwoLow = 5.497923018708371e-14;

    /// <summary>The bits of the least m, in the middle between two 128th parts: 1 is then the middle of a part.</summary>
    private const long Least = 0x3FE6_9000_0000_0000;
    private const int Parts = 128;
    private const int BitsOfPart = 52 - 7;
    private const int BitsOfFraction = 52;

    /// <summary>Whether a number is positive and finite.</summary>
    public static bool IsOrdinary(double x) => x is > 0 and <= double.MaxValue;

    /// <summary>ln x where x is not ordinary.</summary>
    public static double Special(double x) => x == 0 ? double.NegativeInfinity : x > 0 || double.IsNaN(x) ? x : double.NaN;

    /// <summary>ln x of an ordinary x.</summary>
    public static double Natural(double x)
    {
        var (high, low, r, rest) = Reduce(x);
        var square = r * r;
        var fourth = square * square;
        var series = square * (-1.0 / 2 + r * (1.0 / 3)) + fourth * (-1.0 / 4 + r * (1.0 / 5) + square * (-1.0 / 6 + r * (1.0 / 7)) - fourth * (1.0 / 8));
        var sum = high + r;
        return sum + (high - sum + r + (low + rest) + series);
    }

    /// <summary>ln x times a unit, rounded once.</summary>
    public static double Natural(double x, double unit, double unitRest)
    {
        var (high, low) = Split(x);
        var (product, rest) = TwoParts.Product(unit, high, low);
        return product + (rest + unitRest * high);
    }

    /// <summary>ln x of an ordinary x as the sum of two doubles, relatively exact to 2^-68.</summary>
    public static (double High, double Low) Split(double x)
    {
        var (high, low, r, rest) = Reduce(x);

        // ln(1 + r) = r - r^2 / 2 + r^3 * series. The head of r has 26 bits, so its square is exact.
        var square = r * r;
        var series = 1.0 / 3 - r * (1.0 / 4) + square * (1.0 / 5 - r * (1.0 / 6)) + square * square * (1.0 / 7 - r * (1.0 / 8) + square * (1.0 / 9));
        var head = TwoParts.Head(r);
        var half = 0.5 * head * head;

        // Every difference says exactly what rounding took from the sum before it.
        var first = high + r;
        var second = first - half;
        var lost = high - first + r + (first - second - half);
        var small = low + lost + (rest * (1 - r) - 0.5 * (r - head) * (r + head)) + r * square * series;
        var sum = second + small;
        return (sum, second - sum + small);
    }

    /// <summary>ln x = (high + low) + ln(1 + (r + rest)), but for the square of the rest; high + r loses nothing that high - (high + r) + r does not bring back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double High, double Low, double R, double RLow) Reduce(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = 0;
        if (bits < 1L << BitsOfFraction)
        {
            bits = BitConverter.DoubleToInt64Bits(x * (1L << BitsOfFraction)); // subnormal
            exponent = -BitsOfFraction;
        }

        var above = bits - Least;
        exponent += (int)(above >> BitsOfFraction);
        var at = 3 * (int)((above >> BitsOfPart) & (Parts - 1));
        var mantissa = bits - (above & (-1L << BitsOfFraction));

        // The products are exact: the head of m has 21 bits, its tail 32, the inverse 13.
        var head = BitConverter.Int64BitsToDouble(mantissa & (-1L << 32));
        var tail = BitConverter.Int64BitsToDouble(mantissa) - head;
        var (inverse, logarithm, logarithmRest) = (Table[at], Table[at + 1], Table[at + 2]);
        var (most, least) = (head * inverse - 1, tail * inverse);
        var r = most + least;
        return (exponent * OfTwoHigh + logarithm, exponent * OfTwoLow + logarithmRest, r, most - r + least);
    }
}

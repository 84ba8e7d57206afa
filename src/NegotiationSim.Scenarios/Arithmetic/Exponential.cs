namespace NegotiationSim.Scenarios.Arithmetic;

/// <summary>
/// e^x by a table of 2^(j/128) (P. T. P. Tang, "Table-driven implementation of the exponential function in IEEE floating-point arithmetic", ACM Transactions on Mathematical Software 15,
/// 1989): x = (128 k + j) ln 2 / 128 + r with r up to ln 2 / 256, so e^x = 2^k 2^(j/128) e^r, and e^r - 1 is Taylor's polynomial of the sixth degree. Since e^r - 1 is below 1/368, its rounding errors
/// hardly count against the rounding of the sum at the end.
/// </summary>
internal static partial class Exponential
{
    /// <summary>From here on e^x overflows.</summary>
    private const double Overflow = 710;

    /// <summary>Down from here e^x is nearer to 0 than to the least subnormal number.</summary>
    private const double Underflow = -746;

    private const int Pieces = 128;
    private const int BitsOfPieces = 7;
    private const double PerPiece = 184.6649652337873;

    /// <summary>ln 2 / 128 in two parts. The first has 35 bits, so that its product with a number of pieces is exact.</summary>
    private const double PieceHigh = 0.0054152123482253955;
    private const double PieceLow = -1.0082281460997769e-13;

    /// <summary>1.5 * 2^52: what is added to it is rounded to a whole number, which stands in its last bits.</summary>
    private const double Rounder = 6755399441055744;

    private const int BitsOfFraction = 52;
    private const int MostExponent = 1023;
    private const int LeastExponent = -1022;

    /// <summary>So far from the least exponent the product with e^r - 1 is not subnormal in any place that counts.</summary>
    private const int PlacesOfGrowth = 32;

    /// <summary>Whether e^x is neither infinite nor 0 beyond doubt.</summary>
    public static bool IsWithin(double x) => x is > Underflow and < Overflow;

    /// <summary>e^(x + rest), for x within bounds and a rest that is 0 or small beside x.</summary>
    public static double OfSum(double x, double rest)
    {
        var rounded = x * PerPiece + Rounder;
        var pieces = rounded - Rounder;
        var count = (int)BitConverter.DoubleToInt64Bits(rounded);
        var r = x - pieces * PieceHigh - pieces * PieceLow + rest;

        var square = r * r;
        var taylor = square * (1.0 / 2 + r * (1.0 / 6)) + square * square * (1.0 / 24 + r * (1.0 / 120) + square * (1.0 / 720));
        var at = 2 * (count & (Pieces - 1));
        var growth = Table[at] + r + taylor;
        var exponent = count >> BitsOfPieces;
        var root = BitConverter.DoubleToInt64Bits(Table[at + 1]);
        if (exponent is > LeastExponent + PlacesOfGrowth and < MostExponent)
        {
            var scaled = BitConverter.Int64BitsToDouble(root + ((long)exponent << BitsOfFraction));
            return scaled + scaled * growth;
        }

        return exponent > 0 ? Large(root, exponent, growth) : Small(root, exponent, growth);
    }

    private static double Large(long root, int exponent, double growth)
    {
        var half = BitConverter.Int64BitsToDouble(root + ((long)(exponent - 1) << BitsOfFraction));
        return 2 * (half + half * growth);
    }

    /// <summary>A result that may be subnormal is rounded once, at the place where its last bit will be: 1 is added, whose last place is that of subnormal numbers times 2^1022.</summary>
    private static double Small(long root, int exponent, double growth)
    {
        var scaled = BitConverter.Int64BitsToDouble(root + ((long)(exponent - LeastExponent) << BitsOfFraction));
        var sum = scaled + scaled * growth;
        if (sum < 1)
        {
            var rest = scaled - sum + scaled * growth;
            var shifted = 1 + sum;
            sum = shifted + (1 - shifted + sum + rest) - 1;
        }

        return sum * 2.2250738585072014e-308;
    }
}

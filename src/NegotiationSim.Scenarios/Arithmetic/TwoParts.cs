using System.Runtime.CompilerServices;

namespace NegotiationSim.Scenarios.Arithmetic;

/// <summary>Products of numbers that are held as the sum of two doubles (T. J. Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18, 1971).</summary>
internal static class TwoParts
{
    private const long HeadBits = -1L << 27;
    private const long HalfOfTail = 1L << 26;

    /// <summary>A number rounded to 26 bits; what is missing has a sign and 26 bits too, so that products of such parts are exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Head(double x) => BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(x) + HalfOfTail) & HeadBits);

    /// <summary>y * (high + low), relatively exact to 2^-76; the first part has 52 bits, so the second is not always below its last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Product, double Remainder) Product(double y, double high, double low)
    {
        var (head, highHead) = (Head(y), Head(high));
        return (head * highHead, (y - head) * highHead + y * (high - highHead + low));
    }

    /// <summary>What rounding takes from x * y, exactly unless it is subnormal.</summary>
    public static double LostByProduct(double x, double y)
    {
        var (headX, headY) = (Head(x), Head(y));
        var (endX, endY) = (x - headX, y - headY);
        return headX * headY - x * y + headX * endY + endX * headY + endX * endY;
    }
}

using System.Runtime.CompilerServices;

namespace NegotiationSim.Scenarios.Arithmetic;

/// <summary>Products of numbers that are held as the sum of two doubles (T. J. Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18, 1971).</summary>
internal static class TwoParts
{
    private const long HeadBits = -1L << 27;

    /// <summary>The first 26 bits of a number; the rest of it has at most 27.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Head(double x) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & HeadBits);

    /// <summary>y * (high + low), relatively exact to 2^-76; the first part has 52 bits, so the second is not always below its last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Product, double Remainder) Product(double y, double high, double low)
    {
        var (head, highHead) = (Head(y), Head(high));
        return (head * highHead, (y - head) * highHead + y * (high - highHead + low));
    }

    /// <summary>What rounding takes from x * y: the products of the halves are exact but for that of the two ends.</summary>
    public static double LostByProduct(double x, double y)
    {
        var (headX, headY) = (Head(x), Head(y));
        var (endX, endY) = (x - headX, y - headY);
        return headX * headY - x * y + headX * endY + endX * headY + endX * endY;
    }
}

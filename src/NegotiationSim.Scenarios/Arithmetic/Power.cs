namespace NegotiationSim.Scenarios.Arithmetic;

/// <summary>x^y = e^(y ln x), with the logarithm and its product with y in two parts each, so that no place is lost where the exponent is large.</summary>
internal static class Power
{
    /// <summary>Doubles of this size and more are even whole numbers.</summary>
    private const double AllEvenFrom = 9007199254740992;

    /// <summary>An exponent beyond 2^66 does to every x what 2^66 does: |ln x| is at least 2^-53, where it is not 0.</summary>
    private const double Enough = 73786976294838206464.0;

    public static double Of(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        var isOdd = x < 0 || (x == 0 && double.IsNegative(x)) ? IsOdd(y) : false;
        var size = Math.Abs(x);
        if (x < 0 && !isOdd && !IsWhole(y) && !double.IsInfinity(y) && !double.IsInfinity(x))
        {
            return double.NaN;
        }

        var result = Logarithm.IsOrdinary(size) ? OfOrdinary(size, y) : (size == 0) == (y < 0) ? double.PositiveInfinity : 0;
        return isOdd ? -result : result;
    }

    /// <summary>x^y for a positive, finite x.</summary>
    private static double OfOrdinary(double x, double y)
    {
        y = Math.Clamp(y, -Enough, Enough);
        var (high, low) = Logarithm.Split(x);
        var (product, rest) = TwoParts.Product(y, high, low);
        return Exponential.IsWithin(product) ? Exponential.OfSum(product, rest) : product > 0 ? double.PositiveInfinity : 0;
    }

    private static bool IsWhole(double y) => Math.Abs(y) >= AllEvenFrom || y == Math.Floor(y);

    private static bool IsOdd(double y) => Math.Abs(y) < AllEvenFrom && y == Math.Floor(y) && ((long)y & 1) != 0;
}

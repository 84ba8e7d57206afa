using System.Collections.Immutable;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>The numbers of a range.</summary>
internal static class RangeNumbers
{
    private const double LargestDecimal = 1e12;

    /// <summary>
    /// from, from + step and so on. Computed in decimals where these hold the numbers exactly, so that 0, 0.1, 0.2, 0.3 are what
    /// they say and not sums of rounded tenths.
    /// </summary>
    public static ImmutableArray<double> Of(double from, double to, double step, int count)
    {
        var exact = Fits(from) && Fits(to) && Fits(step);
        var numbers = ImmutableArray.CreateBuilder<double>(count);
        for (var i = 0; i < count; i++)
        {
            numbers.Add(exact ? (double)((decimal)from + i * (decimal)step) : from + i * step);
        }

        return numbers.MoveToImmutable();
    }

    private static bool Fits(double value) => Math.Abs(value) < LargestDecimal && (double)(decimal)value == value;
}

using System.Collections.Immutable;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Reports.Charts.Drawings;

/// <summary>Round places on an axis: multiples of 1, 2 or 5 times a power of ten.</summary>
internal sealed record Ticks(ImmutableArray<double> Values, double Step)
{
    /// <summary>At most so many ticks from one end to the other.</summary>
    /// <param name="min">Where the axis begins.</param>
    /// <param name="max">Where it ends; more than <paramref name="min"/>.</param>
    /// <param name="most">How many at most, at least 2.</param>
    /// <param name="smallest">No finer than this: 1 where only whole numbers mean anything.</param>
    public static Ticks Between(double min, double max, int most, double smallest = 0)
    {
        var step = Math.Max(smallest, PortableMath.Pow(10, Math.Floor(PortableMath.Log10((max - min) / most))));
        while (Count(min, max, step) > most)
        {
            // 1, 2, 5, 10: the leading digit says which comes next.
            var lead = step / PortableMath.Pow(10, Math.Floor(PortableMath.Log10(step) + 1e-9));
            step *= lead is > 1.5 and < 2.5 ? 2.5 : 2;
        }

        var first = Math.Ceiling(min / step - 1e-9);
        return new Ticks([.. Enumerable.Range(0, Count(min, max, step)).Select(i => (first + i) * step is var at && Math.Abs(at) < step * 1e-9 ? 0 : (first + i) * step)], step);
    }

    private static int Count(double min, double max, double step) => (int)Math.Max(0, Math.Floor(max / step + 1e-9) - Math.Ceiling(min / step - 1e-9) + 1);
}

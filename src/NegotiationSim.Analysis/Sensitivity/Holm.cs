using System.Collections.Immutable;

namespace NegotiationSim.Analysis.Sensitivity;

/// <summary>
/// Many tests at once: adjusted so that one wrong finding among all of them has at most the probability that a single test would have.
/// Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979), 65-70.
/// </summary>
public static class Holm
{
    /// <summary>The adjusted p-values, in the order of the tests.</summary>
    /// <param name="values">The p-values, each from 0 to 1.</param>
    public static ImmutableArray<double> Adjust(IReadOnlyList<double> values)
    {
        var adjusted = new double[values.Count];
        var highest = 0.0;
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToList();
        for (var rank = 0; rank < order.Count; rank++)
        {
            highest = Math.Max(highest, Math.Min(1, values[order[rank]] * (order.Count - rank)));
            adjusted[order[rank]] = highest;
        }

        return [.. adjusted];
    }
}

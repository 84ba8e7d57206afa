namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>
/// Genius adds <c>weight * evaluation</c> for each issue and takes any number for either. A scenario has weights from 0 and values from 0 to 1, so
/// that a term beyond these is written as a larger weight, values that are moved and divided, and what moving them has added taken off
/// again: <c>w * e = (w * size) * ((e + lift) / size) - w * lift</c>. The size is a power of two, by which nothing is rounded.
/// </summary>
internal static class ScaledTerm
{
    /// <summary>The term in a scenario's numbers.</summary>
    /// <param name="weight">Of any sign.</param>
    /// <param name="evaluations">One per value, each a plain number.</param>
    /// <param name="size">By how much the weight was multiplied; 1 where nothing was lifted.</param>
    public static DraftPreference Of(double weight, IReadOnlyList<double> evaluations, out double size)
    {
        size = 1;

        // Added to 0, so that no minus is left before a 0.
        double[] values = weight < 0 ? [.. evaluations.Select(value => 0 - value)] : [.. evaluations];
        weight = Math.Abs(weight);
        var (low, high) = (values.Min(), values.Max());
        if (weight == 0)
        {
            return new DraftPreference(0, [.. values.Select(value => Math.Clamp(value, 0, 1))]);
        }

        if (low >= 0 && high <= 1)
        {
            return new DraftPreference(weight, [.. values]);
        }

        var top = high <= 0 ? 0.0 : 1.0;
        while (top < high)
        {
            top *= 2;
        }

        size = Math.Max(size, top);
        while (size - top < -low)
        {
            size *= 2;
        }

        var (width, lift) = (size, low < 0 ? size - top : 0);
        return new DraftPreference(weight * size, [.. values.Select(value => Math.Clamp((value + lift) / width, 0, 1))]) { Shift = 0 - weight * lift };
    }
}

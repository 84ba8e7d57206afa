namespace NegotiationSim.Reports.Charts.Drawings;

/// <summary>Where the values of an axis lie on the paper.</summary>
/// <param name="Min">The value at its beginning.</param>
/// <param name="Max">The value at its end, more than <paramref name="Min"/>.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
internal readonly record struct Scale(double Min, double Max, double From, double To)
{
    /// <summary>The place of a value; one beyond an end, or no number, is at that end.</summary>
    public double At(double value) => double.IsNaN(value) ? From : From + (Math.Clamp(value, Min, Max) - Min) / (Max - Min) * (To - From);

    /// <summary>Where an axis begins and ends: as it says, else a little beyond its values and at a round number.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What is shown on it.</param>
    /// <param name="isTight">It ends where the values do.</param>
    public static (double Min, double Max) Ends(ChartAxis axis, IEnumerable<double> values, bool isTight = false)
    {
        var finite = values.Where(double.IsFinite).ToList();
        var (min, max) = (axis.Min ?? (finite.Count == 0 ? 0 : finite.Min()), axis.Max ?? (finite.Count == 0 ? 1 : finite.Max()));
        if (!(max - min > 1e-12 * Math.Max(Math.Abs(min), Math.Abs(max))))
        {
            var around = axis.Format == ValueFormat.Whole ? 1 : Math.Max(Math.Abs(max) * 0.05, axis.Format is ValueFormat.Percent or ValueFormat.Points ? 0.005 : 0.5);
            // No share is below 0.
            (min, max) = (axis.Min ?? (axis.Format == ValueFormat.Percent ? Math.Max(0, min - around) : min - around), axis.Max ?? max + around);
            return (min, max > min ? max : min + around);
        }

        var step = Ticks.Between(min, max, 10).Step;
        return isTight ? (min, max) : (axis.Min ?? Math.Floor(min / step + 1e-9) * step, axis.Max ?? Math.Ceiling(max / step - 1e-9) * step);
    }
}

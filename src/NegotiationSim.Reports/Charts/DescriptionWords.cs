namespace NegotiationSim.Reports.Charts;

/// <summary>Sentences that pictures of all kinds are described with.</summary>
internal static class DescriptionWords
{
    public static string Count(int count, string one) => FormattableString.Invariant($"{count} ") + (count == 1 ? one : one.EndsWith('x') ? one + "es" : one + "s");

    /// <summary>From where to where the values of an axis go.</summary>
    public static string Range(ChartAxis axis, IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        return finite.Count == 0 ? $"{axis.Title}: no values." : finite.Count == 1 || finite.Min() == finite.Max()
            ? $"{axis.Title}: {ChartValues.Text(finite[0], axis.Format)}."
            : $"{axis.Title}: from {ChartValues.Text(finite.Min(), axis.Format)} to {ChartValues.Text(finite.Max(), axis.Format)}.";
    }

    /// <summary>An interval in a cell of a table.</summary>
    public static string Interval(double? low, double? high, ValueFormat format) =>
        low is { } from && high is { } to ? $"{ChartValues.Text(from, format)} to {ChartValues.Text(to, format)}" : "";
}

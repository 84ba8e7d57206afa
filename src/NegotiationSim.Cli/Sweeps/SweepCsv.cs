using System.Globalization;
using System.Text;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Telling.Sweeps;

namespace NegotiationSim.Cli.Sweeps;

/// <summary>A sweep as CSV (RFC 4180, with line feeds): a row for each point and measure.</summary>
internal static class SweepCsv
{
    private static readonly string[] s_columns = ["measure", "runs", "count", "share", "low", "high", "difference", "difference_low", "difference_high"];

    public static string Write(SweepTale tale)
    {
        var csv = new StringBuilder();
        Row(csv, [.. tale.Axes.Select(axis => axis.Path), .. s_columns]);
        for (var i = 0; i < tale.Order.Points.Length; i++)
        {
            var at = tale.Order.Points[i].At;
            string[] values = [.. tale.Axes.Select((axis, a) => axis.Values[at[a]].Text)];
            foreach (var estimate in tale.Summary.Points[i].Measures)
            {
                Row(csv, [.. values, MeasureOption.Of(estimate.Measure), .. Numbers(tale, estimate)]);
            }
        }

        return csv.ToString();
    }

    private static string[] Numbers(SweepTale tale, in PairedEstimate estimate) =>
    [
        tale.Summary.Runs.ToString(CultureInfo.InvariantCulture),
        estimate.Variant.Count.ToString(CultureInfo.InvariantCulture),
        .. new[] { estimate.Variant.Share, estimate.Variant.Low, estimate.Variant.High, estimate.Difference, estimate.Low, estimate.High }.Select(number => number.ToString("R", CultureInfo.InvariantCulture)),
    ];

    private static void Row(StringBuilder csv, IReadOnlyList<string> fields) => csv.AppendJoin(',', fields.Select(Field)).Append('\n');

    /// <summary>In quotes where it holds what would end it; quotes within are doubled.</summary>
    private static string Field(string text) => text.AsSpan().IndexOfAny(",\"\n\r") >= 0 || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

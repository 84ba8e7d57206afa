using System.Collections.Immutable;

namespace NegotiationSim.Reports.Charts;

/// <summary>How often values fall into bins, the bins of several series stacked on each other.</summary>
public sealed record Histogram : Chart
{
    /// <summary>The horizontal axis.</summary>
    public required ChartAxis X { get; init; }

    /// <summary>The vertical axis; it begins at 0.</summary>
    public required ChartAxis Y { get; init; }

    /// <summary>What is stacked, from the bottom; one where nothing is.</summary>
    public required ImmutableArray<HistogramSeries> Series { get; init; }

    /// <summary>The bins in ascending order.</summary>
    public required ImmutableArray<HistogramBin> Bins { get; init; }

    /// <summary>Lines across at a value of the horizontal axis.</summary>
    public ImmutableArray<ReferenceLine> VerticalLines { get; init; } = [];

    /// <inheritdoc/>
    public override string Description =>
        $"Histogram: {DescriptionWords.Count(Bins.Length, "bin")}{(Series.Length > 1 ? $", stacked: {string.Join(", ", Series.Select(series => series.Name))}" : "")}. "
        + $"{DescriptionWords.Range(X, Bins.SelectMany(bin => new[] { bin.From, bin.To }))} {DescriptionWords.Range(Y, Bins.Select(bin => bin.Values.Sum()))}";

    /// <inheritdoc/>
    public override ChartTable Table => new(
        [X.Title, .. Series.Select(series => Series.Length == 1 ? Y.Title : series.Name)],
        [.. Bins.Select(bin => (ImmutableArray<string>)[bin.Label ?? Range(bin), .. bin.Values.Select(value => ChartValues.Text(value, Y.Format))])]);

    /// <summary>What a bin holds, in words.</summary>
    internal string Range(HistogramBin bin) => bin.Label ?? $"{ChartValues.Text(bin.From, X.Format)} to {ChartValues.Text(bin.To, X.Format)}";
}

/// <summary>One of several series in a histogram.</summary>
/// <param name="Name">As in the legend.</param>
/// <param name="Colour">Its colour.</param>
public sealed record HistogramSeries(string Name, ChartColour Colour);

/// <summary>A bin.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Values">How high it is, per series, not negative.</param>
/// <param name="Label">What it is called, as <c>round 12</c>; null: its two ends.</param>
public sealed record HistogramBin(double From, double To, ImmutableArray<double> Values, string? Label = null);

using System.Collections.Immutable;

namespace NegotiationSim.Reports.Charts;

/// <summary>What a result becomes when one thing at a time is otherwise: bars to both sides of where it stands. The picture grows with their number.</summary>
public sealed record TornadoChart : Chart
{
    /// <summary>What is measured.</summary>
    public required ChartAxis Axis { get; init; }

    /// <summary>Where the bars begin: the result as it stands, or 0 for differences from it.</summary>
    public required double Baseline { get; init; }

    /// <summary>What the bars of a row are, in their order.</summary>
    public required ImmutableArray<TornadoSeries> Series { get; init; }

    /// <summary>The rows, from the top: the longest first, as a rule.</summary>
    public required ImmutableArray<TornadoRow> Rows { get; init; }

    /// <summary>What the rows are, as the head of a column: <c>Input</c>.</summary>
    public required string Heading { get; init; }

    /// <summary>Whether the bars of a row lie on one line, as for the low and the high end of one input; else below each other.</summary>
    public bool IsOneLine { get; init; }

    private IEnumerable<TornadoBar> Bars => Rows.SelectMany(row => row.Bars).OfType<TornadoBar>();

    /// <inheritdoc/>
    public override string Description =>
        $"Tornado of {DescriptionWords.Count(Rows.Length, "row")}{(Bars.Any(bar => bar.Low is not null) ? " with 95% intervals" : "")}, bars from {ChartValues.Text(Baseline, Axis.Format)}: "
        + $"{string.Join(", ", Series.Select(series => series.Name))}. {DescriptionWords.Range(Axis, Bars.Select(bar => bar.Value))}";

    /// <inheritdoc/>
    public override ChartTable Table => new(
        [Heading, .. Series.Select(series => series.Name)],
        [.. Rows.Select(row => (ImmutableArray<string>)
        [
            row.Label,
            .. row.Bars.Select(bar => bar is null ? "" : bar.Text ?? ChartValues.WithInterval(bar.Value, bar.Low, bar.High, Axis.Format)),
        ])]);
}

/// <summary>What one bar of every row is of.</summary>
/// <param name="Name">As in the legend.</param>
/// <param name="Colour">Its colour.</param>
public sealed record TornadoSeries(string Name, ChartColour Colour);

/// <summary>A row.</summary>
/// <param name="Label">What is otherwise in it.</param>
/// <param name="Bars">A bar per series; null: none.</param>
public sealed record TornadoRow(string Label, ImmutableArray<TornadoBar?> Bars);

/// <summary>A bar from the baseline to a value.</summary>
/// <param name="Value">Where it ends.</param>
/// <param name="Low">The lower end of its interval; null with <paramref name="High"/>: none.</param>
/// <param name="High">The upper end.</param>
/// <param name="Text">What it says in words; null: its value and its interval.</param>
public sealed record TornadoBar(double Value, double? Low = null, double? High = null, string? Text = null);

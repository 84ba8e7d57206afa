using System.Collections.Immutable;

namespace NegotiationSim.Reports.Charts;

/// <summary>Points in a plane, in groups that differ in colour and symbol, with a line through some, regions behind them and lines across.</summary>
public sealed record ScatterChart : Chart
{
    /// <summary>The horizontal axis.</summary>
    public required ChartAxis X { get; init; }

    /// <summary>The vertical axis.</summary>
    public required ChartAxis Y { get; init; }

    /// <summary>The points; later groups lie over earlier ones.</summary>
    public required ImmutableArray<ScatterGroup> Groups { get; init; }

    /// <summary>Regions behind the points.</summary>
    public ImmutableArray<ScatterRegion> Regions { get; init; } = [];

    /// <summary>Lines across at a value of the horizontal axis.</summary>
    public ImmutableArray<ReferenceLine> VerticalLines { get; init; } = [];

    /// <summary>Lines across at a value of the vertical axis.</summary>
    public ImmutableArray<ReferenceLine> HorizontalLines { get; init; } = [];

    private IEnumerable<ScatterPoint> Points => Groups.SelectMany(group => group.Points);

    /// <inheritdoc/>
    public override string Description =>
        $"Points in a plane: {DescriptionWords.Count(Points.Count(), "point")} in {DescriptionWords.Count(Groups.Length, "group")} ({string.Join(", ", Groups.Select(group => group.Name))}). "
        + $"{DescriptionWords.Range(X, Points.Select(point => point.X))} {DescriptionWords.Range(Y, Points.Select(point => point.Y))}";

    /// <inheritdoc/>
    public override ChartTable Table => new(
        ["Group", "Point", X.Title, Y.Title],
        [.. Groups.SelectMany(group => group.Points.Select(point => (ImmutableArray<string>)
            [group.Name, point.Label ?? point.Detail ?? "", ChartValues.Text(point.X, X.Format), ChartValues.Text(point.Y, Y.Format)]))]);
}

/// <summary>Points of one kind.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Points">The points; in the order of the line where there is one.</param>
public sealed record ScatterGroup(string Name, ImmutableArray<ScatterPoint> Points)
{
    /// <summary>Their colour.</summary>
    public ChartColour Colour { get; init; }

    /// <summary>Their shape.</summary>
    public ScatterSymbol Symbol { get; init; }

    /// <summary>Whether a line joins them.</summary>
    public bool IsLine { get; init; }
}

/// <summary>A point.</summary>
/// <param name="X">Where it lies.</param>
/// <param name="Y">How high.</param>
/// <param name="Label">What is written beside it; null: nothing.</param>
/// <param name="Detail">What is said of it when it is pointed at, before its numbers; null: its label.</param>
public sealed record ScatterPoint(double X, double Y, string? Label = null, string? Detail = null);

/// <summary>A rectangle in the plane; an end that is null is that of the picture.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Colour">Its colour.</param>
public sealed record ScatterRegion(string Name, ChartColour Colour)
{
    public double? Left { get; init; }

    public double? Right { get; init; }

    public double? Bottom { get; init; }

    public double? Top { get; init; }
}

/// <summary>The shape of a point.</summary>
public enum ScatterSymbol
{
    Circle,
    Square,
    Diamond,
    Triangle,
}

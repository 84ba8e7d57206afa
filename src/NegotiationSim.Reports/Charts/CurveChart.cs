using System.Collections.Immutable;

namespace NegotiationSim.Reports.Charts;

/// <summary>Curves over a common axis, as lines or steps, each with a band where its points have intervals, and single measured points among them.</summary>
public sealed record CurveChart : Chart
{
    /// <summary>The horizontal axis.</summary>
    public required ChartAxis X { get; init; }

    /// <summary>The vertical axis.</summary>
    public required ChartAxis Y { get; init; }

    /// <summary>The curves; their points in ascending order of x.</summary>
    public required ImmutableArray<Curve> Curves { get; init; }

    /// <summary>Lines across at a value of the horizontal axis.</summary>
    public ImmutableArray<ReferenceLine> VerticalLines { get; init; } = [];

    /// <summary>Lines across at a value of the vertical axis.</summary>
    public ImmutableArray<ReferenceLine> HorizontalLines { get; init; } = [];

    private IEnumerable<CurvePoint> Points => Curves.SelectMany(curve => curve.Points);

    /// <inheritdoc/>
    public override string Description =>
        $"{(Curves.Any(curve => curve.IsStep) ? "Step curves" : "Curves")}{(Points.Any(point => point.Low is not null) ? " with 95% bands" : "")}: {DescriptionWords.Count(Curves.Length, "curve")} of "
        + $"{DescriptionWords.Count(Points.Count(), "point")}. {DescriptionWords.Range(X, Points.Select(point => point.X))} {DescriptionWords.Range(Y, Points.Select(point => point.Y))}";

    /// <inheritdoc/>
    public override ChartTable Table
    {
        get
        {
            var intervals = Points.Any(point => point.Low is not null);
            return new ChartTable(
                ["Curve", X.Title, Y.Title, .. intervals ? ["95% interval"] : Array.Empty<string>()],
                [.. Curves.SelectMany(curve => curve.Points.Select(point => (ImmutableArray<string>)
                [
                    curve.Name,
                    ChartValues.Text(point.X, X.Format),
                    ChartValues.Text(point.Y, Y.Format),
                    .. intervals ? [DescriptionWords.Interval(point.Low, point.High, Y.Format)] : Array.Empty<string>(),
                ]))]);
        }
    }
}

/// <summary>A curve.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Points">Its points in ascending order of x.</param>
public sealed record Curve(string Name, ImmutableArray<CurvePoint> Points)
{
    /// <summary>Its colour.</summary>
    public ChartColour Colour { get; init; }

    /// <summary>Whether a value stays until the next point.</summary>
    public bool IsStep { get; init; }

    /// <summary>Only the points, each with its interval, and no line between them: what was measured at a few places.</summary>
    public bool IsPoints { get; init; }
}

/// <summary>A point of a curve.</summary>
/// <param name="X">Where.</param>
/// <param name="Y">How high.</param>
/// <param name="Low">The lower end of its interval; null with <paramref name="High"/>: none.</param>
/// <param name="High">The upper end.</param>
public readonly record struct CurvePoint(double X, double Y, double? Low = null, double? High = null);

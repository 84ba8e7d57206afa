using System.Collections.Immutable;

namespace NegotiationSim.Reports.Charts;

/// <summary>Several small pictures of curves in rows, each with its title, with one legend for all: names that occur in several have the same colour there.</summary>
public sealed record SmallMultiples : Chart
{
    /// <summary>The pictures, from the top left.</summary>
    public required ImmutableArray<CurveChart> Panels { get; init; }

    /// <inheritdoc/>
    public override string Description => $"{DescriptionWords.Count(Panels.Length, "small picture")} of curves: {string.Join("; ", Panels.Select(panel => panel.Title))}.";

    /// <inheritdoc/>
    public override ChartTable Table => new(
        ["Picture", "Curve", .. Panels.IsEmpty ? Array.Empty<string>() : [Panels[0].X.Title, "Value"]],
        [.. Panels.SelectMany(panel => panel.Curves.SelectMany(curve => curve.Points.Select(point => (ImmutableArray<string>)
            [panel.Title, curve.Name, ChartValues.Text(point.X, panel.X.Format), ChartValues.WithInterval(point.Y, point.Low, point.High, panel.Y.Format)])))]);
}

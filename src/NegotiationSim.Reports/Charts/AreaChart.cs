using System.Collections.Immutable;

namespace NegotiationSim.Reports.Charts;

/// <summary>Areas one on the other over a common axis, as for the shares that several causes have taken by a day.</summary>
public sealed record AreaChart : Chart
{
    /// <summary>The horizontal axis.</summary>
    public required ChartAxis X { get; init; }

    /// <summary>The vertical axis; it begins at 0.</summary>
    public required ChartAxis Y { get; init; }

    /// <summary>Where on the horizontal axis the values are, ascending.</summary>
    public required ImmutableArray<double> Xs { get; init; }

    /// <summary>The areas, the lowest first.</summary>
    public required ImmutableArray<AreaLayer> Layers { get; init; }

    /// <summary>Whether a value stays until the next.</summary>
    public bool IsStep { get; init; }

    /// <inheritdoc/>
    public override string Description =>
        $"Stacked areas: {DescriptionWords.Count(Layers.Length, "layer")} at {DescriptionWords.Count(Xs.Length, "place")}. {DescriptionWords.Range(X, Xs)} "
        + $"Together: {DescriptionWords.Range(Y, Enumerable.Range(0, Xs.Length).Select(i => Layers.Sum(layer => layer.Values[i])))}";

    /// <inheritdoc/>
    public override ChartTable Table => new(
        [X.Title, .. Layers.Select(layer => layer.Name)],
        [.. Xs.Select((x, i) => (ImmutableArray<string>)[ChartValues.Text(x, X.Format), .. Layers.Select(layer => ChartValues.Text(layer.Values[i], Y.Format))])]);
}

/// <summary>One of several areas that lie on each other.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Values">How thick it is at each place of <see cref="AreaChart.Xs"/>, not negative.</param>
public sealed record AreaLayer(string Name, ChartColour Colour, ImmutableArray<double> Values);

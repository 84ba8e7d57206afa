using System.Collections.Immutable;

namespace NegotiationSim.Reports.Charts;

/// <summary>Horizontal bars, or dots, one to a line with its name, each with its interval where it has one. The picture grows with their number.</summary>
public sealed record BarChart : Chart
{
    /// <summary>What the bars are measured in; 0 is always on it.</summary>
    public required ChartAxis Axis { get; init; }

    /// <summary>The bars in groups, in the order in which they are drawn; one group without a title where they are not grouped.</summary>
    public required ImmutableArray<BarGroup> Groups { get; init; }

    /// <summary>What the bars are, as the head of a column: <c>Ending</c>.</summary>
    public required string Heading { get; init; }

    /// <summary>What an interval is.</summary>
    public string Interval { get; init; } = "95% interval";

    /// <summary>Dots in place of bars, as for differences of which the interval matters more than the distance from 0.</summary>
    public bool HasDots { get; init; }

    private IEnumerable<Bar> Bars => Groups.SelectMany(group => group.Bars);

    /// <inheritdoc/>
    public override string Description =>
        $"{(HasDots ? "Dots on horizontal lines" : "Horizontal bars")}{(Bars.Any(bar => bar.Low is not null) ? $" with {Interval}s" : "")}: {DescriptionWords.Count(Bars.Count(), HasDots ? "dot" : "bar")}"
        + (Groups.Length > 1 ? $" in {Groups.Length} groups" : "") + $". {DescriptionWords.Range(Axis, Bars.Select(bar => bar.Value))}";

    /// <inheritdoc/>
    public override ChartTable Table
    {
        get
        {
            var (grouped, intervals) = (Groups.Any(group => group.Title is not null), Bars.Any(bar => bar.Low is not null));
            return new ChartTable(
                [.. grouped ? ["Group"] : Array.Empty<string>(), Heading, Axis.Title, .. intervals ? [Interval] : Array.Empty<string>()],
                [.. Groups.SelectMany(group => group.Bars.Select(bar => (ImmutableArray<string>)
                [
                    .. grouped ? [group.Title ?? ""] : Array.Empty<string>(),
                    bar.Label,
                    ChartValues.Text(bar.Value, Axis.Format),
                    .. intervals ? [DescriptionWords.Interval(bar.Low, bar.High, Axis.Format)] : Array.Empty<string>(),
                ]))]);
        }
    }
}

/// <summary>Bars that belong together.</summary>
/// <param name="Title">What they have in common; null: nothing is said.</param>
/// <param name="Bars">The bars, from the top.</param>
public sealed record BarGroup(string? Title, ImmutableArray<Bar> Bars);

/// <summary>A bar.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Value">How long it is.</param>
public sealed record Bar(string Label, double Value)
{
    /// <summary>The lower end of its interval; null with <see cref="High"/>: none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end.</summary>
    public double? High { get; init; }

    /// <summary>Its colour.</summary>
    public ChartColour Colour { get; init; }

    /// <summary>What stands at its end; null: its value.</summary>
    public string? Text { get; init; }
}

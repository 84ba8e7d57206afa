using System.Collections.Immutable;

namespace NegotiationSim.Reports.Charts;

/// <summary>Several pictures below each other, each with its title and its note: a file that shows all of a result.</summary>
public sealed record ChartSheet : Chart
{
    /// <summary>The pictures, from the top; none of them a sheet.</summary>
    public required ImmutableArray<Chart> Charts { get; init; }

    /// <inheritdoc/>
    public override string Description => Charts.IsEmpty ? "Nothing to show." : string.Join(" ", Charts.Select(chart => $"{chart.Title}. {chart.Description}"));

    /// <inheritdoc/>
    public override ChartTable Table => new(["Picture", "What it shows"], [.. Charts.Select(chart => (ImmutableArray<string>)[chart.Title, chart.Description])]);
}

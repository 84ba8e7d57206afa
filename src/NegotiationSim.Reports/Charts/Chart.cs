using System.Collections.Immutable;

namespace NegotiationSim.Reports.Charts;

/// <summary>
/// A picture as data: what it shows, not how it looks. <see cref="SvgChart"/> draws it for a page, <see cref="ChartFile"/> as a file. Equal data give the same bytes.
/// Texts may come from a scenario: they are shown as they are, whatever they hold, wrapped or shortened where they are too long.
/// </summary>
public abstract record Chart
{
    /// <summary>What the picture is of, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>A line under the picture, such as how many replicas it rests on; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>Kind, number of marks and range in one or two sentences, for those who do not see the picture.</summary>
    public abstract string Description { get; }

    /// <summary>The numbers of the picture as text.</summary>
    public abstract ChartTable Table { get; }
}

/// <summary>A table that says what a picture shows.</summary>
/// <param name="Headings">The heads of the columns.</param>
/// <param name="Rows">Rows of as many cells.</param>
public sealed record ChartTable(ImmutableArray<string> Headings, ImmutableArray<ImmutableArray<string>> Rows);

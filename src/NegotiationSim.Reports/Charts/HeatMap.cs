using System.Collections.Immutable;

namespace NegotiationSim.Reports.Charts;

/// <summary>A grid of cells that are the darker (on a dark page the lighter) the larger their value is, or that fall into named classes.</summary>
public sealed record HeatMap : Chart
{
    /// <summary>What the rows are.</summary>
    public required string RowHeading { get; init; }

    /// <summary>What the columns are.</summary>
    public required string ColumnHeading { get; init; }

    /// <summary>The heads of the columns.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>The rows from the top, each with a cell for every column.</summary>
    public required ImmutableArray<HeatRow> Rows { get; init; }

    /// <summary>What the values are and how they are written; its ends are those of the colours.</summary>
    public required ChartAxis Scale { get; init; }

    /// <summary>Whether the colours go two ways from 0.</summary>
    public bool IsDiverging { get; init; }

    /// <summary>Classes in place of a scale; a cell's value is then the number of its class.</summary>
    public ImmutableArray<HeatClass> Classes { get; init; } = [];

    private IEnumerable<double> Values => Rows.SelectMany(row => row.Values).OfType<double>();

    /// <inheritdoc/>
    public override string Description =>
        $"Heat map: {DescriptionWords.Count(Rows.Length, "row")} ({RowHeading}) by {DescriptionWords.Count(Columns.Length, "column")} ({ColumnHeading}). "
        + (Classes.IsEmpty
            ? DescriptionWords.Range(Scale, Values)
            : Scale.Title + ": " + string.Join(", ", Classes.Select((kind, k) => FormattableString.Invariant($"{kind.Name} in {Values.Count(value => (int)value == k)}"))) + ".");

    /// <inheritdoc/>
    public override ChartTable Table
    {
        get
        {
            var grouped = Rows.Any(row => row.Group is not null);
            return new ChartTable(
                [.. grouped ? ["Group"] : Array.Empty<string>(), RowHeading, .. Columns],
                [.. Rows.Select(row => (ImmutableArray<string>)[.. grouped ? [row.Group ?? ""] : Array.Empty<string>(), row.Label, .. row.Values.Select(Text)])]);
        }
    }

    /// <summary>What a cell says in words.</summary>
    internal string Text(double? value) => value is not { } number ? "" : Classes.IsEmpty ? ChartValues.Text(number, Scale.Format) : Classes[(int)number].Name;
}

/// <summary>A row of a grid.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Values">A value per column; null: an empty cell.</param>
public sealed record HeatRow(string Label, ImmutableArray<double?> Values)
{
    /// <summary>What rows that follow on each other have in common, said above the first of them; null: nothing.</summary>
    public string? Group { get; init; }
}

/// <summary>A class that cells fall into.</summary>
/// <param name="Name">What it is called in the legend.</param>
/// <param name="Symbol">A character or two that stand in its cells, so that it is not told by its colour alone.</param>
/// <param name="Colour">Its colour.</param>
public sealed record HeatClass(string Name, string Symbol, ChartColour Colour);

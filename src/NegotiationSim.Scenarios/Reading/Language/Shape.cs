using System.Collections.Immutable;

namespace NegotiationSim.Scenarios.Reading.Language;

/// <summary>What may stand at a place of a scenario file. The reader checks with it, overrides walk along it and the JSON Schema is made from it.</summary>
internal abstract record Shape;

/// <summary>Text for people.</summary>
internal sealed record TextShape : Shape;

/// <summary>An id, or the id of something defined elsewhere.</summary>
internal sealed record IdShape : Shape;

internal sealed record FlagShape : Shape;

/// <summary>A date, <c>2016-09-12</c>.</summary>
internal sealed record DateShape : Shape;

/// <summary>A length of time in hours, days or weeks: <c>12h</c>, <c>7d</c>, <c>2w</c>.</summary>
internal sealed record DurationShape : Shape;

/// <summary>A number, or an expression that computes one.</summary>
/// <param name="Legal">The values that make sense.</param>
/// <param name="Fixed">It may compute but not draw.</param>
internal sealed record NumberShape(Legal Legal, bool Fixed = false) : Shape;

/// <summary>A whole number.</summary>
internal sealed record WholeShape(int Minimum, int Maximum) : Shape;

/// <summary>One of some words.</summary>
internal sealed record ChoiceShape(ImmutableArray<string> Names) : Shape;

internal sealed record ListShape(Shape Item, int Minimum = 0) : Shape;

/// <summary>A mapping whose keys the author chooses (ids, dates).</summary>
internal sealed record MapShape(Shape Value) : Shape;

/// <summary>One of several shapes.</summary>
internal sealed record EitherShape(ImmutableArray<Shape> Options) : Shape;

/// <summary>A mapping with the keys of the language.</summary>
/// <param name="Name">How messages and the schema call it.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Keys">Its keys, in the order of the documentation.</param>
internal sealed record MappingShape(string Name, string Summary, ImmutableArray<Key> Keys) : Shape
{
    private readonly Dictionary<string, Key> _byName = Keys.ToDictionary(key => key.Name, StringComparer.Ordinal);

    public Key? Find(string name) => _byName.GetValueOrDefault(name);
}

/// <summary>A statement about outcomes: a mapping of issues to tests, and <c>all</c>, <c>any</c>, <c>not</c>.</summary>
internal sealed record ConditionShape : Shape;

/// <summary>Issues with the value of each.</summary>
internal sealed record TermsShape : Shape;

/// <summary>A key of a mapping.</summary>
internal sealed record Key(string Name, Shape Shape, string Summary, bool Required = false);

/// <summary>The values that make sense for a number.</summary>
/// <param name="Minimum">The smallest.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Description">How messages say it.</param>
/// <param name="AboveMinimum">The minimum itself is not legal.</param>
internal sealed record Legal(double Minimum, double Maximum, string Description, bool AboveMinimum = false)
{
    public static Legal Any { get; } = new(double.NegativeInfinity, double.PositiveInfinity, "any number");

    public static Legal Share { get; } = new(0, 1, "in [0, 1]");

    public static Legal NotNegative { get; } = new(0, double.PositiveInfinity, "at least 0");

    public static Legal Positive { get; } = new(0, double.PositiveInfinity, "above 0", AboveMinimum: true);

    public static Legal PositiveShare { get; } = new(0, 1, "above 0 and at most 1", AboveMinimum: true);

    public static Legal Percent { get; } = new(0, 100, "from 0 to 100");

    public bool Includes(double value) => (AboveMinimum ? value > Minimum : value >= Minimum) && value <= Maximum;

    /// <summary>The smallest value that a drawn number is clipped to.</summary>
    public double Floor => AboveMinimum ? double.BitIncrement(Minimum) : Minimum;
}

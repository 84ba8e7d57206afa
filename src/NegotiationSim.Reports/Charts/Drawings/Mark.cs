using System.Collections.Immutable;

namespace NegotiationSim.Reports.Charts.Drawings;

/// <summary>A point of a drawing, from its top left.</summary>
internal readonly record struct Place(double X, double Y);

/// <summary>Something that is drawn.</summary>
/// <param name="Ink">How.</param>
/// <param name="Title">What is said when it is pointed at; null: nothing.</param>
internal abstract record Mark(Ink Ink, string? Title);

/// <summary>A rectangle.</summary>
internal sealed record RectangleMark(double X, double Y, double Width, double Height, Ink Ink, string? Title) : Mark(Ink, Title);

/// <summary>A line through points, or the surface within them.</summary>
internal sealed record PathMark(ImmutableArray<Place> Places, bool IsClosed, Ink Ink, string? Title) : Mark(Ink, Title);

/// <summary>A circle.</summary>
internal sealed record CircleMark(double X, double Y, double Radius, Ink Ink, string? Title) : Mark(Ink, Title);

/// <summary>A line of text on its base line.</summary>
internal sealed record TextMark(double X, double Y, string Text, double Size, Anchor Anchor, Ink Ink) : Mark(Ink, null)
{
    public bool IsBold { get; init; }

    /// <summary>Whether it runs upwards.</summary>
    public bool IsUpright { get; init; }

    /// <summary>Whether a rim in the colour of the paper keeps it apart from what it lies on.</summary>
    public bool HasHalo { get; init; }
}

/// <summary>Which end of a text is at its place.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

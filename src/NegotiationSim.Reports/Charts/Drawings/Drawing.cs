namespace NegotiationSim.Reports.Charts.Drawings;

/// <summary>What is drawn, mark by mark, in units of a pixel at natural size. It becomes SVG (<see cref="SvgChart"/>) or pixels.</summary>
/// <param name="width">How wide it is.</param>
internal sealed class Drawing(double width)
{
    /// <summary>The size of ordinary text.</summary>
    public const double TextSize = 13;

    /// <summary>The size of text beside axes and under pictures.</summary>
    public const double SmallSize = 12;

    /// <summary>From one line of ordinary text to the next.</summary>
    public const double LineHeight = 17;

    public double Width { get; } = width;

    /// <summary>Where the margin ends at the left.</summary>
    public double Left { get; init; }

    /// <summary>Where the margin begins at the right.</summary>
    public double Right => Width - Left;

    /// <summary>How high it is; it grows with what is laid out in it.</summary>
    public double Height { get; set; }

    /// <summary>Too narrow for names beside their marks: they stand above.</summary>
    public bool IsNarrow => Width < 500;

    /// <summary>The marks; later ones cover earlier ones.</summary>
    public List<Mark> Marks { get; } = [];

    public void Rectangle(double x, double y, double width, double height, Ink ink, string? title = null) => Marks.Add(new RectangleMark(x, y, Math.Max(0, width), Math.Max(0, height), ink, title));

    public void Line(double x1, double y1, double x2, double y2, Ink ink, string? title = null) => Marks.Add(new PathMark([new(x1, y1), new(x2, y2)], false, ink, title));

    public void Polyline(IEnumerable<Place> places, Ink ink, string? title = null) => Marks.Add(new PathMark([.. places], false, ink, title));

    public void Polygon(IEnumerable<Place> places, Ink ink, string? title = null) => Marks.Add(new PathMark([.. places], true, ink, title));

    public void Circle(double x, double y, double radius, Ink ink, string? title = null) => Marks.Add(new CircleMark(x, y, radius, ink, title));

    /// <summary>A text in ordinary ink, which is not wrapped; nothing where it is empty.</summary>
    public void Text(double x, double y, string text, Anchor anchor = Anchor.Start, Role role = Role.Text, double size = TextSize, bool isBold = false) =>
        Text(new TextMark(x, y, text, size, anchor, new Ink(Paint.Text, role)) { IsBold = isBold });

    public void Text(TextMark text)
    {
        if (!string.IsNullOrWhiteSpace(text.Text))
        {
            Marks.Add(text);
        }
    }

    /// <summary>A text wrapped to a width, its first line at a height.</summary>
    /// <returns>The height of the line after it.</returns>
    public double Paragraph(double x, double y, string text, double width, int mostLines, Role role = Role.Text, double size = TextSize, bool isBold = false)
    {
        foreach (var line in TextFit.Wrap(text, width, size, mostLines, isBold))
        {
            Text(x, y, line, Anchor.Start, role, size, isBold);
            y += size * LineHeight / TextSize;
        }

        return y;
    }
}

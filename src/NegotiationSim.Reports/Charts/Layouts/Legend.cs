using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>How a legend shows what its name is of.</summary>
internal enum Sample
{
    Swatch,
    Band,
    Line,
    Symbol,
}

/// <summary>An entry of a legend.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Role">Its colour.</param>
/// <param name="Sample">How it is shown.</param>
internal readonly record struct LegendEntry(string Name, Role Role, Sample Sample)
{
    public Dash Dash { get; init; }

    public ScatterSymbol Symbol { get; init; }

    /// <summary>What stands in the swatch.</summary>
    public string? Letter { get; init; }
}

/// <summary>Names beside samples of what they are of, in lines.</summary>
internal static class Legend
{
    private const double SampleWidth = 26;
    private const double Line = 20;

    /// <summary>Draws it below a height, between the margins, and returns where it ends; nothing where there are no entries.</summary>
    public static double Draw(Drawing drawing, IEnumerable<LegendEntry> entries, double top)
    {
        var (x, y, any) = (drawing.Left, top + 14, false);
        foreach (var entry in entries)
        {
            var name = TextFit.Shorten(entry.Name, drawing.Right - drawing.Left - SampleWidth - 6, Drawing.TextSize);
            var width = SampleWidth + 6 + TextFit.Width(name, Drawing.TextSize);
            if (any && x + width > drawing.Right)
            {
                (x, y) = (drawing.Left, y + Line);
            }

            Show(drawing, entry, x, y - 4.5);
            drawing.Text(x + SampleWidth + 6, y, name);
            (x, any) = (x + width + 18, true);
        }

        return any ? y + 10 : top;
    }

    private static void Show(Drawing drawing, LegendEntry entry, double x, double y)
    {
        switch (entry.Sample)
        {
            case Sample.Swatch:
                drawing.Rectangle(x, y - 7, SampleWidth, 14, new Ink(Paint.Fill, entry.Role));
                drawing.Text(new TextMark(x + SampleWidth / 2, y + 4.5, entry.Letter ?? "", Drawing.SmallSize, Anchor.Middle, new Ink(Paint.TextOn, entry.Role)));
                break;
            case Sample.Band:
                drawing.Rectangle(x, y - 7, SampleWidth, 14, new Ink(Paint.Band, entry.Role));
                break;
            case Sample.Line:
                drawing.Line(x, y, x + SampleWidth, y, new Ink(Paint.Curve, entry.Role, entry.Dash));
                break;
            default:
                Symbols.Draw(drawing, x + SampleWidth / 2, y, entry.Symbol, entry.Role, null);
                break;
        }
    }
}

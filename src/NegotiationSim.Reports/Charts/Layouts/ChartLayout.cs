using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>Lays a picture out for a width.</summary>
internal static class ChartLayout
{
    /// <summary>The size of the title of a picture that stands alone.</summary>
    public const double TitleSize = 16;

    /// <summary>Around a picture that stands alone.</summary>
    public const double Margin = 16;

    /// <summary>Lays it out.</summary>
    /// <param name="chart">The picture.</param>
    /// <param name="width">How wide it becomes.</param>
    /// <param name="isAlone">With its title, its note and a margin: nothing around it says them.</param>
    public static Drawing Draw(Chart chart, double width, bool isAlone)
    {
        var drawing = new Drawing(width) { Left = isAlone ? Margin : 2 };
        var room = drawing.Right - drawing.Left;
        if (chart is ChartSheet sheet)
        {
            drawing.Height = Math.Ceiling(SheetLayout.Draw(drawing, sheet, isAlone) + (isAlone ? Margin : 4));
            return drawing;
        }

        var y = isAlone ? drawing.Paragraph(drawing.Left, Margin + TitleSize, chart.Title, room, 3, size: TitleSize, isBold: true) - TitleSize + 6 : 2;
        y = Body(drawing, chart, y);
        y = isAlone ? Note(drawing, chart, y) : y;

        drawing.Height = Math.Ceiling(y + (isAlone ? Margin : 4));
        return drawing;
    }

    /// <summary>Draws what is said under a picture and returns where it ends.</summary>
    public static double Note(Drawing drawing, Chart chart, double top) =>
        chart.Note is { } note ? drawing.Paragraph(drawing.Left, top + 20, note, drawing.Right - drawing.Left, 5, Role.QuietText, Drawing.SmallSize) - 12 : top;

    /// <summary>Draws the picture itself below a height and returns where it ends.</summary>
    public static double Body(Drawing drawing, Chart chart, double top) => chart switch
    {
        _ when chart.Table.Rows.IsEmpty => drawing.Paragraph(drawing.Left, top + 16, "There is nothing to show.", drawing.Right - drawing.Left, 2, Role.QuietText) - 8,
        BarChart bars => BarLayout.Draw(drawing, bars, top),
        TornadoChart tornado => BarLayout.Draw(drawing, tornado, top),
        CurveChart curves => CurveLayout.Draw(drawing, curves, top),
        SmallMultiples panels => PanelLayout.Draw(drawing, panels, top),
        AreaChart areas => AreaLayout.Draw(drawing, areas, top),
        HeatMap map => HeatLayout.Draw(drawing, map, top),
        ScatterChart points => ScatterLayout.Draw(drawing, points, top),
        Histogram bins => HistogramLayout.Draw(drawing, bins, top),
        _ => throw new ArgumentException($"'{chart.GetType().Name}' is no kind of chart that can be drawn.", nameof(chart)),
    };
}

using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>Lays a picture out for a width.</summary>
internal static class ChartLayout
{
    private const double TitleSize = 16;
    private const double Margin = 16;

    /// <summary>Lays it out.</summary>
    /// <param name="chart">The picture.</param>
    /// <param name="width">How wide it becomes.</param>
    /// <param name="isAlone">With its title, its note and a margin: nothing around it says them.</param>
    public static Drawing Draw(Chart chart, double width, bool isAlone)
    {
        var drawing = new Drawing(width) { Left = isAlone ? Margin : 2 };
        var room = drawing.Right - drawing.Left;
        var y = isAlone ? drawing.Paragraph(drawing.Left, Margin + TitleSize, chart.Title, room, 3, size: TitleSize, isBold: true) - TitleSize + 6 : 2;
        y = Body(drawing, chart, y);
        if (isAlone && chart.Note is { } note)
        {
            y = drawing.Paragraph(drawing.Left, y + 20, note, room, 5, Role.QuietText, Drawing.SmallSize) - 12;
        }

        drawing.Height = Math.Ceiling(y + (isAlone ? Margin : 4));
        return drawing;
    }

    /// <summary>Draws it below a height and returns where it ends.</summary>
    private static double Body(Drawing drawing, Chart chart, double top) => chart switch
    {
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

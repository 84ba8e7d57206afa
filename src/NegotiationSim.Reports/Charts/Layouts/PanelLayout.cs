using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>Small pictures in rows.</summary>
internal static class PanelLayout
{
    private const double Gap = 24;
    private const double Height = 180;

    public static double Draw(Drawing drawing, SmallMultiples chart, double top)
    {
        var bottom = Legend.Draw(drawing, chart.Panels.SelectMany(CurveLayout.Entries).DistinctBy(entry => entry.Name), top);
        var columns = drawing.IsNarrow ? 1 : Math.Clamp(chart.Panels.Length, 1, 2);
        var width = (drawing.Right - drawing.Left - Gap * (columns - 1)) / columns;
        foreach (var row in chart.Panels.Chunk(columns))
        {
            var titles = row.Select(panel => TextFit.Wrap(panel.Title, width, Drawing.TextSize, 2, isBold: true)).ToList();
            var head = bottom + 16 + Drawing.LineHeight * titles.Max(lines => lines.Count);
            for (var i = 0; i < row.Length; i++)
            {
                var left = drawing.Left + i * (width + Gap);
                drawing.Paragraph(left, bottom + 20, row[i].Title, width, 2, isBold: true);
                CurveLayout.Draw(drawing, row[i], new Box(left, head, left + width, head + Height + 16 * row[i].VerticalLines.Length));
            }

            bottom = head + Height + 8 + 16 * row.Max(panel => panel.VerticalLines.Length);
        }

        return bottom;
    }
}

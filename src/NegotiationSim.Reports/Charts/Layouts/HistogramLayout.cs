using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>Bins, stacked where there are several series.</summary>
internal static class HistogramLayout
{
    public static double Draw(Drawing drawing, Histogram chart, double top)
    {
        top = Legend.Draw(drawing, chart.Series.Length > 1 ? chart.Series.Reverse().Select(series => new LegendEntry(series.Name, Symbols.RoleOf(series.Colour), Sample.Swatch)) : [], top);
        var bottom = top + (drawing.IsNarrow ? 250 : 300) + 16 * chart.VerticalLines.Length;
        var xEnds = Scale.Ends(chart.X, chart.Bins.SelectMany(bin => new[] { bin.From, bin.To }), isTight: true);
        var yEnds = Scale.Ends(chart.Y with { Min = 0 }, chart.Bins.Select(bin => bin.Values.Sum()).Append(0));
        var frame = new PlotFrame(drawing, chart.X, xEnds, chart.Y, yEnds, new Box(drawing.Left, top, drawing.Right, bottom), chart.VerticalLines.Length);
        frame.Draw();
        foreach (var bin in chart.Bins)
        {
            var (left, right, height) = (frame.X.At(bin.From), frame.X.At(bin.To), 0.0);
            for (var k = 0; k < bin.Values.Length; k++)
            {
                var (low, high) = (frame.Y.At(height), frame.Y.At(height + bin.Values[k]));
                height += bin.Values[k];
                if (low - high > 0)
                {
                    // A gap between bins, as long as they are wide enough for one.
                    var gap = right - left > 4 ? 0.5 : 0;
                    drawing.Rectangle(left + gap, high, right - left - 2 * gap, low - high, new Ink(chart.Series.Length > 1 && right - left > 4 ? Paint.Tile : Paint.Fill, Symbols.RoleOf(chart.Series[k].Colour)));
                }
            }
        }

        frame.DrawLines(chart.VerticalLines, []);
        foreach (var bin in chart.Bins)
        {
            frame.Hit(frame.X.At(bin.From), frame.X.At(bin.To), Title(chart, bin));
        }

        return bottom;
    }

    private static string Title(Histogram chart, HistogramBin bin) => $"{TextFit.Isolated(chart.Range(bin))}: " + (chart.Series.Length == 1
        ? ChartValues.Text(bin.Values[0], chart.Y.Format)
        : string.Join("; ", chart.Series.Select((series, k) => $"{TextFit.Isolated(series.Name)} {ChartValues.Text(bin.Values[k], chart.Y.Format)}")));
}

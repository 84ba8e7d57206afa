using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>Areas one on the other; each carries its name where it is thick enough.</summary>
internal static class AreaLayout
{
    public static double Draw(Drawing drawing, AreaChart chart, double top)
    {
        // From the top, as the areas lie.
        top = Legend.Draw(drawing, chart.Layers.Reverse().Select(layer => new LegendEntry(layer.Name, Symbols.RoleOf(layer.Colour), Sample.Swatch)), top);
        var bottom = top + (drawing.IsNarrow ? 270 : 330);
        var heights = Heights(chart);
        var yEnds = Scale.Ends(chart.Y with { Min = 0 }, heights[^1]);
        var frame = new PlotFrame(drawing, chart.X, Scale.Ends(chart.X, chart.Xs, isTight: true), chart.Y, yEnds, new Box(drawing.Left, top, drawing.Right, bottom));
        frame.Draw();
        for (var k = 0; k < chart.Layers.Length && chart.Xs.Length > 0; k++)
        {
            var ink = new Ink(Paint.Tile, Symbols.RoleOf(chart.Layers[k].Colour));
            drawing.Polygon(Edge(frame, chart, heights[k + 1]).Concat(Enumerable.Reverse(Edge(frame, chart, heights[k]))), ink, TextFit.Isolated(chart.Layers[k].Name));
            Name(drawing, frame, chart, heights, k);
        }

        frame.Hits(chart.Xs, i => $"{chart.X.Title} {ChartValues.Text(chart.Xs[i], chart.X.Format)}: "
            + string.Join("; ", chart.Layers.Reverse().Select(layer => $"{TextFit.Isolated(layer.Name)} {ChartValues.Text(layer.Values[i], chart.Y.Format)}")));
        return bottom;
    }

    /// <summary>The lower edge of every layer, and the upper one of the last.</summary>
    private static double[][] Heights(AreaChart chart)
    {
        var heights = new double[chart.Layers.Length + 1][];
        heights[0] = new double[chart.Xs.Length];
        for (var k = 0; k < chart.Layers.Length; k++)
        {
            heights[k + 1] = [.. chart.Layers[k].Values.Select((value, i) => heights[k][i] + value)];
        }

        return heights;
    }

    private static List<Place> Edge(PlotFrame frame, AreaChart chart, double[] heights)
    {
        var places = new List<Place>();
        for (var i = 0; i < heights.Length; i++)
        {
            var place = new Place(frame.X.At(chart.Xs[i]), frame.Y.At(heights[i]));
            if (chart.IsStep && i > 0)
            {
                places.Add(place with { Y = places[^1].Y });
            }

            places.Add(place);
        }

        return places;
    }

    /// <summary>Writes the name of a layer into it, at its right end, where it fits along its whole length.</summary>
    private static void Name(Drawing drawing, PlotFrame frame, AreaChart chart, double[][] heights, int layer)
    {
        var name = TextFit.Plain(chart.Layers[layer].Name);
        var width = TextFit.Width(name, Drawing.SmallSize) + 12;
        var under = Enumerable.Range(0, chart.Xs.Length).Where(i => frame.X.At(chart.Xs[i]) >= frame.Area.Right - width).ToList();
        // Left of the first of these places the layer is as it was at the one before.
        if (under.Count > 0 && under[0] > 0)
        {
            under.Insert(0, under[0] - 1);
        }

        if (under.Count == 0 || width > frame.Area.Right - frame.Area.Left)
        {
            return;
        }

        var (upper, lower) = (under.Max(i => frame.Y.At(heights[layer + 1][i])), under.Min(i => frame.Y.At(heights[layer][i])));
        if (lower - upper >= 17)
        {
            drawing.Text(new TextMark(frame.Area.Right - 6, (lower + upper) / 2 + 4, name, Drawing.SmallSize, Anchor.End, new Ink(Paint.TextOn, Symbols.RoleOf(chart.Layers[layer].Colour))));
        }
    }
}

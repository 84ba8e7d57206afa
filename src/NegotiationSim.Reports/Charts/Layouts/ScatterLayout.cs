using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>Points in a plane; a label that would lie on another one or on a point is left out.</summary>
internal static class ScatterLayout
{
    private const double LabelHeight = 14;

    public static double Draw(Drawing drawing, ScatterChart chart, double top)
    {
        top = Legend.Draw(
            drawing,
            [
                .. chart.Groups.Select(group => new LegendEntry(group.Name, Symbols.RoleOf(group.Colour), group.IsLine ? Sample.Line : Sample.Symbol) { Symbol = group.Symbol }),
                .. chart.Regions.Select(region => new LegendEntry(region.Name, Symbols.RoleOf(region.Colour), Sample.Band)),
            ],
            top);
        var bottom = top + (drawing.IsNarrow ? 340 : 440) + 16 * chart.VerticalLines.Length;
        var points = chart.Groups.SelectMany(group => group.Points).ToList();
        var frame = new PlotFrame(
            drawing,
            chart.X,
            Scale.Ends(chart.X, points.Select(point => point.X).Concat(chart.VerticalLines.Select(line => line.At))),
            chart.Y,
            Scale.Ends(chart.Y, points.Select(point => point.Y).Concat(chart.HorizontalLines.Select(line => line.At))),
            new Box(drawing.Left, top, drawing.Right, bottom),
            chart.VerticalLines.Length);
        foreach (var region in chart.Regions)
        {
            var (left, right) = (frame.X.At(region.Left ?? double.NegativeInfinity), frame.X.At(region.Right ?? double.PositiveInfinity));
            var (low, high) = (frame.Y.At(region.Bottom ?? double.NegativeInfinity), frame.Y.At(region.Top ?? double.PositiveInfinity));
            drawing.Rectangle(left, high, right - left, low - high, new Ink(Paint.Band, Symbols.RoleOf(region.Colour)), TextFit.Isolated(region.Name));
        }

        frame.Draw();
        frame.DrawLines(chart.VerticalLines, chart.HorizontalLines);
        foreach (var group in chart.Groups)
        {
            Draw(drawing, frame, chart, group);
        }

        frame.NameLines(chart.HorizontalLines);
        Label(drawing, frame, chart);
        return bottom;
    }

    private static void Draw(Drawing drawing, PlotFrame frame, ScatterChart chart, ScatterGroup group)
    {
        var role = Symbols.RoleOf(group.Colour);
        if (group.IsLine && group.Points.Length > 1)
        {
            drawing.Polyline(group.Points.Select(point => new Place(frame.X.At(point.X), frame.Y.At(point.Y))), new Ink(Paint.Curve, role));
        }

        foreach (var point in group.Points)
        {
            var (x, y) = (frame.X.At(point.X), frame.Y.At(point.Y));
            var said = point.Detail ?? point.Label ?? group.Name;
            var title = $"{TextFit.Isolated(said)}: {TextFit.Isolated(chart.X.Title)} {ChartValues.Text(point.X, chart.X.Format)}, {TextFit.Isolated(chart.Y.Title)} {ChartValues.Text(point.Y, chart.Y.Format)}";
            if (group.IsLine)
            {
                drawing.Circle(x, y, 3, new Ink(Paint.Tile, role), title);
            }
            else
            {
                Symbols.Draw(drawing, x, y, group.Symbol, role, title, Symbols.SizeOf(group.Points.Length));
            }
        }
    }

    /// <summary>Writes labels beside their points: right, left, above or below, wherever there is room.</summary>
    private static void Label(Drawing drawing, PlotFrame frame, ScatterChart chart)
    {
        // No label covers a point of another group; lines have too many to spare them all.
        var taken = chart.Groups.Where(group => !group.IsLine).SelectMany(group => group.Points).Select(point => new Box(frame.X.At(point.X) - 5, frame.Y.At(point.Y) - 5, frame.X.At(point.X) + 5, frame.Y.At(point.Y) + 5)).ToList();
        foreach (var point in chart.Groups.SelectMany(group => group.Points).Where(point => point.Label is not null))
        {
            var (x, y) = (frame.X.At(point.X), frame.Y.At(point.Y));
            var label = TextFit.Shorten(point.Label!, (frame.Area.Right - frame.Area.Left) / 2, Drawing.SmallSize);
            var width = TextFit.Width(label, Drawing.SmallSize);
            Box[] places =
            [
                new(x + 9, y - LabelHeight / 2, x + 9 + width, y + LabelHeight / 2),
                new(x - 9 - width, y - LabelHeight / 2, x - 9, y + LabelHeight / 2),
                new(x - width / 2, y - 9 - LabelHeight, x + width / 2, y - 9),
                new(x - width / 2, y + 9, x + width / 2, y + 9 + LabelHeight),
                new(x + 9, y + LabelHeight / 2, x + 9 + width, y + 1.5 * LabelHeight),
                new(x + 9, y - 1.5 * LabelHeight, x + 9 + width, y - LabelHeight / 2),
            ];
            foreach (var place in places.Where(place => place.Left >= frame.Area.Left && place.Right <= frame.Area.Right && place.Top >= frame.Area.Top && place.Bottom <= frame.Area.Bottom && !taken.Any(other => Overlap(place, other))).Take(1))
            {
                taken.Add(place);
                drawing.Text(new TextMark(place.Left, place.Bottom - 3, label, Drawing.SmallSize, Anchor.Start, new Ink(Paint.Text, Role.Text)) { HasHalo = true });
            }
        }
    }

    private static bool Overlap(Box one, Box other) => one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom;
}

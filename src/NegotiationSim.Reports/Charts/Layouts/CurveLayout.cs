using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>Curves with their bands.</summary>
internal static class CurveLayout
{
    public static double Draw(Drawing drawing, CurveChart chart, double top)
    {
        top = Legend.Draw(drawing, chart.Curves.Length > 1 || chart.Curves.Any(curve => curve.IsPoints) ? Entries(chart) : [], top);
        var bottom = top + (drawing.IsNarrow ? 270 : 330) + 16 * chart.VerticalLines.Length;
        Draw(drawing, chart, new Box(drawing.Left, top, drawing.Right, bottom));
        return bottom;
    }

    /// <summary>The legend.</summary>
    public static IEnumerable<LegendEntry> Entries(CurveChart chart) => chart.Curves.Select(curve =>
        new LegendEntry(curve.Name, Symbols.RoleOf(curve.Colour), curve.IsPoints ? Sample.Symbol : Sample.Line) { Dash = Symbols.DashOf(curve.Colour), Symbol = ScatterSymbol.Diamond });

    /// <summary>Draws the curves within a box.</summary>
    public static void Draw(Drawing drawing, CurveChart chart, Box box)
    {
        var points = chart.Curves.SelectMany(curve => curve.Points).ToList();
        var xEnds = Scale.Ends(chart.X, points.Select(point => point.X).Concat(chart.VerticalLines.Select(line => line.At)), isTight: true);
        var yEnds = Scale.Ends(chart.Y, points.SelectMany(point => new[] { point.Y, point.Low ?? point.Y, point.High ?? point.Y }).Concat(chart.HorizontalLines.Select(line => line.At)));
        var frame = new PlotFrame(drawing, chart.X, xEnds, chart.Y, yEnds, box, chart.VerticalLines.Length);
        frame.Draw();
        foreach (var curve in chart.Curves.Where(curve => !curve.IsPoints))
        {
            DrawBand(drawing, frame, curve);
        }

        frame.DrawLines(chart.VerticalLines, chart.HorizontalLines);
        foreach (var curve in chart.Curves.Where(curve => !curve.IsPoints && curve.Points.Length > 0))
        {
            DrawLine(drawing, frame, curve);
        }

        var xs = chart.Curves.Where(curve => !curve.IsPoints).SelectMany(curve => curve.Points.Select(point => point.X)).Distinct().Order().ToList();
        frame.Hits(xs, i => Title(chart, xs[i]));
        foreach (var curve in chart.Curves.Where(curve => curve.IsPoints))
        {
            DrawPoints(drawing, frame, chart, curve);
        }

        frame.NameLines(chart.HorizontalLines);
    }

    private static void DrawLine(Drawing drawing, PlotFrame frame, Curve curve)
    {
        var ink = new Ink(Paint.Curve, Symbols.RoleOf(curve.Colour), Symbols.DashOf(curve.Colour));
        if (curve.Points.Length == 1)
        {
            drawing.Circle(frame.X.At(curve.Points[0].X), frame.Y.At(curve.Points[0].Y), 4, ink with { Paint = Paint.Tile });
            return;
        }

        drawing.Polyline(Places(frame, curve, point => point.Y), ink);
    }

    private static void DrawBand(Drawing drawing, PlotFrame frame, Curve curve)
    {
        // Where some points have no interval the band is that of the others.
        var bounded = curve with { Points = [.. curve.Points.Where(point => point.Low is not null && point.High is not null)] };
        if (bounded.Points.Length > 1)
        {
            drawing.Polygon(
                Places(frame, bounded, point => point.High!.Value).Concat(Enumerable.Reverse(Places(frame, bounded, point => point.Low!.Value))),
                new Ink(Paint.Band, Symbols.RoleOf(curve.Colour)));
        }
    }

    private static void DrawPoints(Drawing drawing, PlotFrame frame, CurveChart chart, Curve curve)
    {
        var role = Symbols.RoleOf(curve.Colour);
        foreach (var point in curve.Points)
        {
            var x = frame.X.At(point.X);
            if (point.Low is { } low && point.High is { } high)
            {
                drawing.Line(x, frame.Y.At(low), x, frame.Y.At(high), new Ink(Paint.Line, role));
            }

            Symbols.Draw(drawing, x, frame.Y.At(point.Y), ScatterSymbol.Diamond, role, $"{TextFit.Isolated(curve.Name)}, {X(chart, point.X)}: {Value(chart, point)}");
        }
    }

    private static List<Place> Places(PlotFrame frame, Curve curve, Func<CurvePoint, double> value)
    {
        var places = new List<Place>();
        foreach (var point in curve.Points)
        {
            var place = new Place(frame.X.At(point.X), frame.Y.At(value(point)));
            if (curve.IsStep && places.Count > 0)
            {
                places.Add(place with { Y = places[^1].Y });
            }

            places.Add(place);
        }

        return places;
    }

    /// <summary>What all curves say at a place; a step curve what it said last.</summary>
    private static string Title(CurveChart chart, double x)
    {
        var said = chart.Curves.Where(curve => !curve.IsPoints).Select(curve => (curve.Name, Points: curve.Points.Where(point => curve.IsStep ? point.X <= x : point.X == x).ToList()))
            .Where(curve => curve.Points.Count > 0)
            .Select(curve => chart.Curves.Length == 1 ? Value(chart, curve.Points[^1]) : $"{TextFit.Isolated(curve.Name)} {Value(chart, curve.Points[^1])}");
        return $"{X(chart, x)}: {string.Join("; ", said)}";
    }

    private static string X(CurveChart chart, double x) => $"{chart.X.Title} {ChartValues.Text(x, chart.X.Format)}";

    private static string Value(CurveChart chart, CurvePoint point) => ChartValues.WithInterval(point.Y, point.Low, point.High, chart.Y.Format);
}

using System.Collections.Immutable;
using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>A rectangle of the paper.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom);

/// <summary>The surface that points and curves are drawn on, with its grid, its axes and their titles.</summary>
internal sealed class PlotFrame
{
    private const double LabelLine = 16;

    private readonly Drawing _drawing;
    private readonly ChartAxis _x;
    private readonly ChartAxis _y;
    private readonly Ticks _xTicks;
    private readonly Ticks _yTicks;
    private readonly Box _outer;

    /// <summary>Finds the place of everything.</summary>
    /// <param name="drawing">Where it is drawn.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="xEnds">From where to where it goes.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="yEnds">From where to where it goes.</param>
    /// <param name="outer">The room for it, titles included.</param>
    /// <param name="labelLines">Lines above it for what is said of lines across.</param>
    public PlotFrame(Drawing drawing, ChartAxis x, (double Min, double Max) xEnds, ChartAxis y, (double Min, double Max) yEnds, Box outer, int labelLines = 0)
    {
        (_drawing, _x, _y, _outer) = (drawing, x, y, outer);
        var top = outer.Top + (y.Title.Length == 0 ? 8 : 24) + labelLines * LabelLine + (labelLines > 0 ? 6 : 0);
        var bottom = outer.Bottom - LabelLine - (x.Title.Length == 0 ? 4 : 18);
        _yTicks = Ticks.Between(yEnds.Min, yEnds.Max, Math.Max(2, (int)((bottom - top) / 38)), Finest(y));
        var left = outer.Left + _yTicks.Values.Select(value => Width(ChartValues.Tick(value, y.Format, _yTicks.Step))).DefaultIfEmpty(0).Max() + 8;
        var widest = new[] { xEnds.Min, xEnds.Max }.Max(value => Width(ChartValues.Tick(value, x.Format, Ticks.Between(xEnds.Min, xEnds.Max, 8).Step)));
        // Half of the last label hangs over the right end.
        var right = outer.Right - widest / 2 - 2;
        _xTicks = Ticks.Between(xEnds.Min, xEnds.Max, Math.Clamp((int)((right - left) / (widest + 22)), 2, 10), Finest(x));
        Area = new Box(left, top, right, bottom);
        X = new Scale(xEnds.Min, xEnds.Max, left, right);
        Y = new Scale(yEnds.Min, yEnds.Max, bottom, top);
    }

    /// <summary>Where values of the horizontal axis lie.</summary>
    public Scale X { get; }

    /// <summary>Where values of the vertical axis lie.</summary>
    public Scale Y { get; }

    /// <summary>Within the axes.</summary>
    public Box Area { get; }

    /// <summary>Draws grid, axes and titles: before the marks.</summary>
    public void Draw()
    {
        foreach (var value in _yTicks.Values)
        {
            var y = Y.At(value);
            _drawing.Line(Area.Left, y, Area.Right, y, new Ink(Paint.Hairline, Role.Grid));
            _drawing.Text(Area.Left - 6, y + 4, ChartValues.Tick(value, _y.Format, _yTicks.Step), Anchor.End, Role.QuietText, Drawing.SmallSize);
        }

        _drawing.Line(Area.Left, Area.Bottom, Area.Right, Area.Bottom, new Ink(Paint.Hairline, Role.Axis));
        foreach (var value in _xTicks.Values)
        {
            var x = X.At(value);
            _drawing.Line(x, Area.Bottom, x, Area.Bottom + 4, new Ink(Paint.Hairline, Role.Axis));
            _drawing.Text(x, Area.Bottom + LabelLine, ChartValues.Tick(value, _x.Format, _xTicks.Step), Anchor.Middle, Role.QuietText, Drawing.SmallSize);
        }

        var room = _outer.Right - _outer.Left;
        _drawing.Text(_outer.Left, _outer.Top + 12, TextFit.Shorten(_y.Title, room, Drawing.SmallSize), Anchor.Start, Role.QuietText, Drawing.SmallSize);
        _drawing.Text(_outer.Right, _outer.Bottom - 2, TextFit.Shorten(_x.Title, room, Drawing.SmallSize), Anchor.End, Role.QuietText, Drawing.SmallSize);
    }

    /// <summary>Draws lines across; the words of those at the horizontal axis stand above the frame, each on a line of its own.</summary>
    public void DrawLines(ImmutableArray<ReferenceLine> vertical, ImmutableArray<ReferenceLine> horizontal)
    {
        for (var i = 0; i < vertical.Length; i++)
        {
            var (x, y) = (X.At(vertical[i].At), Area.Top - 6 - (vertical.Length - i) * LabelLine);
            var label = TextFit.Shorten(vertical[i].Label, _outer.Right - _outer.Left - 8, Drawing.SmallSize);
            // Where there is no room to the right of the line the words stand to its left, and where there is none there either, as far right as they can.
            var width = Width(label);
            var start = x + 5 + width <= _outer.Right ? x + 5 : x - 5 - width >= _outer.Left ? x - 5 - width : _outer.Right - width;
            _drawing.Line(x, y + 2, x, Area.Bottom, new Ink(Paint.Halo, Role.Surface));
            _drawing.Line(x, y + 2, x, Area.Bottom, new Ink(Paint.Line, Role.Reference, Dash.Short), $"{TextFit.Isolated(vertical[i].Label)}: {ChartValues.Text(vertical[i].At, _x.Format)}");
            _drawing.Text(new TextMark(start, y + 12, label, Drawing.SmallSize, Anchor.Start, new Ink(Paint.Text, Role.Text)) { HasHalo = true });
        }

        foreach (var line in horizontal)
        {
            var y = Y.At(line.At);
            _drawing.Line(Area.Left, y, Area.Right, y, new Ink(Paint.Line, Role.Reference, Dash.Short), $"{TextFit.Isolated(line.Label)}: {ChartValues.Text(line.At, _y.Format)}");
        }
    }

    /// <summary>Writes the words of lines across at the vertical axis, over the marks; those of neighbours do not touch.</summary>
    public void NameLines(ImmutableArray<ReferenceLine> horizontal)
    {
        var last = double.PositiveInfinity;
        foreach (var line in horizontal.OrderBy(line => line.At))
        {
            last = Math.Max(Area.Top + 10, Math.Min(Y.At(line.At) - 4, last - LabelLine));
            var label = TextFit.Shorten(line.Label, Area.Right - Area.Left - 8, Drawing.SmallSize);
            _drawing.Text(new TextMark(Area.Right - 4, last, label, Drawing.SmallSize, Anchor.End, new Ink(Paint.Text, Role.Text)) { HasHalo = true });
        }
    }

    /// <summary>A column of the frame that says something when it is pointed at.</summary>
    public void Hit(double left, double right, string title) => _drawing.Rectangle(left, Area.Top, right - left, Area.Bottom - Area.Top, new Ink(Paint.Hit, Role.Surface), title);

    /// <summary>Columns around places of the horizontal axis, each from half way to the one before to half way to the next.</summary>
    public void Hits(IReadOnlyList<double> xs, Func<int, string> title)
    {
        // More than these nobody could point at.
        var every = Math.Max(1, (xs.Count + 119) / 120);
        var shown = Enumerable.Range(0, xs.Count).Where(i => i % every == 0).ToList();
        for (var k = 0; k < shown.Count; k++)
        {
            var at = X.At(xs[shown[k]]);
            var left = k == 0 ? Area.Left : (X.At(xs[shown[k - 1]]) + at) / 2;
            var right = k == shown.Count - 1 ? Area.Right : (X.At(xs[shown[k + 1]]) + at) / 2;
            if (right > left)
            {
                Hit(left, right, title(shown[k]));
            }
        }
    }

    private static double Finest(ChartAxis axis) => axis.Format == ValueFormat.Whole ? 1 : 0;

    private static double Width(string text) => TextFit.Width(text, Drawing.SmallSize);
}

using System.Collections.Immutable;
using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>Horizontal bars in rows; beside their names, or on a narrow paper below them.</summary>
internal sealed class BarLayout
{
    private const double BarHeight = 15;
    private const double MarkPitch = 19;
    private const double RowGap = 9;

    private readonly Drawing _drawing;
    private readonly ChartAxis _axis;
    private readonly ImmutableArray<BarRow> _rows;
    private readonly double _baseline;
    private readonly double _labelWidth;
    private readonly Scale _scale;
    private readonly Ticks _ticks;

    private BarLayout(Drawing drawing, ChartAxis axis, ImmutableArray<BarRow> rows, double baseline)
    {
        (_drawing, _axis, _rows, _baseline) = (drawing, axis, rows, baseline);
        var room = drawing.Right - drawing.Left;
        var labels = rows.Where(row => !row.IsHead).Select(row => TextFit.Width(TextFit.Plain(row.Label), Drawing.TextSize)).DefaultIfEmpty(0).Max();
        _labelWidth = drawing.IsNarrow ? room : Math.Min(labels + 2, 0.38 * room);
        var marks = rows.SelectMany(row => row.Marks).ToList();
        var (min, max) = Scale.Ends(axis, marks.SelectMany(mark => new[] { mark.Value, mark.Low ?? mark.Value, mark.High ?? mark.Value }).Append(baseline));
        var texts = marks.Select(mark => TextFit.Width(mark.Text, Drawing.TextSize)).DefaultIfEmpty(0).Max();
        var from = drawing.IsNarrow ? drawing.Left + 14 : drawing.Left + _labelWidth + 12;
        _scale = new Scale(min, max, from, Math.Max(from + 60, drawing.Right - texts - 10));
        _ticks = Ticks.Between(min, max, Math.Max(2, (int)((_scale.To - _scale.From) / 62)));
    }

    /// <summary>Whether the marks of a row lie on one line.</summary>
    public bool IsOneLine { get; init; }

    /// <summary>Dots in place of bars.</summary>
    public bool HasDots { get; init; }

    public static double Draw(Drawing drawing, BarChart chart, double top)
    {
        var rows = chart.Groups.SelectMany(group => group.Bars.Select(bar =>
        {
            var text = bar.Text ?? ChartValues.Text(bar.Value, chart.Axis.Format);
            var said = bar.Text ?? ChartValues.WithInterval(bar.Value, bar.Low, bar.High, chart.Axis.Format);
            return new BarRow(bar.Label, [new BarMark(bar.Value, bar.Low, bar.High, Symbols.RoleOf(bar.Colour), text, $"{TextFit.Isolated(bar.Label)}: {said}")]);
        }).Prepend(group.Title is { } title ? new BarRow(title, []) : null)).OfType<BarRow>();
        return new BarLayout(drawing, chart.Axis, [.. rows], 0) { HasDots = chart.HasDots }.Draw(top);
    }

    public static double Draw(Drawing drawing, TornadoChart chart, double top)
    {
        var rows = chart.Rows.Select(row => new BarRow(row.Label, [.. row.Bars.Select((bar, k) =>
        {
            if (bar is null)
            {
                return null;
            }

            var said = bar.Text ?? ChartValues.WithInterval(bar.Value, bar.Low, bar.High, chart.Axis.Format);
            var text = chart.IsOneLine ? "" : bar.Text ?? ChartValues.Text(bar.Value, chart.Axis.Format);
            return new BarMark(bar.Value, bar.Low, bar.High, Symbols.RoleOf(chart.Series[k].Colour), text, $"{TextFit.Isolated(row.Label)}, {TextFit.Isolated(chart.Series[k].Name)}: {said}");
        }).OfType<BarMark>()]));
        top = Legend.Draw(drawing, chart.Series.Length > 1 ? chart.Series.Select(series => new LegendEntry(series.Name, Symbols.RoleOf(series.Colour), Sample.Swatch)) : [], top);
        return new BarLayout(drawing, chart.Axis, [.. rows.Where(row => !row.IsHead)], chart.Baseline) { IsOneLine = chart.IsOneLine }.Draw(top);
    }

    private double Draw(double top)
    {
        var y = top + 4;
        var places = new List<(BarRow Row, List<string> Lines, double Top)>();
        foreach (var row in _rows)
        {
            var lines = row.IsHead
                ? TextFit.Wrap(row.Label, _drawing.Right - _drawing.Left, Drawing.TextSize, 3, isBold: true)
                : TextFit.Wrap(row.Label, _labelWidth, Drawing.TextSize, _drawing.IsNarrow ? 2 : 3);
            y += row.IsHead && places.Count > 0 ? 8 : 0;
            places.Add((row, lines, y));
            y += Height(row, lines);
        }

        var bottom = y;
        DrawGrid(top, bottom);
        _drawing.Line(_scale.At(_baseline), top, _scale.At(_baseline), bottom, new Ink(Paint.Hairline, Role.Axis));
        foreach (var (row, lines, at) in places)
        {
            DrawRow(row, lines, at);
        }

        return bottom + 17 + (_axis.Title.Length == 0 ? 0 : 19);
    }

    private double Height(BarRow row, List<string> lines)
    {
        var text = lines.Count * Drawing.LineHeight;
        var marks = row.IsHead ? 0 : IsOneLine ? MarkPitch : MarkPitch * row.Marks.Length;
        return row.IsHead ? text + 5 : (_drawing.IsNarrow ? text + marks : Math.Max(text, marks)) + RowGap;
    }

    private void DrawGrid(double top, double bottom)
    {
        foreach (var value in _ticks.Values)
        {
            var (x, text) = (_scale.At(value), ChartValues.Tick(value, _axis.Format, _ticks.Step));
            _drawing.Line(x, top, x, bottom, new Ink(Paint.Hairline, Role.Grid));
            var half = TextFit.Width(text, Drawing.SmallSize) / 2;
            _drawing.Text(Math.Clamp(x, _drawing.Left + half, _drawing.Right - half), bottom + 16, text, Anchor.Middle, Role.QuietText, Drawing.SmallSize);
        }

        var title = TextFit.Shorten(_axis.Title, _drawing.Right - _drawing.Left, Drawing.SmallSize);
        var width = TextFit.Width(title, Drawing.SmallSize);
        _drawing.Text(Math.Max(_drawing.Left, Math.Min(_scale.From, _drawing.Right - width)), bottom + 35, title, Anchor.Start, Role.QuietText, Drawing.SmallSize);
    }

    private void DrawRow(BarRow row, List<string> lines, double top)
    {
        if (row.IsHead)
        {
            DrawLines(lines, _drawing.Left, top + 13, Anchor.Start, isBold: true);
            return;
        }

        var (marks, height) = (IsOneLine ? MarkPitch : MarkPitch * row.Marks.Length, Height(row, lines) - RowGap);
        var text = lines.Count * Drawing.LineHeight;
        var first = _drawing.IsNarrow ? top + text : top + (height - marks) / 2;
        if (_drawing.IsNarrow)
        {
            DrawLines(lines, _drawing.Left, top + 13, Anchor.Start, isBold: false);
        }
        else
        {
            DrawLines(lines, _scale.From - 10, top + (height - text) / 2 + 13, Anchor.End, isBold: false);
        }

        for (var k = 0; k < row.Marks.Length; k++)
        {
            DrawMark(row.Marks[k], first + (IsOneLine ? 0 : k * MarkPitch) + MarkPitch / 2);
        }
    }

    private void DrawLines(List<string> lines, double x, double y, Anchor anchor, bool isBold)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            // Heads, and on a narrow paper names, lie on the lines of the grid.
            _drawing.Text(new TextMark(x, y + i * Drawing.LineHeight, lines[i], Drawing.TextSize, anchor, new Ink(Paint.Text, Role.Text)) { IsBold = isBold, HasHalo = anchor == Anchor.Start });
        }
    }

    private void DrawMark(BarMark mark, double y)
    {
        var (from, to) = (_scale.At(_baseline), _scale.At(mark.Value));
        if (!HasDots)
        {
            _drawing.Rectangle(Math.Min(from, to), y - BarHeight / 2, Math.Abs(to - from), BarHeight, new Ink(Paint.Fill, mark.Role), mark.Title);
        }

        if (mark is { Low: { } low, High: { } high })
        {
            var (left, right) = (_scale.At(low), _scale.At(high));
            if (!HasDots)
            {
                _drawing.Line(left - 1.5, y, right + 1.5, y, new Ink(Paint.Halo, Role.Surface));
            }

            var ink = new Ink(HasDots ? Paint.Curve : Paint.Line, HasDots ? mark.Role : Role.Text);
            _drawing.Line(left, y, right, y, ink);
            _drawing.Line(left, y - 4, left, y + 4, ink);
            _drawing.Line(right, y - 4, right, y + 4, ink);
        }

        if (HasDots)
        {
            _drawing.Circle(to, y, 5, new Ink(Paint.Tile, mark.Role), mark.Title);
        }

        _drawing.Text(_drawing.Right, y + 4.5, mark.Text, Anchor.End);
        _drawing.Rectangle(_drawing.Left, y - MarkPitch / 2, IsOneLine ? 0 : _drawing.Right - _drawing.Left, MarkPitch, new Ink(Paint.Hit, Role.Surface), mark.Title);
    }
}

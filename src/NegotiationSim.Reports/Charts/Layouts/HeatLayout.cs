using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>A grid of coloured cells, with its values in them where they fit.</summary>
internal sealed class HeatLayout
{
    private const double Gap = 10;
    private const double TallestHead = 150;

    private readonly Drawing _drawing;
    private readonly HeatMap _map;
    private readonly double _left;
    private readonly double _cell;
    private readonly (double Min, double Max) _ends;

    private HeatLayout(Drawing drawing, HeatMap map)
    {
        (_drawing, _map) = (drawing, map);
        var room = drawing.Right - drawing.Left;
        var labels = map.Rows.Select(row => TextFit.Width(TextFit.Plain(row.Label), Drawing.TextSize)).Append(TextFit.Width(map.RowHeading, Drawing.SmallSize)).Max();
        _left = drawing.Left + Math.Min(labels + 2, 0.38 * room) + Gap;
        // Cells of a few columns need not fill the whole width.
        _cell = Math.Min((drawing.Right - _left) / Math.Max(1, map.Columns.Length), 130);
        var values = map.Rows.SelectMany(row => row.Values).OfType<double>();
        _ends = Scale.Ends(map.Scale, values, isTight: true);
        if (map.IsDiverging)
        {
            var most = Math.Max(Math.Abs(_ends.Min), Math.Abs(_ends.Max));
            _ends = (-most, most);
        }
    }

    public static double Draw(Drawing drawing, HeatMap map, double top) => new HeatLayout(drawing, map).Draw(top);

    private double Draw(double top)
    {
        var y = DrawHeads(DrawScale(top));
        string? group = null;
        foreach (var row in _map.Rows)
        {
            if (row.Group is { } head && head != group)
            {
                y = _drawing.Paragraph(_drawing.Left, y + 19, head, _drawing.Right - _drawing.Left, 2, isBold: true) - 11;
            }

            group = row.Group;
            var lines = TextFit.Wrap(row.Label, _left - Gap - _drawing.Left, Drawing.TextSize, 3);
            var height = Math.Max(24, lines.Count * Drawing.LineHeight + 5);
            for (var i = 0; i < lines.Count; i++)
            {
                _drawing.Text(_left - Gap, y + (height - lines.Count * Drawing.LineHeight) / 2 + 13 + i * Drawing.LineHeight, lines[i], Anchor.End);
            }

            for (var c = 0; c < row.Values.Length; c++)
            {
                DrawCell(row, c, y, height);
            }

            y += height;
        }

        return y + 2;
    }

    private void DrawCell(HeatRow row, int column, double y, double height)
    {
        var (x, value) = (_left + column * _cell, row.Values[column]);
        if (value is not { } number)
        {
            return;
        }

        var role = RoleOf(number);
        var text = _map.Text(number);
        var title = $"{(row.Group is { } group ? TextFit.Isolated(group) + ", " : "")}{TextFit.Isolated(row.Label)}, {TextFit.Isolated(_map.Columns[column])}: {text}";
        _drawing.Rectangle(x, y, _cell, height, new Ink(Paint.Tile, role), title);
        var shown = !_map.Classes.IsEmpty ? _map.Classes[(int)number].Symbol : Short(number);
        if (TextFit.Width(shown, Drawing.SmallSize) <= _cell - 4)
        {
            _drawing.Text(new TextMark(x + _cell / 2, y + height / 2 + 4.5, shown, Drawing.SmallSize, Anchor.Middle, new Ink(Paint.TextOn, role)));
        }
    }

    /// <summary>Percentages without their sign and decimals: the scale says what they are.</summary>
    private string Short(double value) => _map.Scale.Format is ValueFormat.Percent or ValueFormat.Points
        ? ChartValues.Tick(value, _map.Scale.Format, 1).TrimEnd('%')
        : ChartValues.Text(value, _map.Scale.Format);

    private Role RoleOf(double value)
    {
        if (!_map.Classes.IsEmpty)
        {
            return Symbols.RoleOf(_map.Classes[(int)value].Colour);
        }

        var share = (Math.Clamp(value, _ends.Min, _ends.Max) - _ends.Min) / (_ends.Max - _ends.Min);
        return (_map.IsDiverging ? Role.Split0 : Role.Heat0) + (int)Math.Round(share * 8);
    }

    /// <summary>What the colours mean.</summary>
    private double DrawScale(double top)
    {
        if (!_map.Classes.IsEmpty)
        {
            return Legend.Draw(_drawing, _map.Classes.Select(kind => new LegendEntry(kind.Name, Symbols.RoleOf(kind.Colour), Sample.Swatch) { Letter = kind.Symbol }), top);
        }

        var step = Ticks.Between(_ends.Min, _ends.Max, 10).Step;
        var (low, high) = (ChartValues.Tick(_ends.Min, _map.Scale.Format, step), ChartValues.Tick(_ends.Max, _map.Scale.Format, step));
        var y = _drawing.Paragraph(_drawing.Left, top + 12, _map.Scale.Title, _drawing.Right - _drawing.Left, 2, Role.QuietText, Drawing.SmallSize) - 8;
        _drawing.Text(_drawing.Left, y + 11, low, Anchor.Start, Role.QuietText, Drawing.SmallSize);
        var x = _drawing.Left + TextFit.Width(low, Drawing.SmallSize) + 6;
        for (var shade = 0; shade < 9; shade++)
        {
            _drawing.Rectangle(x + shade * 16, y, 16, 13, new Ink(Paint.Fill, (_map.IsDiverging ? Role.Split0 : Role.Heat0) + shade));
        }

        _drawing.Text(x + 9 * 16 + 6, y + 11, high, Anchor.Start, Role.QuietText, Drawing.SmallSize);
        return y + 24;
    }

    /// <summary>The heads of the columns: in lines where their words fit, else upright.</summary>
    private double DrawHeads(double top)
    {
        top = _drawing.Paragraph(_left, top + 12, _map.ColumnHeading, _drawing.Right - _left, 2, Role.QuietText, Drawing.SmallSize) - 8;
        var heads = _map.Columns.Select(TextFit.Plain).ToList();
        var longest = heads.SelectMany(head => head.Split(' ')).Select(word => TextFit.Width(word, Drawing.SmallSize)).DefaultIfEmpty(0).Max();
        double bottom;
        if (longest <= _cell - 4 || heads.All(head => TextFit.Width(head, Drawing.SmallSize) <= _cell - 4))
        {
            var lines = heads.Select(head => TextFit.Wrap(head, _cell - 4, Drawing.SmallSize, 3)).ToList();
            bottom = top + 15 * lines.Select(head => head.Count).DefaultIfEmpty(0).Max() + 4;
            for (var c = 0; c < lines.Count; c++)
            {
                for (var i = 0; i < lines[c].Count; i++)
                {
                    _drawing.Text(_left + (c + 0.5) * _cell, bottom - 6 - (lines[c].Count - 1 - i) * 15, lines[c][i], Anchor.Middle, Role.Text, Drawing.SmallSize);
                }
            }
        }
        else
        {
            // Narrow columns: every so many of them has a head, so that these do not touch.
            var every = (int)Math.Ceiling(14 / _cell);
            var shown = heads.Select(head => TextFit.Shorten(head, TallestHead, Drawing.SmallSize)).ToList();
            bottom = top + shown.Max(head => TextFit.Width(head, Drawing.SmallSize)) + 8;
            for (var c = 0; c < shown.Count; c += every)
            {
                _drawing.Text(new TextMark(_left + (c + 0.5) * _cell + 4, bottom - 5, shown[c], Drawing.SmallSize, Anchor.Start, new Ink(Paint.Text, Role.Text)) { IsUpright = true });
            }
        }

        _drawing.Text(_drawing.Left, bottom - 6, TextFit.Shorten(_map.RowHeading, _left - Gap - _drawing.Left, Drawing.SmallSize), Anchor.Start, Role.QuietText, Drawing.SmallSize);
        return bottom;
    }
}

using System.Globalization;
using System.Text;
using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts;

/// <summary>Writes a drawing as an <c>svg</c> element.</summary>
internal sealed class SvgWriter(Drawing drawing)
{
    private readonly StringBuilder _text = new();

    /// <summary>The element.</summary>
    /// <param name="chart">Whose title and description it carries.</param>
    /// <param name="id">Begins its ids.</param>
    /// <param name="style">Its own style, for a file; null: that of the page holds.</param>
    public string Element(Chart chart, string id, string? style)
    {
        _text.Clear();
        var size = $"{Number(drawing.Width)} {Number(drawing.Height)}";
        _text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" direction=\"ltr\" aria-labelledby=\"{id}-t {id}-d\" viewBox=\"0 0 {size}\"");
        _text.Append(CultureInfo.InvariantCulture, $" width=\"{Number(drawing.Width)}\" height=\"{Number(drawing.Height)}\">\n");
        _text.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-t\">{Escape(TextFit.Isolated(chart.Title))}</title>\n<desc id=\"{id}-d\">{Escape(TextFit.Plain(chart.Description))}</desc>\n");
        if (style is not null)
        {
            _text.Append(CultureInfo.InvariantCulture, $"<style>\n{style}</style>\n<rect class=\"f surface\" width=\"{Number(drawing.Width)}\" height=\"{Number(drawing.Height)}\"/>\n");
        }

        foreach (var mark in drawing.Marks)
        {
            Write(mark);
        }

        return _text.Append("</svg>").ToString();
    }

    /// <summary>Text as it may stand between tags and in attributes; whatever no document may hold is a blank.</summary>
    public static string Escape(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF or (>= 0x202A and <= 0x202E) ? " " : rune.ToString())).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    private void Write(Mark mark)
    {
        switch (mark)
        {
            case RectangleMark(var x, var y, var width, var height, _, _):
                if (width > 0 && height > 0)
                {
                    Close("rect", mark, $" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"");
                }

                break;
            case CircleMark(var x, var y, var radius, _, _):
                Close("circle", mark, $" cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\"");
                break;
            case PathMark path:
                Close("path", mark, $" d=\"{Path(path)}\"");
                break;
            case TextMark text:
                Write(text);
                break;
        }
    }

    private void Close(string element, Mark mark, string attributes)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<{element} class=\"{ChartStyle.Classes(mark.Ink)}\"{attributes}");
        _text.Append(mark.Title is { } title ? $"><title>{Escape(title)}</title></{element}>\n" : "/>\n");
    }

    private void Write(TextMark text)
    {
        var (x, y) = (Number(text.X), Number(text.Y));
        _text.Append(CultureInfo.InvariantCulture, $"<text class=\"{ChartStyle.Classes(text.Ink)}{(text.IsBold ? " s" : "")}{(text.HasHalo ? " o" : "")}\" x=\"{x}\" y=\"{y}\"");
        _text.Append(CultureInfo.InvariantCulture, $" font-size=\"{Number(text.Size)}\"");
        if (text.Anchor != Anchor.Start)
        {
            _text.Append(text.Anchor == Anchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        }

        if (text.IsUpright)
        {
            _text.Append(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 {x} {y})\"");
        }

        _text.Append(CultureInfo.InvariantCulture, $">{Escape(TextFit.Isolated(text.Text))}</text>\n");
    }

    /// <summary>Move to the first place, then by horizontal, vertical or slanting lines to the others.</summary>
    private static string Path(PathMark path)
    {
        var text = new StringBuilder();
        var (lastX, lastY) = ("", "");
        foreach (var place in path.Places)
        {
            var (x, y) = (Number(place.X), Number(place.Y));
            if (text.Length == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"M{x} {y}");
            }
            else if (x != lastX || y != lastY)
            {
                text.Append(y == lastY ? $"H{x}" : x == lastX ? $"V{y}" : $"L{x} {y}");
            }

            (lastX, lastY) = (x, y);
        }

        return text.Append(path.IsClosed ? "Z" : "").ToString();
    }

    /// <summary>With at most two decimals.</summary>
    private static string Number(double value)
    {
        var text = Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }
}

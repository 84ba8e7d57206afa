using NegotiationSim.Reports.Charts.Layouts;

namespace NegotiationSim.Reports.Charts;

/// <summary>
/// Pictures as SVG. In a page the colours come from <see cref="ChartStyle.Page"/>, which stands in it once; a file of its own carries its colours with it and follows the reader's preference for light or dark.
/// No scripts, no fonts, no links; a value on every mark (<c>title</c>), a title and a description for those who do not see it.
/// </summary>
public static class SvgChart
{
    /// <summary>How wide a picture is laid out on paper and on a wide screen.</summary>
    public const int Wide = 720;

    /// <summary>How wide it is laid out on a telephone: text is never made smaller than it is meant to be.</summary>
    public const int Narrow = 360;

    /// <summary>The <c>svg</c> element for a page, without visible title and note: the page says them.</summary>
    /// <param name="chart">The picture.</param>
    /// <param name="id">Begins the ids within it; unique in the page, a letter first, then letters, digits and hyphens.</param>
    /// <param name="width">How wide it is laid out, in pixels: <see cref="Wide"/> or <see cref="Narrow"/>.</param>
    public static string Write(Chart chart, string id, int width = Wide)
    {
        var writer = new SvgWriter(ChartLayout.Draw(chart, width, isAlone: false));
        return writer.Element(chart, id, style: null);
    }

    /// <summary>
    /// The picture for wide and for narrow screens and for paper, in one <c>div</c>: the style of the page shows one of the two, and hides the other from readers of every kind.
    /// </summary>
    /// <param name="chart">The picture.</param>
    /// <param name="id">Begins the ids within it; unique in the page, a letter first, then letters, digits and hyphens.</param>
    public static string WriteBoth(Chart chart, string id) =>
        $"<div class=\"chart-wide\">{Write(chart, id)}</div><div class=\"chart-narrow\">{Write(chart, id + "-n", Narrow)}</div>";

    /// <summary>A whole file.</summary>
    /// <param name="chart">The picture.</param>
    public static string WriteFile(Chart chart)
    {
        var drawing = ChartLayout.Draw(chart, Wide, isAlone: true);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + new SvgWriter(drawing).Element(chart, "chart", ChartStyle.File(drawing.Marks)) + "\n";
    }
}

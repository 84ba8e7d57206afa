using System.Text;
using NegotiationSim.Reports.Charts.Layouts;
using NegotiationSim.Reports.Charts.Pixels;

namespace NegotiationSim.Reports.Charts;

/// <summary>Pictures as files, in the format that the file's name ends with.</summary>
public static class ChartFile
{
    /// <summary>The endings of file names that there is a format for.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".svg"];

    /// <summary>Whether a file's name ends with one of <see cref="Extensions"/>, in letters of any size.</summary>
    public static bool IsChart(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The file's content. The same picture gives the same bytes.</summary>
    /// <param name="chart">The picture.</param>
    /// <param name="path">The file's name: only its end matters.</param>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    public static byte[] Bytes(Chart chart, string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => Painter.Png(ChartLayout.Draw(chart, SvgChart.Wide, isAlone: true)),
        ".svg" => Encoding.UTF8.GetBytes(SvgChart.WriteFile(chart)),
        _ => throw new ArgumentException($"'{path}' ends with none of {string.Join(", ", Extensions)}.", nameof(path)),
    };
}

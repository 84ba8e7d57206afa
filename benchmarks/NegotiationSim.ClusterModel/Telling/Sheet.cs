using System.Globalization;

namespace NegotiationSim.ClusterModel.Telling;

/// <summary>A table in Markdown.</summary>
internal sealed class Sheet(params string[] head)
{
    private readonly List<string[]> _rows = [head];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var widths = Enumerable.Range(0, head.Length).Select(column => _rows.Max(row => row[column].Length)).ToList();
        var lines = _rows.Select(row => "| " + string.Join(" | ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))) + " |").ToList();
        lines.Insert(1, "|" + string.Join("|", widths.Select((width, column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")) + "|");
        return string.Join('\n', lines);
    }

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => share.ToString(share is > 0 and < 0.00995 ? "P1" : "P0", s_form);

    /// <summary>A number to three digits, grouped.</summary>
    public static string Figure(double value)
    {
        if (value == Math.Floor(value) && Math.Abs(value) < 10_000)
        {
            return value.ToString("N0", s_form);
        }

        var digits = Math.Max(0, 2 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        var scale = Math.Pow(10, Math.Max(0, (int)Math.Floor(Math.Log10(Math.Abs(value))) - 2));
        return (Math.Round(value / scale) * scale is var rounded && digits > 0 ? value : rounded).ToString("N" + digits, s_form);
    }

    private static readonly NumberFormatInfo s_form = new() { PercentPositivePattern = 1, PercentSymbol = "%", NumberGroupSeparator = "," };
}

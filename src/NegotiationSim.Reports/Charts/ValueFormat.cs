using System.Globalization;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Reports.Charts;

/// <summary>How a number is written.</summary>
public enum ValueFormat
{
    /// <summary>With as many decimals as it needs, at most three.</summary>
    Number,

    /// <summary>A whole number, in groups of three digits.</summary>
    Whole,

    /// <summary>A share in [0, 1] as a percentage.</summary>
    Percent,

    /// <summary>A difference of shares in [-1, 1] in percentage points, with its sign.</summary>
    Points,
}

/// <summary>Numbers as text, in the invariant culture; a minus sign is U+2212.</summary>
public static class ChartValues
{
    /// <summary>Numbers from here on are written with a power of ten.</summary>
    private const double Long = 1e9;

    /// <summary>A value by itself: percentages and points with one decimal, and with more where it would be 0 otherwise.</summary>
    public static string Text(double value, ValueFormat format) => format switch
    {
        ValueFormat.Percent => Fixed(100 * value, Decimals(100 * value)) + "%",
        ValueFormat.Points => Signed(100 * value, Decimals(100 * value)),
        ValueFormat.Whole => Fixed(value, 0, "N"),
        _ => Trimmed(value, 3),
    };

    /// <summary>A value as beside a tick of an axis.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="step">From one tick to the next: it decides on the decimals.</param>
    internal static string Tick(double value, ValueFormat format, double step) => format switch
    {
        ValueFormat.Percent => Fixed(100 * value, StepDecimals(100 * step)) + "%",
        ValueFormat.Points => Signed(100 * value, StepDecimals(100 * step)),
        ValueFormat.Whole => Fixed(value, 0, "N"),
        _ => Fixed(value, StepDecimals(step), Math.Abs(value) >= 10_000 ? "N" : "F"),
    };

    /// <summary>A value and its interval: <c>61.2% [60.1%, 62.3%]</c>; the value alone where there is none.</summary>
    public static string WithInterval(double value, double? low, double? high, ValueFormat format) =>
        low is { } from && high is { } to ? $"{Text(value, format)} [{Text(from, format)}, {Text(to, format)}]" : Text(value, format);

    private static int Decimals(double percent) => percent == 0 || Math.Abs(percent) >= 0.05 ? 1 : Math.Abs(percent) >= 0.0005 ? 3 : 5;

    private static int StepDecimals(double step)
    {
        var decimals = 0;
        while (decimals < 6 && Math.Abs(step * PortableMath.Pow(10, decimals) - Math.Round(step * PortableMath.Pow(10, decimals))) > 1e-6)
        {
            decimals++;
        }

        return decimals;
    }

    private static string Signed(double value, int decimals) =>
        Fixed(value, decimals) is var text && value > 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "+" + text : text;

    private static string Trimmed(double value, int decimals)
    {
        var text = Fixed(value, decimals);
        return text.Contains('.', StringComparison.Ordinal) && !text.Contains('e', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static string Fixed(double value, int decimals, string kind = "F")
    {
        // Longer ones have no place beside an axis.
        var form = Math.Abs(value) >= Long ? "0.###e0" : kind + decimals.ToString(CultureInfo.InvariantCulture);
        var text = value.ToString(form, CultureInfo.InvariantCulture);
        return !text.StartsWith('-') ? text : text.AsSpan().ContainsAnyInRange('1', '9') ? string.Concat("−", text.AsSpan(1)) : text[1..];
    }
}

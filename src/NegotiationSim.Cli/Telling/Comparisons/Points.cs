using System.Globalization;
using NegotiationSim.Analysis.Comparisons;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>Differences of shares in points of a hundred, with as many decimals as the interval bears.</summary>
internal static class Points
{
    /// <summary>A difference and its interval: <c>+12.4 [11.9, 12.9]</c>.</summary>
    public static string WithInterval(in PairedEstimate estimate)
    {
        var decimals = Decimals(estimate);
        return $"{Signed(estimate.Difference, decimals)} [{Plain(estimate.Low, decimals)}, {Plain(estimate.High, decimals)}]";
    }

    /// <summary>The size of a difference with its interval, for a sentence that says which way it goes: <c>12.4 [11.9, 12.9]</c>.</summary>
    public static string Size(in PairedEstimate estimate)
    {
        var decimals = Decimals(estimate);
        var (size, low, high) = estimate.Difference < 0 ? (-estimate.Difference, -estimate.High, -estimate.Low) : (estimate.Difference, estimate.Low, estimate.High);
        return $"{Plain(size, decimals)} [{Plain(low, decimals)}, {Plain(high, decimals)}]";
    }

    /// <summary>A difference, always with its sign, unless it rounds to nothing.</summary>
    public static string Signed(double difference, int decimals) => Plain(difference, decimals) is var text && difference > 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "+" + text : text;

    /// <summary>The decimals of the interval, and more where it leaves out 0 by less than they show.</summary>
    private static int Decimals(in PairedEstimate estimate)
    {
        var decimals = Batches.Shares.Decimals(estimate.Low, estimate.High);
        while (decimals < 5 && estimate.IsDistinguishable && !Plain(Math.Min(Math.Abs(estimate.Low), Math.Abs(estimate.High)), decimals).AsSpan().ContainsAnyInRange('1', '9'))
        {
            decimals++;
        }

        return decimals;
    }

    private static string Plain(double share, int decimals)
    {
        var text = (100 * share).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return !text.StartsWith('-') ? text : text.AsSpan().ContainsAnyInRange('1', '9') ? string.Concat("−", text.AsSpan(1)) : text[1..];
    }
}

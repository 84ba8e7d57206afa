using System.Globalization;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Cli.Telling.Batches;

/// <summary>Shares and their intervals in percent, with as many decimals as the interval bears.</summary>
internal static class Shares
{
    /// <summary>A share by itself.</summary>
    public static string Percent(double share, int decimals) => (100 * share).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + "%";

    /// <summary>A share with the decimals of its interval.</summary>
    public static string Percent(Estimate estimate) => Percent(estimate.Share, Decimals(estimate.Low, estimate.High));

    /// <summary>An interval: <c>43.9–45.1%</c>.</summary>
    public static string Interval(double low, double high) => $"{Percent(low, Decimals(low, high))[..^1]}–{Percent(high, Decimals(low, high))}";

    /// <summary>The first digit in which the two ends of an interval differ is the last that is shown, and one decimal at least.</summary>
    public static int Decimals(double low, double high)
    {
        var width = 100 * (high - low);
        var decimals = 1;
        while (decimals < 4 && width < PortableMath.Pow(10, 1 - decimals) / 2)
        {
            decimals++;
        }

        return decimals;
    }
}

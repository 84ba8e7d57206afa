using System.Globalization;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Reports.Pages;

/// <summary>How numbers are written on the page, the same way as in the terminal: as many decimals as the interval bears.</summary>
public static class PageNumbers
{
    /// <summary>A share in percent.</summary>
    public static string Percent(double share, int decimals) => (100 * share).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + "%";

    /// <summary>A share with the decimals of its interval; none and all are <c>0%</c> and <c>100%</c>.</summary>
    public static string Percent(Estimate estimate) => estimate.Count == 0 ? "0%" : estimate.Share == 1 ? "100%" : Percent(estimate.Share, Decimals(estimate.Low, estimate.High));

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

    /// <summary>A count, in groups of three digits.</summary>
    public static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number of the file, without needless zeros.</summary>
    public static string Number(double value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>A utility, to two decimals.</summary>
    public static string Worth(double value) => value.ToString("F2", CultureInfo.InvariantCulture) is var text && text == "-0.00" ? "0.00" : text.Replace('-', '−');

    /// <summary><c>1 day</c>, <c>2 days</c>.</summary>
    public static string Count(long number, string noun) => Whole(number) + " " + noun + (number == 1 ? "" : "s");

    /// <summary>A date.</summary>
    public static string Date(DateTime date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}

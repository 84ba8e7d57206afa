using System.Globalization;
using System.Numerics;

namespace NegotiationSim.Cli.Telling;

/// <summary>How numbers, dates and lists are written for a person.</summary>
internal static class Figures
{
    /// <summary>A utility, to two decimals.</summary>
    public static string Worth(double value) => Fixed(value, 2);

    /// <summary>Two utilities that are compared: with as many decimals (two to five) as it takes to see them differ.</summary>
    public static (string First, string Second) Compared(double first, double second)
    {
        var decimals = 2;
        while (decimals < 5 && first != second && Fixed(first, decimals) == Fixed(second, decimals))
        {
            decimals++;
        }

        return (Fixed(first, decimals), Fixed(second, decimals));
    }

    /// <summary>A difference, always with its sign.</summary>
    public static string Signed(double value)
    {
        var text = Fixed(value, 2);
        return text.StartsWith('-') ? string.Concat("−", text.AsSpan(1)) : "+" + text;
    }

    /// <summary>Numbers from here on are written with a power of ten: a hundred digits would break every line and table.</summary>
    private const double Long = 1e12;

    /// <summary>A number of the file, without needless zeros and with separators of thousands; with a power of ten where it is very large or very small.</summary>
    public static string Number(double value) =>
        value == 0 ? "0"
        : Math.Abs(value) is >= Long or < 0.00005 ? value.ToString("0.###e0", CultureInfo.InvariantCulture)
        : value.ToString("#,0.####", CultureInfo.InvariantCulture);

    public static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count of any size: in full up to a billion billions, beyond that by its order of magnitude.</summary>
    public static string Whole(BigInteger value)
    {
        var text = value.ToString("#,0", CultureInfo.InvariantCulture);
        if (value < BigInteger.Pow(10, 18))
        {
            return text;
        }

        var digits = value.ToString(CultureInfo.InvariantCulture);
        return $"about {digits[0]}.{digits[1]} × 10^{(digits.Length - 1).ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>A part of a whole that may be tiny: in percent, or one in so many.</summary>
    public static string Share(double share) => share switch
    {
        0 => "none",
        1 => "all",
        < 1e-12 => "fewer than one in a million million",
        < 0.001 => "1 in " + Whole(new BigInteger(Math.Round(1 / share))),
        < 0.1 or > 0.9 => Fixed(share * 100, 1) switch { "100.0" => "99.9", var text => text } + "%",
        _ => Percent(share),
    };

    /// <summary>A shortfall in utility, to two decimals or as many (at most five) as it takes to see that it is one.</summary>
    public static string Shortfall(double amount) => amount < 0.000005 ? "less than 0.00001" : Compared(amount, 0).First;

    public static string Percent(double share) => Fixed(share * 100, 0) + "%";

    public static string Date(DateTime date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A date whose year is plain from what stands around it.</summary>
    public static string Day(DateTime date) => date.ToString("d MMM", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Two dates, the year only once where it is the same.</summary>
    public static string Dates(DateTime first, DateTime last) =>
        first.Year == last.Year
            ? first.ToString("d MMM", CultureInfo.InvariantCulture) + " to " + Date(last)
            : Date(first) + " to " + Date(last);

    /// <summary>A length of calendar time in the largest unit that fits it.</summary>
    public static string Span(TimeSpan span)
    {
        if (span.Ticks % (7 * TimeSpan.TicksPerDay) == 0)
        {
            return Count(span.Ticks / (7 * TimeSpan.TicksPerDay), "week");
        }

        return span.Ticks % TimeSpan.TicksPerDay == 0
            ? Count(span.Ticks / TimeSpan.TicksPerDay, "day")
            : Count(span.Ticks / TimeSpan.TicksPerHour, "hour");
    }

    /// <summary><c>1 round</c>, <c>2 rounds</c>.</summary>
    public static string Count(long number, string noun) => Whole(number) + " " + noun + (number == 1 ? "" : "s");

    /// <summary>The same for a number of the file that need not be whole.</summary>
    public static string Count(double number, string noun) => Number(number) + " " + noun + (number == 1 ? "" : "s");

    /// <summary>The same for a count of any size.</summary>
    public static string Count(BigInteger number, string noun) => Whole(number) + " " + noun + (number.IsOne ? "" : "s");

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>; with a comma before the last where an item joins names itself: <c>Britain and France, and Russia</c>.</summary>
    public static string List(IReadOnlyList<string> items, string conjunction = "and") => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + (items.Any(item => Joins(item, conjunction)) ? ", " : " ") + conjunction + " " + items[^1],
    };

    public static string Capitalised(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static bool Joins(string item, string conjunction) => !item.StartsWith('“') && item.Contains(" " + conjunction + " ", StringComparison.Ordinal);

    private static string Fixed(double value, int decimals)
    {
        if (Math.Abs(value) >= Long)
        {
            return value.ToString("0.##e0", CultureInfo.InvariantCulture);
        }

        var text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        // A tiny negative number must not read as minus nothing.
        return text.AsSpan().IndexOfAnyExcept("-0.") < 0 ? text.TrimStart('-') : text;
    }
}

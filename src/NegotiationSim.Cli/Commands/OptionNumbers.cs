using System.CommandLine.Parsing;
using System.Globalization;

namespace NegotiationSim.Cli.Commands;

/// <summary>Reads the numbers of options, with a complaint that says what would be right.</summary>
internal static class OptionNumbers
{
    /// <summary>A whole number of a range.</summary>
    public static ulong Whole(ArgumentResult result, string option, ulong maximum, ulong minimum = 0)
    {
        var text = result.Tokens.Single().Value;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= maximum && number >= minimum)
        {
            return number;
        }

        result.AddError($"{option} takes a whole number from {minimum} to {maximum}; '{text}' is none");
        return minimum;
    }

    /// <summary>A number above 0, and below a limit.</summary>
    public static double Positive(ArgumentResult result, string option, double below, string example)
    {
        var text = result.Tokens.Single().Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && number < below)
        {
            return number;
        }

        result.AddError($"{option} takes a number above 0 and below {below.ToString(CultureInfo.InvariantCulture)}, as {example}; '{text}' is none");
        return below / 2;
    }
}

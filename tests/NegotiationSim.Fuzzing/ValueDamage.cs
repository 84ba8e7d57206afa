using System.Text.RegularExpressions;

namespace NegotiationSim.Fuzzing;

/// <summary>
/// Changes a text where it means something: a number becomes an extreme one, a value becomes another value of the file, a line moves.
/// Most results are still well formed, so that what comes after reading is met as well.
/// </summary>
internal static partial class ValueDamage
{
    private static readonly string[] s_numbers =
    [
        "0", "-0.0", "1", "-1", "2", "0.5", "3", "7", "64", "65", "128", "256", "257", "1000", "1001", "9999", "10000", "10001", "100000", "1e6", "2147483648", "1e18", "1e19", "1e100", "-1e100", "1e-100",
        "1e-300", "1e101", "1e308", "0.1", "0.95", "1.0000000001", "0.999999999999", "5e-324", "100", "-100",
    ];

    private static readonly string[] s_expressions =
    [
        "\"uniform(0, 1)\"", "\"uniform(-1e100, 1e100)\"", "\"normal(0, 1)\"", "\"normal(0.3, 1e-9)\"", "\"normal(0, 1e100)\"", "\"lognormal(1, 400)\"", "\"lognormal(1e-100, 1e100)\"", "\"beta(1e-9, 1e-9)\"",
        "\"beta(1e300, 1e300)\"", "\"beta(0.5, 1e6)\"", "\"gamma(1, 1e-12)\"", "\"gamma(1, 1e100)\"", "\"gamma(1e-300, 1)\"", "\"exponential(1e100)\"", "\"pert(0, 0, 0)\"", "\"pert(0, 1e-300, 1e100)\"",
        "\"triangular(0, 0, 1)\"", "\"bernoulli(0.5)\"", "\"choice(0, 1, 1e100)\"", "\"1/uniform(-1, 1)\"", "\"normal(0, normal(0, 1))\"", "\"0.4*lognormal(1, 400)\"", "\"min(normal(0, 1), 0.5)\"", "\"1e100*1e100\"",
        "\"lognormal(1, 400)-lognormal(1, 400)\"", "\"1/(bernoulli(0.5))\"",
    ];

    public static string Apply(string text, Dice dice)
    {
        for (var i = 1 + (dice.Below(3) / 2); i > 0; i--)
        {
            text = dice.Below(6) switch
            {
                0 or 1 => Replace(text, Number(), dice, s_numbers),
                2 => Replace(text, Number(), dice, s_expressions),
                3 => SwapValues(text, dice),
                4 => Replace(text, Word(), dice, [.. Word().Matches(text).Select(m => m.Value).Distinct()]),
                _ => RepeatOrDropLine(text, dice),
            };
        }

        return text;
    }

    private static string Replace(string text, Regex what, Dice dice, string[] by)
    {
        var found = what.Matches(text);
        if (found.Count == 0 || by.Length == 0)
        {
            return text;
        }

        var at = dice.Pick(found);
        return string.Concat(text.AsSpan(0, at.Index), dice.Pick(by), text.AsSpan(at.Index + at.Length));
    }

    /// <summary>Gives the value of one line to another line.</summary>
    private static string SwapValues(string text, Dice dice)
    {
        var values = Value().Matches(text);
        if (values.Count == 0)
        {
            return text;
        }

        var (from, to) = (dice.Pick(values), dice.Pick(values));
        return string.Concat(text.AsSpan(0, to.Index), from.Value, text.AsSpan(to.Index + to.Length));
    }

    private static string RepeatOrDropLine(string text, Dice dice)
    {
        var lines = text.Split('\n').ToList();
        var at = dice.Below(lines.Count);
        if (dice.Below(2) == 0)
        {
            lines.RemoveAt(at);
        }
        else
        {
            lines.Insert(dice.Below(lines.Count), lines[at]);
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"(?<![\w.-])-?\d+(\.\d+)?(e[+-]?\d+)?(?![\w.-])")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<=[:,\[{]\s)[a-z][a-z0-9_-]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=\w: )[^\n{\[#]+(?=\n)")]
    private static partial Regex Value();
}

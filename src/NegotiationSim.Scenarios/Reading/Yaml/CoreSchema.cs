using System.Globalization;

namespace NegotiationSim.Scenarios.Reading.Yaml;

/// <summary>What a plain scalar is under the core schema of YAML 1.2 (chapter 10.3).</summary>
internal enum ScalarKind
{
    Null,
    Boolean,
    Number,
    Text,
}

/// <summary>The core schema of YAML 1.2: <c>yes</c>, <c>on</c> and dates are text, <c>0o17</c> and <c>0x1F</c> are numbers.</summary>
internal static class CoreSchema
{
    private const string HexDigits = "0123456789abcdefABCDEF";

    public static ScalarKind Classify(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ => IsNumber(text) ? ScalarKind.Number : ScalarKind.Text,
    };

    /// <summary>The value of a scalar that is a number; infinite or NaN for <c>.inf</c>, <c>.nan</c> and what overflows.</summary>
    public static double ToDouble(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal))
        {
            var radix = text[1] == 'x' ? 16 : 8;
            var value = 0d;
            foreach (var digit in text.AsSpan(2))
            {
                value = value * radix + (digit <= '9' ? digit - '0' : char.ToLowerInvariant(digit) - 'a' + 10);
            }

            return value;
        }

        return text.TrimStart('+', '-').ToLowerInvariant() switch
        {
            ".inf" => text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
            ".nan" => double.NaN,
            _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
    }

    // By hand and not by regular expression: every scalar of a file comes through here, and starting a program that builds one takes longer
    // than reading the file.
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'o')
        {
            return text[1] == 'x' ? !text[2..].ContainsAnyExcept(HexDigits) : !text[2..].ContainsAnyExceptInRange('0', '7');
        }

        if (text is ".nan" or ".NaN" or ".NAN")
        {
            return true;
        }

        var rest = text[0] is '-' or '+' ? text[1..] : text;
        if (rest is ".inf" or ".Inf" or ".INF")
        {
            return true;
        }

        var whole = Digits(rest);
        rest = rest[whole..];
        if (rest.Length > 0 && rest[0] == '.')
        {
            var fraction = Digits(rest[1..]);
            if (whole + fraction == 0)
            {
                return false;
            }

            rest = rest[(fraction + 1)..];
        }
        else if (whole == 0)
        {
            return false;
        }

        if (rest.Length > 0 && rest[0] is 'e' or 'E')
        {
            rest = rest[1..];
            rest = rest.Length > 0 && rest[0] is '-' or '+' ? rest[1..] : rest;
            return rest.Length > 0 && Digits(rest) == rest.Length;
        }

        return rest.IsEmpty;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}

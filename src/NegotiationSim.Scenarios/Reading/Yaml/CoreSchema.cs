using System.Globalization;
using System.Text.RegularExpressions;

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
internal static partial class CoreSchema
{
    public static ScalarKind Classify(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ => LooksNumeric(text) && Number().IsMatch(text) ? ScalarKind.Number : ScalarKind.Text,
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

    private static bool LooksNumeric(string text) => text[0] is >= '0' and <= '9' or '-' or '+' or '.';

    [GeneratedRegex(@"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

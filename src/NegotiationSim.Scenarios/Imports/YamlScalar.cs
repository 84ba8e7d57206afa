using System.Globalization;
using System.Text;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>Writes a text as a YAML scalar that reads back as the same text, in a block or within braces.</summary>
internal static class YamlScalar
{
    /// <summary>Plain where nobody could take it for anything else, else quoted.</summary>
    public static string Of(string text) => IsPlain(text) ? text : Quote(text);

    /// <summary>In double quotes.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or >= '\u007f' and <= '\u00a0' or '\u2028' or '\u2029' or '\ufeff' or >= '\ufffe' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPlain(string text) =>
        text.Length > 0
        && char.IsAsciiLetter(text[0])
        && text[^1] != ' '
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '/')
        && CoreSchema.Classify(text) == ScalarKind.Text;
}

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
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                0xa0 => "\\u00a0",
                _ when !HiddenCharacters.Contains(rune) => rune.ToString(),
                <= 0xffff => "\\u" + rune.Value.ToString("x4", CultureInfo.InvariantCulture),
                _ => "\\U" + rune.Value.ToString("x8", CultureInfo.InvariantCulture),
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

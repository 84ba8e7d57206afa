using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NegotiationSim.Scenarios.Reading.Yaml;

/// <summary>Scalars that mean the same to readers of YAML 1.2 and 1.1 (PyYAML, Ruby): what one of them would take for something else than text is quoted.</summary>
internal static partial class PortableYaml
{
    /// <summary>Whether a text, written without quotes, is that text to every reader, in a block and within brackets.</summary>
    public static bool IsPlainText(string text) => PlainCharacters().IsMatch(text) && !TypedByEither(text);

    /// <summary>A text as a scalar: plain where nobody could take it for anything else, else quoted.</summary>
    public static string Text(string text) => IsPlainText(text) ? text : Quote(text);

    /// <summary>The same for a text that people read, such as a title: also quoted where it begins like a number or looks like an expression.</summary>
    public static string Title(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && !text.AsSpan().ContainsAny("*+()") ? Text(text) : Quote(text);

    /// <summary>A text as the key of a mapping. YAML libraries disagree on keys with blanks before an indicator (<c>a *:</c>), so any blank is quoted.</summary>
    public static string Key(string text) => text.Contains(' ', StringComparison.Ordinal) ? Quote(text) : Text(text);

    /// <summary>A number, spelled so that every reader takes it for this number: with an exponent YAML 1.1 wants a point and a sign.</summary>
    public static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        return exponent < 0 ? text : $"{text[..exponent]}{(text.AsSpan(0, exponent).Contains('.') ? "" : ".0")}e{text[(exponent + 1)..]}";
    }

    /// <summary>Whether a plain number of YAML 1.2 is the same number in YAML 1.1.</summary>
    public static bool IsPortableNumber(string text) => SameNumber().IsMatch(text);

    /// <summary>A text in double quotes, every character escaped that YAML does not take as it is or that no one could see.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes())
        {
            text.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                0xa0 => "\\u00a0",
                _ when !HiddenCharacters.Contains(rune) => rune.ToString(),
                <= 0xffff => "\\u" + rune.Value.ToString("x4", CultureInfo.InvariantCulture),
                _ => "\\U" + rune.Value.ToString("x8", CultureInfo.InvariantCulture),
            });
        }

        return text.Append('"').ToString();
    }

    /// <summary>Longer texts are quoted whatever they are: no number is so long, and to find that out takes time that grows with the square of the length.</summary>
    private const int LongestPlain = 400;

    private static bool TypedByEither(string text) => text.Length > LongestPlain
        || CoreSchema.Classify(text) != ScalarKind.Text || Word11().IsMatch(text) || Integer11().IsMatch(text) || Float11().IsMatch(text) || Timestamp11().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9 _./*+()-]*[A-Za-z0-9_./*+()-])?\z")]
    private static partial Regex PlainCharacters();

    // What follows are the types of YAML 1.1 (yaml.org/type), taken widely: readers differ in small ways.
    [GeneratedRegex("^(y|yes|n|no|true|false|on|off|null)\\z", RegexOptions.IgnoreCase)]
    private static partial Regex Word11();

    [GeneratedRegex("^[-+]?(0b[01_]+|0o?[0-7_]+|[0-9][0-9_,]*|0x[0-9a-f_]+|[0-9][0-9_]*(:[0-9]{1,2})+)\\z", RegexOptions.IgnoreCase)]
    private static partial Regex Integer11();

    [GeneratedRegex("^[-+]?(([0-9][0-9_,]*)?\\.?[0-9._]*(e[-+]?[0-9_]+)?|[0-9][0-9_]*(:[0-9]{1,2})+\\.?[0-9_]*|\\.(inf|nan))\\z", RegexOptions.IgnoreCase)]
    private static partial Regex Float11();

    [GeneratedRegex("^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?\\z")]
    private static partial Regex Timestamp11();

    [GeneratedRegex("^[-+]?(0|[1-9][0-9]*|[0-9]+\\.[0-9]*([eE][-+][0-9]+)?|0x[0-9a-fA-F]+)\\z")]
    private static partial Regex SameNumber();
}

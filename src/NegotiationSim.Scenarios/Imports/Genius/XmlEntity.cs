using System.Globalization;
using System.Text;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>The five entities that XML has without a document type, and characters by number.</summary>
internal static class XmlEntity
{
    /// <summary>The longest is <c>&amp;#x10FFFF;</c>.</summary>
    private const int Longest = 10;

    /// <summary>The characters that the text's first reference stands for; null when it begins with none.</summary>
    /// <param name="text">Begins with <c>&amp;</c>.</param>
    /// <param name="length">How long the reference is.</param>
    public static string? Read(ReadOnlySpan<char> text, out int length)
    {
        length = text[..Math.Min(text.Length, Longest)].IndexOf(';') + 1;
        return length == 0 ? null : text[1..(length - 1)] switch
        {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            ['#', 'x', .. var digits] => Character(digits, NumberStyles.AllowHexSpecifier),
            ['#', .. var digits] => Character(digits, NumberStyles.None),
            _ => null,
        };
    }

    private static string? Character(ReadOnlySpan<char> digits, NumberStyles style) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) && Rune.IsValid(number) && (number >= ' ' || number is '\t' or '\n' or '\r')
            ? new Rune(number).ToString()
            : null;
}

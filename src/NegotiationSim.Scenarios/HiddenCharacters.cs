using System.Buffers;
using System.Globalization;
using System.Text;

namespace NegotiationSim.Scenarios;

/// <summary>
/// Characters that a reader cannot see and that a terminal or an editor may obey: control characters (C0, DEL, C1), controls of writing direction, separators of
/// lines and paragraphs, invisible format and filler characters, tag characters and halves of surrogate pairs. The joiners U+200C and U+200D and variation
/// selectors are not among them, since the writing of several languages and of emoji needs them.
/// </summary>
/// <remarks>The one definition for all output: what is printed shows a stand-in for them, JSON and YAML escape them.</remarks>
public static class HiddenCharacters
{
    private static readonly SearchValues<char> s_suspects = SearchValues.Create(Suspects());

    /// <summary>Whether a character is hidden. The line feed and the tab are; who allows them asks for them first.</summary>
    public static bool Contains(Rune rune) => rune.Value switch
    {
        < 0x20 or (>= 0x7f and <= 0x9f) => true,
        0xad or 0x61c or 0x180e or 0x2028 or 0x2029 or 0x3164 or 0xfeff or 0xffa0 => true,
        // Zero-width space, direction marks; the joiners lie between them.
        0x200b or 0x200e or 0x200f => true,
        // Embeddings and overrides of direction, invisible operators, isolates.
        (>= 0x202a and <= 0x202e) or (>= 0x2060 and <= 0x206f) => true,
        // Interlinear annotation and noncharacters; U+FFFC and U+FFFD can be seen.
        (>= 0xfff0 and <= 0xfffb) or 0xfffe or 0xffff or (>= 0xfdd0 and <= 0xfdef) => true,
        (>= 0x1bca0 and <= 0x1bca3) or (>= 0x1d173 and <= 0x1d17a) => true,
        // Tags and what is reserved beside them, but for the variation selectors.
        (>= 0xe0000 and <= 0xe00ff) or (>= 0xe01f0 and <= 0xe0fff) => true,
        var value => (value & 0xfffe) == 0xfffe,
    };

    /// <summary>Where the first character of a text may be hidden, or a surrogate; -1 where there is none. A quick test before a slow one.</summary>
    public static int IndexOfSuspect(ReadOnlySpan<char> text) => text.IndexOfAny(s_suspects);

    /// <summary>Replaces hidden characters and lone surrogates of a text; the same text where it has none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="standIn">What stands for a hidden character; null leaves it as it is. A lone surrogate has become U+FFFD before, which can be seen.</param>
    public static string Replace(string text, Func<Rune, string?> standIn)
    {
        var at = IndexOfSuspect(text);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16).Append(text, 0, at);
        foreach (var rune in text.AsSpan(at).EnumerateRunes())
        {
            result.Append(Contains(rune) && standIn(rune) is { } other ? other : rune.ToString());
        }

        return result.ToString();
    }

    /// <summary>A character by its code point, as <c>U+202E</c>.</summary>
    public static string CodePoint(Rune rune) => "U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture);

    private static char[] Suspects() =>
        [.. Enumerable.Range(0, char.MaxValue + 1).Where(c => char.IsSurrogate((char)c) || Contains(new Rune(c))).Select(c => (char)c)];
}

using System.Text;
using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>
/// Tells files of a folder that are none of Genius's from those that are, however spoilt: leaving out a spoilt profile would change the
/// negotiation, and refusing a folder because of a stranger would help nobody.
/// </summary>
internal static class GeniusStray
{
    private static readonly string[] Elements = ["negotiation_template", "utility_space", "objective"];

    /// <summary>Whether the bytes have nothing of markup in them.</summary>
    public static bool IsNoMarkup(ReadOnlySpan<byte> bytes) => !bytes.Contains((byte)'<');

    /// <summary>Why the bytes are neither a domain nor a profile; null where one of Genius's elements begins in them.</summary>
    public static string? Reason(ReadOnlySpan<byte> bytes)
    {
        // Element names are ASCII in whatever encoding, but for UTF-16.
        var text = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes),
            _ => Encoding.Latin1.GetString(bytes),
        };
        var found = First(text, out var root);
        return found ? null : root is null ? "there is no element in it" : $"its first element is <{Excerpt.Of(root)}>";
    }

    /// <summary>Whether a well-formed file with another root looks like a profile whose root was changed.</summary>
    public static bool LooksLikeProfile(MarkupElement root) => root.All("objective").Any(objective => objective.All("issue").Any());

    private static bool First(string text, out string? root)
    {
        root = null;
        var commentsEnd = true;
        for (var at = text.IndexOf('<'); at >= 0; at = at + 1 < text.Length ? text.IndexOf('<', at + 1) : -1)
        {
            if (commentsEnd && string.CompareOrdinal(text, at, "<!--", 0, 4) == 0)
            {
                // The rest of a file is looked through even where a comment never ends: it may be a profile.
                var end = text.IndexOf("-->", at + 4, StringComparison.Ordinal);
                commentsEnd = end >= 0;
                at = commentsEnd ? end + 2 : at;
                continue;
            }

            var start = at + 1;
            var length = NameLength(text, start);
            if (length == 0)
            {
                continue;
            }

            root ??= text.Substring(start, length);
            if (Elements.Any(name => name.Length == length && string.CompareOrdinal(text, start, name, 0, length) == 0))
            {
                return true;
            }
        }

        return false;
    }

    private static int NameLength(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or ':' or '.'))
        {
            end++;
        }

        return end - start;
    }
}

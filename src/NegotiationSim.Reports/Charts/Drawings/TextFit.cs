using System.Globalization;
using System.Text;

namespace NegotiationSim.Reports.Charts.Drawings;

/// <summary>
/// How wide a text will be, without knowing which font it is shown in: estimated by a wide one, so that what fits here fits with any common one. What a reader sees as one character is never taken apart.
/// </summary>
internal static class TextFit
{
    /// <summary>Of other letters than the Latin ones of ASCII.</summary>
    private const double OtherWidth = 0.66;

    /// <summary>Widths of the characters from space to tilde, in thousandths of the size (DejaVu Sans 2.37).</summary>
    private static readonly ushort[] s_ascii =
    [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ];

    /// <summary>How wide a line of text is.</summary>
    public static double Width(string text, double size, bool isBold = false)
    {
        var em = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            em += Em(rune);
        }

        return em * size * (isBold ? 1.12 : 1);
    }

    /// <summary>A text cut to a width, with an ellipsis in place of what is left out.</summary>
    public static string Shorten(string text, double width, double size, bool isBold = false)
    {
        text = Plain(text);
        if (Width(text, size, isBold) <= width)
        {
            return text;
        }

        var room = width - Width("…", size, isBold);
        return string.Concat(Characters(text).TakeWhile(character => (room -= Width(character, size, isBold)) >= 0)).TrimEnd() + "…";
    }

    /// <summary>A text over several lines, broken at blanks, between wide characters and, where a word is too long for a line, within it; the last line is shortened where that is not enough.</summary>
    public static List<string> Wrap(string text, double width, double size, int mostLines, bool isBold = false)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var piece in Pieces(Plain(text)).SelectMany(piece => Broken(piece, width, size, isBold)))
        {
            if (line.Length > 0 && Width((line + piece).TrimEnd(), size, isBold) > width)
            {
                lines.Add(line.ToString().Trim());
                line.Clear();
            }

            line.Append(line.Length == 0 ? piece.TrimStart() : piece);
        }

        lines.Add(line.ToString().Trim());
        if (lines.Count > mostLines)
        {
            var rest = string.Join(' ', lines.Skip(mostLines - 1));
            lines.RemoveRange(mostLines - 1, lines.Count - mostLines + 1);
            lines.Add(Shorten(rest, width, size, isBold));
        }

        return lines;
    }

    /// <summary>A text without line breaks, characters that no document may hold and those that turn the direction of what comes after them.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C or 0xFEFF)
            {
                continue;
            }

            // A lone half of a pair comes as U+FFFD.
            plain.Append(Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) ? " " : rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }

        return plain.ToString();
    }

    /// <summary>Whether a rune is of a script that runs from right to left.</summary>
    public static bool IsRightToLeft(Rune rune) => rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    /// <summary>A name that may run from right to left, kept apart from what stands around it (first strong isolate).</summary>
    public static string Isolated(string text) => text.EnumerateRunes().Any(IsRightToLeft) ? "\u2068" + Plain(text) + "\u2069" : Plain(text);

    /// <summary>The characters of a text as a reader counts them (grapheme clusters).</summary>
    public static IEnumerable<string> Characters(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            yield return text.Substring(at, length);
            at += length;
        }
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        foreach (var character in Characters(text))
        {
            var isWide = IsWide(Rune.GetRuneAt(character, 0));
            if (piece.Length > 0 && (isWide || character == " "))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(character);
            if (isWide)
            {
                yield return piece.ToString();
                piece.Clear();
            }
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }

    /// <summary>A piece that is wider than a line, in pieces that are not.</summary>
    private static IEnumerable<string> Broken(string piece, double width, double size, bool isBold)
    {
        if (Width(piece, size, isBold) <= width)
        {
            return [piece];
        }

        var parts = new List<string> { "" };
        foreach (var character in Characters(piece))
        {
            if (parts[^1].Length > 0 && Width(parts[^1] + character, size, isBold) > width)
            {
                parts.Add("");
            }

            parts[^1] += character;
        }

        return parts;
    }

    private static double Em(Rune rune) => rune.Value switch
    {
        >= ' ' and <= '~' => s_ascii[rune.Value - ' '] / 1000.0,
        _ when IsWide(rune) => 1.05,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control => 0,
            UnicodeCategory.MathSymbol or UnicodeCategory.OtherSymbol => 0.84,
            _ => rune.Value is 0x2014 or 0x2026 ? 1 : OtherWidth,
        },
    };

    /// <summary>East Asian characters of full width, and emoji.</summary>
    private static bool IsWide(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F)
        or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F000 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}

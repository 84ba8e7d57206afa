using System.Globalization;
using Spectre.Console.Rendering;

namespace NegotiationSim.Cli.Output;

/// <summary>
/// Text measured in the cells of a terminal: two for wide characters (Chinese, Japanese, Korean, emoji), none for marks that combine with the character before.
/// What a reader sees as one character (a letter with its accents, an emoji of several parts) is never taken apart.
/// </summary>
internal static class Cells
{
    /// <summary>Cells that a text takes on one line.</summary>
    public static int Width(string text) => new Segment(text).CellCount();

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

    /// <summary>A text cut to a number of cells, with an ellipsis in place of what is left out.</summary>
    public static string Shorten(string text, int cells, string ellipsis = "…")
    {
        if (Width(text) <= cells)
        {
            return text;
        }

        var room = cells - Width(ellipsis);
        return string.Concat(Characters(text).TakeWhile(character => (room -= Width(character)) >= 0)) + ellipsis;
    }
}

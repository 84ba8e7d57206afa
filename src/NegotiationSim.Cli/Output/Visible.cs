using System.Text;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Output;

/// <summary>
/// Makes text from outside (files, the command line, the file system) fit to be printed: whatever is hidden (<see cref="HiddenCharacters"/>) is shown by a
/// stand-in, so that no file can move the cursor, recolour the terminal, set its title or turn a line's direction.
/// </summary>
internal static class Visible
{
    /// <summary>Text of several lines: line feeds stay, tabs become blanks.</summary>
    public static string Text(string text) => HiddenCharacters.Replace(text, rune => rune.Value switch { '\n' => null, '\t' => " ", _ => StandIn(rune) });

    /// <summary>A message of one line: line feeds get a stand-in too, so that nothing quoted can pass for a line of its own.</summary>
    public static string Line(string text) => HiddenCharacters.Replace(text, rune => rune.Value == '\t' ? " " : StandIn(rune));

    /// <summary>A title: tabs and line breaks of any kind become blanks.</summary>
    public static string Title(string text) =>
        HiddenCharacters.Replace(text, rune => rune.Value is (>= '\t' and <= '\r') or 0x85 or 0x2028 or 0x2029 ? " " : StandIn(rune));

    /// <summary>Control characters have pictures of their own in Unicode; the others are shown by their code point.</summary>
    private static string StandIn(Rune rune) => rune.Value switch
    {
        < 0x20 => ((char)(0x2400 + rune.Value)).ToString(),
        0x7f => "\u2421",
        _ => "<" + HiddenCharacters.CodePoint(rune) + ">",
    };
}

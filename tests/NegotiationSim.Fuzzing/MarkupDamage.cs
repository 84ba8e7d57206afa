using System.Text.RegularExpressions;

namespace NegotiationSim.Fuzzing;

/// <summary>Changes XML and JSON where they mean something: numbers, quoted texts, whole lines and elements.</summary>
internal static partial class MarkupDamage
{
    private static readonly string[] s_texts =
    [
        "0", "-1", "-0.5", "1e308", "1e-320", "NaN", "Infinity", "1e400", "999999999999", "", " ", "price", "real", "integer", "discrete", "yes", "no", "open", "y", "0_02", "12:30", "Zürich", "金额", "\u202eabc",
        "[red]x[/]", "a&amp;b", "&lt;", "all", "3", "12.2", "linear", "triangular", "x\\u0007y", "1,5", "0x10", "null",
    ];

    public static string Apply(string text, Dice dice)
    {
        for (var i = 1 + (dice.Below(3) / 2); i > 0; i--)
        {
            text = dice.Below(5) switch
            {
                0 or 1 => Replace(text, Quoted(), dice, value => "\"" + value + "\""),
                2 => Replace(text, Number(), dice, value => value),
                3 => Replace(text, Element(), dice, _ => dice.Pick(Element().Matches(text)).Value),
                _ => Replace(text, Element(), dice, _ => ""),
            };
        }

        return text;
    }

    private static string Replace(string text, Regex what, Dice dice, Func<string, string> by)
    {
        var found = what.Matches(text);
        if (found.Count == 0)
        {
            return text;
        }

        var at = dice.Pick(found);
        return string.Concat(text.AsSpan(0, at.Index), by(dice.Pick(s_texts)), text.AsSpan(at.Index + at.Length));
    }

    [GeneratedRegex("\"[^\"\n]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\]|""[^""]*"": [^,{}\[\]]*")]
    private static partial Regex Element();
}

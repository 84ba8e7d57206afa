using System.Globalization;
using System.Text;

namespace NegotiationSim.Reports.Charts.Pixels;

/// <summary>
/// Arabic and Persian letters in the forms that they take beside their neighbours: alone, at the end, at the beginning or within a word (The Unicode Standard, 9.2; the forms are those of Arabic Presentation Forms). A font would do that by
/// its own tables; fonts that have these characters need none.
/// </summary>
internal static class ArabicForms
{
    private const char Lam = '\u0644';
    private const char Tatweel = '\u0640';

    /// <summary>From U+0621 to U+064A how many forms a letter has: 4 where it joins both neighbours, 2 where only the one before it, 1 where none; 0 for what is no letter. The forms stand in this order from U+FE80.</summary>
    private const string FormCounts = "122224242444442222444444440000004444444224";

    private static readonly Dictionary<char, (char First, int Count)> s_letters = Letters();

    /// <summary>What lam and a kind of alef become together, alone; at the end of a word it is the next character.</summary>
    private static readonly Dictionary<char, char> s_lamAlef = new() { ['\u0622'] = '\uFEF5', ['\u0623'] = '\uFEF7', ['\u0625'] = '\uFEF9', ['\u0627'] = '\uFEFB' };

    /// <summary>A text with its letters in the forms in which they are drawn, still in the order in which they are read.</summary>
    public static string Of(string text)
    {
        if (!text.Any(s_letters.ContainsKey))
        {
            return text;
        }

        var joined = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!s_letters.TryGetValue(text[i], out var letter))
            {
                joined.Append(text[i]);
                continue;
            }

            var before = JoinsNext(Neighbour(text, i, -1)) && letter.Count > 1;
            if (text[i] == Lam && i + 1 < text.Length && s_lamAlef.TryGetValue(text[i + 1], out var both))
            {
                joined.Append((char)(both + (before ? 1 : 0)));
                i++;
                continue;
            }

            var after = letter.Count == 4 && JoinsBefore(Neighbour(text, i, 1));
            joined.Append((char)(letter.First + (before ? after ? 3 : 1 : after ? 2 : 0)));
        }

        return joined.ToString();
    }

    /// <summary>The next letter in a direction, over marks that stand above and below letters.</summary>
    private static char Neighbour(string text, int at, int step)
    {
        for (at += step; at >= 0 && at < text.Length; at += step)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(text[at]) != UnicodeCategory.NonSpacingMark)
            {
                return text[at];
            }
        }

        return ' ';
    }

    private static bool JoinsNext(char letter) => letter == Tatweel || (s_letters.TryGetValue(letter, out var forms) && forms.Count == 4);

    private static bool JoinsBefore(char letter) => letter == Tatweel || (s_letters.TryGetValue(letter, out var forms) && forms.Count > 1);

    private static Dictionary<char, (char First, int Count)> Letters()
    {
        // Persian letters have their forms elsewhere.
        var letters = new Dictionary<char, (char, int)>
        {
            ['\u067E'] = ('\uFB56', 4), ['\u0686'] = ('\uFB7A', 4), ['\u0698'] = ('\uFB8A', 2), ['\u06A9'] = ('\uFB8E', 4), ['\u06AF'] = ('\uFB92', 4), ['\u06CC'] = ('\uFBFC', 4),
        };
        var form = '\uFE80';
        for (var i = 0; i < FormCounts.Length; i++)
        {
            var count = FormCounts[i] - '0';
            if (count > 0)
            {
                letters[(char)('\u0621' + i)] = (form, count);
                form = (char)(form + count);
            }
        }

        return letters;
    }
}

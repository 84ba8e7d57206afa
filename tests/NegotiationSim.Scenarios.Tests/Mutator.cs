using System.Text;

namespace NegotiationSim.Scenarios.Tests;

/// <summary>Damages a text in one to four ways, the same ways for the same seed.</summary>
internal sealed class Mutator(string[] texts, ulong seed)
{
    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ":", ",", "-", "#", "&a ", "*a", "!!str ", "!x ", "|\n", ">\n", "\"", "'", "\t", "\n", "\n  ", "? ", "---\n", "...\n", "%YAML 1.2\n", "~", "null", "true",
        "0", "-1", "1e999", ".nan", ".inf", "0x1F", "99999999999999999999", "1/0", "(((((", "normal(0, 1)", "uniform(2, 1)", "choice()", "bernoulli(7)", "open", "all", "not",
        "north", "south", "client", "ruler", "truce", "targets", "{at_least: 3}", "{includes: beta}", "{not: open}", "[0, 50]", "2016-09-01", "7d", "single_text", "micro", "mediator",
        "\0", "\u0007", "\ufeff", "\ud800", "é", "😀", "<<", "id", "weight", "ideal", "values", "accepts", "effects", "branches", "given", "unless",
    ];

    private ulong _state = seed;

    public string Next()
    {
        var text = new StringBuilder(texts[Below(texts.Length)]);
        for (var i = 1 + Below(4); i > 0; i--)
        {
            Damage(text);
        }

        return text.ToString();
    }

    private void Damage(StringBuilder text)
    {
        if (text.Length == 0)
        {
            text.Append(Tokens[Below(Tokens.Length)]);
            return;
        }

        var at = Below(text.Length);
        switch (Below(10))
        {
            case 0:
                text[at] = (char)Below(128);
                break;
            case 1:
                text.Remove(at, Math.Min(text.Length - at, 1 + Below(20)));
                break;
            case 2:
                text.Insert(at, Tokens[Below(Tokens.Length)]);
                break;
            case 3 or 4:
                ReplaceWord(text, at, Tokens[Below(Tokens.Length)]);
                break;
            case 5:
                EditLines(text, lines => lines.RemoveAt(Below(lines.Count)));
                break;
            case 6:
                EditLines(text, lines => lines.Insert(Below(lines.Count), lines[Below(lines.Count)]));
                break;
            case 7:
                EditLines(text, lines => (lines[0], lines[^1]) = (lines[Below(lines.Count)], lines[Below(lines.Count)]));
                break;
            case 8:
                ReplaceWord(text, at, WordAt(text, Below(text.Length)));
                break;
            default:
                text.Insert(at, new string(' ', 1 + Below(3)));
                break;
        }
    }

    private static void ReplaceWord(StringBuilder text, int at, string word)
    {
        var (start, end) = Bounds(text, at);
        text.Remove(start, end - start).Insert(start, word);
    }

    private static string WordAt(StringBuilder text, int at)
    {
        var (start, end) = Bounds(text, at);
        return text.ToString(start, end - start);
    }

    private static (int Start, int End) Bounds(StringBuilder text, int at)
    {
        var (start, end) = (at, at);
        while (start > 0 && IsWord(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        return (start, end);
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';

    private static void EditLines(StringBuilder text, Action<List<string>> edit)
    {
        var lines = text.ToString().Split('\n').ToList();
        edit(lines);
        text.Clear().AppendJoin('\n', lines);
    }

    /// <summary>A number from 0 to <paramref name="count"/> - 1, by SplitMix64.</summary>
    private int Below(int count)
    {
        _state += 0x9e3779b97f4a7c15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return (int)((z ^ (z >> 31)) % (ulong)count);
    }
}

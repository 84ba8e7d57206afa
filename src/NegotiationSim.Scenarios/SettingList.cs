using System.Collections.Immutable;

namespace NegotiationSim.Scenarios;

/// <summary>
/// Several settings in one text, separated by commas: <c>P=V,P=V</c>. A comma within quotes, (), [] or {} separates nothing. As in YAML a quote opens where a value or an entry begins and is
/// an ordinary character elsewhere: <c>title=Turkey's line</c>.
/// </summary>
public static class SettingList
{
    /// <summary>The settings of a text, in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">How messages name the place where it was written.</param>
    /// <param name="line">The line that messages name, from 1.</param>
    /// <returns>The settings, or what is wrong.</returns>
    public static (ImmutableArray<Setting> Settings, Diagnostic? Error) Split(string text, string source, int line)
    {
        var commas = Commas(text, out var open);
        if (open >= 0)
        {
            return Fail(open, $"`{text[open]}` is opened here and never closed");
        }

        var settings = ImmutableArray.CreateBuilder<Setting>(commas.Count + 1);
        var start = 0;
        foreach (var end in commas.Append(text.Length))
        {
            var length = text.AsSpan(start, end - start).TrimStart().Length;
            var setting = new Setting(text.Substring(end - length, length).TrimEnd(), source, line, end - length + 1);
            if (setting.Text.Length == 0)
            {
                return Fail(start, commas.Count == 0 ? "there is nothing in it; write PATH=VALUE" : "there is nothing between two commas; write PATH=VALUE,PATH=VALUE");
            }

            settings.Add(setting);
            start = end + 1;
        }

        return (settings.ToImmutable(), null);

        (ImmutableArray<Setting>, Diagnostic?) Fail(int offset, string message) => ([], new Diagnostic(Severity.Error, source, line, offset + 1, message));
    }

    /// <summary>Where the separating commas stand, and the first bracket or quote that is left open, or -1.</summary>
    private static List<int> Commas(string text, out int open)
    {
        var commas = new List<int>();
        var brackets = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\'' or '"' when Begins(text, i):
                    if (EndOfQuote(text, i) is not { } end)
                    {
                        open = i;
                        return commas;
                    }

                    i = end;
                    break;
                case '(' or '[' or '{':
                    brackets.Push(i);
                    break;
                case ')' or ']' or '}':
                    // One that closes nothing is left for YAML to complain about, which knows what stands around it.
                    brackets.TryPop(out _);
                    break;
                case ',' when brackets.Count == 0:
                    commas.Add(i);
                    break;
            }
        }

        open = brackets.Count > 0 ? brackets.Last() : -1;
        return commas;
    }

    /// <summary>Whether a value or an entry begins here: after `=`, a comma, a colon or an opening bracket, blanks apart.</summary>
    private static bool Begins(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd();
        return before.Length == 0 || before[^1] is '=' or ',' or ':' or '(' or '[' or '{';
    }

    /// <summary>The closing quote; null where there is none.</summary>
    private static int? EndOfQuote(string text, int start)
    {
        var quote = text[start];
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && quote == '"')
            {
                i++;
            }
            else if (text[i] == quote && quote == '\'' && i + 1 < text.Length && text[i + 1] == quote)
            {
                i++;
            }
            else if (text[i] == quote)
            {
                return i;
            }
        }

        return null;
    }
}

using System.Buffers;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace NegotiationSim.Scenarios.Reading.Yaml;

/// <summary>
/// Finds tabs and Unicode blanks where YAML wants spaces. The parser reads such a line as something else and complains elsewhere, often at the
/// start of the file, or takes a tab for one column, which other readers of YAML refuse.
/// </summary>
internal static class Indentation
{
    /// <summary>Line breaks of the YAML parser: those of YAML 1.1.</summary>
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\u0085\u2028\u2029");

    /// <summary>More than any file is indented by.</summary>
    private const int ManySpaces = 1_000;

    /// <exception cref="ReadingAbortedException">A line of a block mapping or list is indented with something else than spaces.</exception>
    public static void ThrowIfNotSpaces(Source source)
    {
        var text = source.Text;
        if (!AnyLineBeginsWithOther(text))
        {
            return;
        }

        var scanner = new Scanner(new StringReader(text));
        var (flow, scalarEnd) = (0, 0);
        try
        {
            for (var tokens = MostTokens(text); tokens > 0 && scanner.MoveNext(); tokens--)
            {
                var token = scanner.Current!;
                var at = (int)Math.Min(token.Start.Index, text.Length);
                if (flow == 0 && IsMisplaced(text, at, token))
                {
                    Throw(source, at, Math.Min(text.Length, at + 1));
                }

                flow += token switch { FlowMappingStart or FlowSequenceStart => 1, FlowMappingEnd or FlowSequenceEnd => -1, _ => 0 };
                scalarEnd = token is Scalar ? (int)token.End.Index : scalarEnd;
            }
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            // The scanner gave up in this line. A line that began within a quoted or literal text is at fault only where the text is wrongly indented,
            // and within brackets only where more spaces would have helped: tabs may stand there.
            var stopped = (int)Math.Min(scanner.CurrentPosition.Index, text.Length);
            var start = StartOfLine(text, stopped);
            var quoted = e is YamlException { Start.Index: var opened } && opened < text.Length && text[(int)opened] is '"' or '\'';
            if (quoted ? e.Message.Contains("indentation", StringComparison.Ordinal) : start >= scalarEnd && (flow == 0 || IsHelpedBySpaces(text, start, stopped)))
            {
                Throw(source, stopped, LeadEnd(text, start));
            }
        }
    }

    /// <summary>
    /// A Unicode blank after an indicator, as in <c>weight:[no-break space]30</c>, which is one word to YAML. For a line that the parser could not read.
    /// </summary>
    public static ReadingAbortedException? BlankAfterIndicator(Source source, Mark stopped)
    {
        var text = source.Text;
        var start = StartOfLine(text, (int)Math.Min(stopped.Index, text.Length));
        for (var i = start + 1; i < text.Length && !Breaks.Contains(text[i]) && text[i] is not ('"' or '\'' or '#'); i++)
        {
            if (IsUnicodeBlank(text[i]) && text[i - 1] is ':' or ',' or '-' or '[' or '{')
            {
                return new ReadingAbortedException(source.At(LineOf(text, i), i - start + 1), Describe(text[i]));
            }
        }

        return null;
    }

    /// <summary>More tokens than a text can hold. After some errors the scanner hands out tokens for ever without going on in the text; the parser then says what is wrong.</summary>
    private static int MostTokens(string text) => 100 + (4 * text.Length);

    /// <summary>Whether a token that begins a line of a block has other blanks than spaces before it.</summary>
    private static bool IsMisplaced(string text, int at, Token token) =>
        LeadEnd(text, StartOfLine(text, at)) >= at
        && (token is Key or BlockEntry or BlockMappingStart or BlockSequenceStart || (token is Scalar { Style: ScalarStyle.Plain } && at < text.Length && IsUnicodeBlank(text[at])));

    /// <summary>Throws at the first blank between the start of a line and <paramref name="end"/> that is no space, if there is one.</summary>
    private static void Throw(Source source, int at, int end)
    {
        var start = StartOfLine(source.Text, at);
        for (var i = start; i < end; i++)
        {
            if (source.Text[i] == '\t' || IsUnicodeBlank(source.Text[i]))
            {
                throw new ReadingAbortedException(source.At(LineOf(source.Text, i), i - start + 1), Describe(source.Text[i]));
            }
        }
    }

    /// <summary>Whether the scanner comes further when the line is indented by many spaces.</summary>
    private static bool IsHelpedBySpaces(string text, int start, int stopped)
    {
        var lead = LeadEnd(text, start) - start;
        var indented = text.Remove(start, lead).Insert(start, new string(' ', ManySpaces));
        var scanner = new Scanner(new StringReader(indented));
        try
        {
            var tokens = MostTokens(indented);
            while (tokens > 0 && scanner.MoveNext())
            {
                tokens--;
            }

            return tokens > 0;
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            return scanner.CurrentPosition.Index > stopped - lead + ManySpaces;
        }
    }

    private static bool AnyLineBeginsWithOther(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = LeadEnd(text, start);
            if (text.AsSpan(start, end - start).ContainsAnyExcept(' ', '-', '?'))
            {
                return true;
            }

            var next = text.AsSpan(end).IndexOfAny(Breaks);
            start = next < 0 ? text.Length : end + next + 1;
        }

        return false;
    }

    private static string Describe(char blank) => blank == '\t'
        ? "this is not YAML: a tab in the indentation; indent with spaces"
        : $"this is not YAML: a {(blank == '\u00a0' ? "no-break space" : "blank")} (U+{((int)blank).ToString("X4", CultureInfo.InvariantCulture)}) where a space is needed; write plain spaces";

    /// <summary>The line of a place, from 1; a carriage return and the line feed after it are one break.</summary>
    private static int LineOf(string text, int at)
    {
        var before = text.AsSpan(0, at);
        return 1 + before.Count('\n') + before.Count('\r') - before.Count("\r\n") + before.Count('\u0085') + before.Count('\u2028') + before.Count('\u2029');
    }

    private static int StartOfLine(string text, int at) => text.AsSpan(0, at).LastIndexOfAny(Breaks) + 1;

    /// <summary>The first character of a line that is neither blank nor an indicator (<c>- </c>, <c>? </c>) with a blank after it.</summary>
    private static int LeadEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length && (IsBlank(text[at]) || (text[at] is '-' or '?' && at + 1 < text.Length && IsBlank(text[at + 1]))))
        {
            at++;
        }

        return at;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' || IsUnicodeBlank(c);

    /// <summary>Whether a character is shown as a blank, or not at all, and is neither a space nor a tab.</summary>
    private static bool IsUnicodeBlank(char c) =>
        c > '\u007f' && (char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator || c is >= '\u200b' and <= '\u200d' or '\u2060' or '\u180e');
}

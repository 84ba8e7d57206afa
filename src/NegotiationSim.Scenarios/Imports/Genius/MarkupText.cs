using System.Globalization;
using System.Text;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>The characters of a file that is nearly XML: where they stand, what they mean, and what is said about them, each kind of doubt once.</summary>
internal sealed class MarkupText
{
    /// <summary>The longest entity is <c>&amp;#x10FFFF;</c>.</summary>
    private const int LongestEntity = 10;

    private readonly string _text;
    private readonly string _file;
    private readonly Findings _findings;
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private readonly List<int> _lineStarts = [0];

    public MarkupText(string text, string file, Findings findings)
    {
        (_text, _file, _findings) = (text, file, findings);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>The value between two places, its entities resolved.</summary>
    public string Decode(int start, int end)
    {
        var value = new StringBuilder(end - start);
        for (var i = start; i < end; i++)
        {
            switch (_text[i])
            {
                case '&' when Entity(_text.AsSpan(i, end - i), out var length) is { } character:
                    value.Append(character);
                    i += length - 1;
                    break;
                case '&':
                    Doubt(i, "a bare `&`; XML wants &amp;");
                    value.Append('&');
                    break;
                case '<':
                    Doubt(i, "a bare `<` in a value; XML wants &lt;");
                    value.Append('<');
                    break;
                case '\r' when i + 1 < end && _text[i + 1] == '\n':
                    break;
                case '\t' or '\n' or '\r':
                    value.Append(' ');
                    break;
                case var c when c < ' ' || c is '\ufffe' or '\uffff':
                    throw Abort(i, $"the character U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)} is not allowed in XML; delete it");
                default:
                    value.Append(_text[i]);
                    break;
            }
        }

        return value.ToString();
    }

    public bool Follows(int at, string what) => string.CompareOrdinal(_text, at, what, 0, what.Length) == 0;

    /// <summary>The place behind the next <paramref name="end"/>.</summary>
    public int After(string end, int start, string what)
    {
        var found = _text.IndexOf(end, start, StringComparison.Ordinal);
        return found < 0 ? throw Abort(start, $"the {what} that begins here is never closed") : found + end.Length;
    }

    public Position At(int index)
    {
        var line = _lineStarts.BinarySearch(index);
        line = line < 0 ? ~line - 1 : line;
        return new Position(_file, line + 1, index - _lineStarts[line] + 1);
    }

    public ReadingAbortedException Abort(int index, string message) => new(At(index), $"this is not XML: {message}");

    public void Doubt(int index, string kind)
    {
        if (_warned.Add(kind))
        {
            _findings.Warn(At(index), $"this is not quite XML, read as Genius reads it: {kind}");
        }
    }

    /// <summary>The characters that a reference stands for, one of the five that XML has without a document type or a character by number; null where the text begins with none.</summary>
    /// <param name="text">Begins with <c>&amp;</c>.</param>
    /// <param name="length">How long the reference is.</param>
    private static string? Entity(ReadOnlySpan<char> text, out int length)
    {
        length = text[..Math.Min(text.Length, LongestEntity)].IndexOf(';') + 1;
        return length == 0 ? null : text[1..(length - 1)] switch
        {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            ['#', 'x', .. var digits] => Character(digits, NumberStyles.AllowHexSpecifier),
            ['#', .. var digits] => Character(digits, NumberStyles.None),
            _ => null,
        };
    }

    private static string? Character(ReadOnlySpan<char> digits, NumberStyles style) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) && Rune.IsValid(number) && (number >= ' ' || number is '\t' or '\n' or '\r')
            ? new Rune(number).ToString()
            : null;
}

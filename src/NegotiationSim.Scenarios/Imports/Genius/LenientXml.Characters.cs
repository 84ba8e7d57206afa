using System.Globalization;
using System.Text;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>Characters and places of the text.</summary>
internal sealed partial class LenientXml
{
    private string Decode(int start, int end)
    {
        var value = new StringBuilder(end - start);
        for (var i = start; i < end; i++)
        {
            switch (_text[i])
            {
                case '&' when XmlEntity.Read(_text.AsSpan(i, end - i), out var length) is { } character:
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

    private int SkipBlanks()
    {
        var start = _at;
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at - start;
    }

    private bool Follows(int at, string what) => string.CompareOrdinal(_text, at, what, 0, what.Length) == 0;

    private int After(string end, int start, string what)
    {
        var found = _text.IndexOf(end, start, StringComparison.Ordinal);
        return found < 0 ? throw Abort(start, $"the {what} that begins here is never closed") : found + end.Length;
    }

    private Position At(int index)
    {
        var line = _lineStarts.BinarySearch(index);
        line = line < 0 ? ~line - 1 : line;
        return new Position(_file, line + 1, index - _lineStarts[line] + 1);
    }

    private ReadingAbortedException Abort(int index, string message) => new(At(index), $"this is not XML: {message}");

    private void Doubt(int index, string kind)
    {
        if (_warned.Add(kind))
        {
            _findings.Warn(At(index), $"this is not quite XML, read as Genius reads it: {kind}");
        }
    }

    private static string Shown(string name) => name.Length > 40 ? name[..40] + "..." : name;
}

using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>
/// Reads what Genius's own parser (SimpleDOMParser of Genius 10.4) accepts beyond XML: a bare <c>&amp;</c>, values with <c>&lt;</c> in them or
/// without quotes, attributes without a blank between them or given twice, text before the first element and after the last. Each
/// kind is warned of once. Comments, which that parser takes for tags, are left out as in XML. Document types are refused.
/// </summary>
internal sealed partial class LenientXml
{
    private readonly string _text;
    private readonly string _file;
    private readonly ImportBudget _budget;
    private readonly Findings _findings;
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private readonly List<int> _lineStarts = [0];
    private int _at;

    private LenientXml(string text, string file, ImportBudget budget, Findings findings)
    {
        (_text, _file, _budget, _findings) = (text, file, budget, findings);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>The root element.</summary>
    /// <exception cref="ReadingAbortedException">Genius would not read it either.</exception>
    public static MarkupElement Read(string text, string file, ImportBudget budget, Findings findings) =>
        new LenientXml(text, file, budget, findings).Document();

    private MarkupElement Document()
    {
        var open = new Stack<MarkupElement>();
        while (true)
        {
            var start = NextTag(open);
            if (_text[start + 1] == '/')
            {
                var closed = open.Pop();
                if (open.Count == 0)
                {
                    return End(closed);
                }
            }
            else
            {
                var element = new MarkupElement(Name(start + 1), At(start));
                _budget.Spend(element.Position, open.Count + 1, "elements");
                if (open.TryPeek(out var parent))
                {
                    parent.Add(element);
                }

                var isEmpty = Attributes(element, start);
                if (!isEmpty)
                {
                    open.Push(element);
                }
                else if (open.Count == 0)
                {
                    return End(element);
                }
            }
        }
    }

    /// <summary>Goes to the next start or end tag, an end tag read whole, and returns where it begins.</summary>
    private int NextTag(Stack<MarkupElement> open)
    {
        while (true)
        {
            var start = _text.IndexOf('<', _at);
            if (start < 0 || start + 1 == _text.Length)
            {
                throw Abort(_text.Length, open.TryPeek(out var unclosed)
                    ? $"the file ends before the </{unclosed.Name}> of line {unclosed.Position.Line}; is a part of it missing?"
                    : "the file ends before its first element");
            }

            if (open.Count == 0 && !string.IsNullOrWhiteSpace(_text[_at..start]))
            {
                Doubt(_at, "text before the first element is left out");
            }

            switch (_text[start + 1])
            {
                case '?':
                    _at = After("?>", start, "processing instruction");
                    break;
                case '!' when Follows(start, "<!--"):
                    _at = After("-->", start + 4, "comment");
                    break;
                case '!' when Follows(start, "<![CDATA["):
                    _at = After("]]>", start, "text section");
                    break;
                case '!':
                    throw Abort(start, "document types and entities are not read; delete the declaration");
                case '/':
                    CloseTag(start, open);
                    return start;
                default:
                    return start;
            }
        }
    }

    private void CloseTag(int start, Stack<MarkupElement> open)
    {
        var end = After(">", start, "end tag");
        var name = _text[(start + 2)..(end - 1)].Trim();
        if (!open.TryPeek(out var current))
        {
            throw Abort(start, $"</{Shown(name)}> closes nothing");
        }

        if (current.Name != name)
        {
            throw Abort(start, $"</{Shown(name)}> stands where the <{Shown(current.Name)}> of line {current.Position.Line} must be closed first");
        }

        _at = end;
    }

    private MarkupElement End(MarkupElement root)
    {
        var rest = _text.AsSpan(_at).Trim();
        if (rest.Length > 0 && !rest.StartsWith("<!--") && !rest.StartsWith("<?"))
        {
            Doubt(_at, "text after the last element is left out");
        }

        return root;
    }

    private string Name(int start)
    {
        var end = start;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] is not ('>' or '/' or '<' or '='))
        {
            end++;
        }

        _at = end;
        return end > start ? _text[start..end] : throw Abort(start - 1, "a `<` that begins no element; write &lt; for the character");
    }

    /// <summary>Reads the attributes up to the tag's end and returns whether the element ends with it.</summary>
    private bool Attributes(MarkupElement element, int start)
    {
        while (true)
        {
            var blank = SkipBlanks();
            if (_at >= _text.Length)
            {
                throw Abort(_text.Length, $"the file ends within the <{Shown(element.Name)}> of line {element.Position.Line}; is a part of it missing?");
            }

            if (_text[_at] == '>')
            {
                _at++;
                return false;
            }

            if (Follows(_at, "/>"))
            {
                _at += 2;
                return true;
            }

            if (blank == 0)
            {
                Doubt(_at, "a blank is missing between attributes");
            }

            Attribute(element, start);
        }
    }

    private void Attribute(MarkupElement element, int start)
    {
        var nameStart = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('=' or '>' or '<' or '"' or '\'' or '/'))
        {
            _at++;
        }

        var name = _text[nameStart.._at];
        SkipBlanks();
        if (name.Length == 0 || _at >= _text.Length || _text[_at] != '=')
        {
            throw Abort(nameStart, $"an attribute of <{Shown(element.Name)}> is expected here: name=\"value\"");
        }

        _at++;
        SkipBlanks();
        if (element.Find(name) is not null)
        {
            Doubt(nameStart, $"the attribute `{Shown(name)}` is given twice; the last one counts");
        }

        _budget.SpendAttribute(At(nameStart));
        element.Add(new MarkupAttribute(name, Value(start), At(nameStart)));
    }

    private string Value(int tag)
    {
        if (_at < _text.Length && _text[_at] is '"' or '\'')
        {
            var end = _text.IndexOf(_text[_at], _at + 1);
            if (end < 0)
            {
                throw Abort(_at, $"the quote that begins here is never closed (the tag begins in line {At(tag).Line})");
            }

            var (first, last) = (_at + 1, end);
            _at = end + 1;
            return Decode(first, last);
        }

        var begin = _at;
        Doubt(begin, "a value without quotes");
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] != '>' && !Follows(_at, "/>"))
        {
            _at++;
        }

        return Decode(begin, _at);
    }
}

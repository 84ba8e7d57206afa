using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>
/// Reads what Genius's own parser (SimpleDOMParser of Genius 10.4) accepts beyond XML: a bare <c>&amp;</c>, values with <c>&lt;</c> in them or
/// without quotes, attributes without a blank between them or given twice, text before the first element and after the last. Each
/// kind is warned of once. Comments, which that parser takes for tags, are left out as in XML. Document types are refused.
/// </summary>
internal sealed class LenientXml
{
    private readonly string _text;
    private readonly MarkupText _source;
    private readonly ImportBudget _budget;
    private int _at;

    private LenientXml(string text, string file, ImportBudget budget, Findings findings) =>
        (_text, _source, _budget) = (text, new MarkupText(text, file, findings), budget);

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
                var element = new MarkupElement(Name(start + 1), _source.At(start));
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
                throw _source.Abort(_text.Length, open.TryPeek(out var unclosed)
                    ? $"the file ends before the </{unclosed.Name}> of line {unclosed.Position.Line}; is a part of it missing?"
                    : "the file ends before its first element");
            }

            if (open.Count == 0 && !string.IsNullOrWhiteSpace(_text[_at..start]))
            {
                _source.Doubt(_at, "text before the first element is left out");
            }

            switch (_text[start + 1])
            {
                case '?':
                    _at = _source.After("?>", start, "processing instruction");
                    break;
                case '!' when _source.Follows(start, "<!--"):
                    _at = _source.After("-->", start + 4, "comment");
                    break;
                case '!' when _source.Follows(start, "<![CDATA["):
                    _at = _source.After("]]>", start, "text section");
                    break;
                case '!':
                    throw _source.Abort(start, "document types and entities are not read; delete the declaration");
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
        var end = _source.After(">", start, "end tag");
        var name = _text[(start + 2)..(end - 1)].Trim();
        if (!open.TryPeek(out var current))
        {
            throw _source.Abort(start, $"</{Excerpt.Of(name)}> closes nothing");
        }

        if (current.Name != name)
        {
            throw _source.Abort(start, $"</{Excerpt.Of(name)}> stands where the <{Excerpt.Of(current.Name)}> of line {current.Position.Line} must be closed first");
        }

        _at = end;
    }

    private MarkupElement End(MarkupElement root)
    {
        var rest = _text.AsSpan(_at).Trim();
        if (rest.Length > 0 && !rest.StartsWith("<!--") && !rest.StartsWith("<?"))
        {
            _source.Doubt(_at, "text after the last element is left out");
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
        return end > start ? _text[start..end] : throw _source.Abort(start - 1, "a `<` that begins no element; write &lt; for the character");
    }

    /// <summary>Reads the attributes up to the tag's end and returns whether the element ends with it.</summary>
    private bool Attributes(MarkupElement element, int start)
    {
        while (true)
        {
            var blank = SkipBlanks();
            if (_at >= _text.Length)
            {
                throw _source.Abort(_text.Length, $"the file ends within the <{Excerpt.Of(element.Name)}> of line {element.Position.Line}; is a part of it missing?");
            }

            if (_text[_at] == '>')
            {
                _at++;
                return false;
            }

            if (_source.Follows(_at, "/>"))
            {
                _at += 2;
                return true;
            }

            if (blank == 0)
            {
                _source.Doubt(_at, "a blank is missing between attributes");
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
            throw _source.Abort(nameStart, $"an attribute of <{Excerpt.Of(element.Name)}> is expected here: name=\"value\"");
        }

        _at++;
        SkipBlanks();
        if (element.Find(name) is not null)
        {
            _source.Doubt(nameStart, $"the attribute `{Excerpt.Of(name)}` is given twice; the last one counts");
        }

        _budget.SpendAttribute(_source.At(nameStart));
        element.Add(new MarkupAttribute(name, Value(start), _source.At(nameStart)));
    }

    private string Value(int tag)
    {
        if (_at < _text.Length && _text[_at] is '"' or '\'')
        {
            var end = _text.IndexOf(_text[_at], _at + 1);
            if (end < 0)
            {
                throw _source.Abort(_at, $"the quote that begins here is never closed (the tag begins in line {_source.At(tag).Line})");
            }

            var (first, last) = (_at + 1, end);
            _at = end + 1;
            return _source.Decode(first, last);
        }

        var begin = _at;
        _source.Doubt(begin, "a value without quotes");
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] != '>' && !_source.Follows(_at, "/>"))
        {
            _at++;
        }

        return _source.Decode(begin, _at);
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
}

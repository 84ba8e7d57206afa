using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NegotiationSim.Scenarios.Reading.Yaml;

/// <summary>Builds the located tree of a YAML text. Nesting and the expansion of aliases are bounded while reading.</summary>
internal sealed class NodeBuilder
{
    private readonly Source _source;
    private readonly Findings _findings;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<string, Node?> _anchors = new(StringComparer.Ordinal);
    private long _aliasNodes;
    private int _nodes;
    private Position _last;

    private NodeBuilder(Source source, Findings findings)
    {
        _source = source;
        _findings = findings;
        _last = source.At(1, 1);
        _scanner = new Scanner(new StringReader(source.Text));
        _parser = new Parser(_scanner);
    }

    /// <summary>The root node.</summary>
    /// <exception cref="ReadingAbortedException">The text is no YAML document, or over a limit.</exception>
    public static Node Build(Source source, Findings findings)
    {
        TextCheck.ThrowIfUnreadable(source);
        Indentation.ThrowIfNotSpaces(source);
        var builder = new NodeBuilder(source, findings);
        try
        {
            return builder.Document();
        }
        catch (YamlException e)
        {
            // The parser marks where the construct began, which may be the start of the file.
            var message = e.InnerException is { } inner ? $"{e.Message} ({inner.Message})" : e.Message;
            throw Indentation.BlankAfterIndicator(source, builder._scanner.CurrentPosition)
                ?? new ReadingAbortedException(source.At(e.Start.Line, e.Start.Column), $"this is not YAML: {Decapitalise(message)}");
        }
    }

    private static string Decapitalise(string message)
    {
        // YamlDotNet appends its own marks to some messages; ours stand in front.
        var cut = message.IndexOf(" Line: ", StringComparison.Ordinal);
        var text = (cut < 0 ? message : message[..cut]).TrimEnd('.', ' ');
        return text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
    }

    private Position At(Mark mark) => _source.At(mark.Line, mark.Column);

    private Node Document()
    {
        Next(); // stream start
        if (Next() is StreamEnd)
        {
            throw new ReadingAbortedException(_source.At(1, 1), "the file is empty; `negsim new FILE` writes one to start from");
        }

        Next(); // the root's event
        var root = Read(1);
        Next(); // document end
        return Next() is StreamEnd
            ? root
            : throw new ReadingAbortedException(At(_parser.Current!.Start), "a second document begins here; a scenario is one YAML document");
    }

    private ParsingEvent Next()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner throws this in place of a syntax error where a flow collection stays open across lines with block keys.
            throw new ReadingAbortedException(_last, "this is not YAML: something is left open after this place; check brackets, braces and quotes");
        }

        _last = At(_parser.Current!.Start);
        return _parser.Current!;
    }

    /// <summary>Reads the node that the current event starts and leaves the parser at the node's last event.</summary>
    private Node Read(int depth)
    {
        var current = _parser.Current!;
        var position = At(current.Start);
        if (current is AnchorAlias alias)
        {
            return Resolve(alias, position, depth);
        }

        if (++_nodes > Limits.Nodes)
        {
            throw new ReadingAbortedException(position, $"more than {Limits.Nodes:N0} keys and values, the limit of a scenario file");
        }

        if (depth > Limits.Nesting)
        {
            throw new ReadingAbortedException(position, $"nested deeper than {Limits.Nesting} levels, the limit of a scenario file");
        }

        var anchor = current is NodeEvent { Anchor.IsEmpty: false } named ? named.Anchor.Value : null;
        if (anchor is not null)
        {
            _anchors[anchor] = null;
        }

        Node node = current switch
        {
            Scalar scalar => ReadScalar(scalar, position),
            SequenceStart start => ReadSequence(start, position, depth),
            MappingStart start => ReadMapping(start, position, depth),
            _ => throw new ReadingAbortedException(position, "a value is expected here"),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = node;
        }

        return node;
    }

    private Node Resolve(AnchorAlias alias, Position position, int depth)
    {
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var target))
        {
            throw new ReadingAbortedException(position, $"no anchor `&{name}` stands before this alias{NearestName.Hint(name, _anchors.Keys)}");
        }

        if (target is null)
        {
            throw new ReadingAbortedException(position, $"the alias `*{name}` stands inside its own anchor, which would never end");
        }

        _aliasNodes += target.Size;
        if (_aliasNodes > Limits.AliasNodes)
        {
            throw new ReadingAbortedException(position, $"aliases expand past {Limits.AliasNodes:N0} nodes, the limit of a scenario file");
        }

        if (depth + target.Height - 1 > Limits.Nesting)
        {
            throw new ReadingAbortedException(position, $"with this alias written out, nesting is deeper than {Limits.Nesting} levels, the limit of a scenario file");
        }

        return target;
    }

    private ScalarNode ReadScalar(Scalar scalar, Position position)
    {
        var tag = scalar.Tag.IsEmpty ? null : scalar.Tag.Value;
        CheckTag(tag, position, "tag:yaml.org,2002:str", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null", "!");
        var plain = scalar.Style == ScalarStyle.Plain && tag is not ("tag:yaml.org,2002:str" or "!");
        return new ScalarNode(position, scalar.Value, plain, _source, (int)scalar.Start.Index, (int)scalar.End.Index);
    }

    private SequenceNode ReadSequence(SequenceStart start, Position position, int depth)
    {
        CheckTag(start.Tag.IsEmpty ? null : start.Tag.Value, position, "tag:yaml.org,2002:seq");
        var items = ImmutableArray.CreateBuilder<Node>();
        while (Next() is not SequenceEnd)
        {
            items.Add(Read(depth + 1));
        }

        return new SequenceNode(position, items.ToImmutable());
    }

    private MappingNode ReadMapping(MappingStart start, Position position, int depth)
    {
        CheckTag(start.Tag.IsEmpty ? null : start.Tag.Value, position, "tag:yaml.org,2002:map");
        var entries = ImmutableArray.CreateBuilder<Entry>();
        var seen = new Dictionary<string, Position>(StringComparer.Ordinal);
        while (Next() is not MappingEnd)
        {
            var key = Read(depth + 1);
            Next();
            var value = Read(depth + 1);
            if (key is ScalarNode { Text.Length: > Limits.NameLength })
            {
                throw new ReadingAbortedException(key.Position, $"a key of more than {Limits.NameLength} characters, the limit of a scenario file");
            }

            if (key is not ScalarNode name)
            {
                _findings.Error(key.Position, $"{key.Describe()} cannot be a key; keys are plain names");
            }
            else if (seen.TryGetValue(name.Text, out var first))
            {
                _findings.Error(name.Position, $"the key `{name.Text}` stands here a second time (first in line {first.Line}); keep one of them");
            }
            else
            {
                seen.Add(name.Text, name.Position);
                entries.Add(new Entry(name, value));
            }
        }

        return new MappingNode(position, entries.ToImmutable());
    }

    private void CheckTag(string? tag, Position position, params ReadOnlySpan<string> known)
    {
        if (tag is not null && !known.Contains(tag))
        {
            _findings.Error(position, $"the tag `{tag}` means nothing here; scenario files need no tags");
        }
    }
}

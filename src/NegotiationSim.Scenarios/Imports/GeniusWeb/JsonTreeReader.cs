using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>Reads JSON as a tree with positions, bounded in size and depth.</summary>
internal ref struct JsonTreeReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _file;
    private readonly ImportBudget _budget;
    private Utf8JsonReader _reader;
    private int _line;
    private int _characters;
    private int _scanned;

    private JsonTreeReader(ReadOnlySpan<byte> bytes, string file, ImportBudget budget)
    {
        _bytes = bytes;
        _file = file;
        _budget = budget;

        // Deeper than our own limit, so that ours is the one that speaks.
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 2 * ImportLimits.Nesting });
        _line = 1;
    }

    /// <summary>The document's value.</summary>
    /// <exception cref="ReadingAbortedException">The bytes are no JSON, or over a limit.</exception>
    public static JsonTree Read(ReadOnlySpan<byte> bytes, string file, ImportBudget budget)
    {
        var text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        var reader = new JsonTreeReader(text, file, budget);
        if (!Utf8.IsValid(text))
        {
            throw new ReadingAbortedException(reader.At(FirstInvalid(text)), "the file is not UTF-8 here; JSON always is");
        }

        try
        {
            return reader.Document();
        }
        catch (JsonException e)
        {
            var lineStart = LineStart(text, e.LineNumber ?? 0);
            var end = lineStart + (int)Math.Min(e.BytePositionInLine ?? 0, text.Length - lineStart);
            var position = new Position(file, (int)(e.LineNumber ?? 0) + 1, Encoding.UTF8.GetCharCount(text[lineStart..end]) + 1);
            throw new ReadingAbortedException(position, "this is not JSON: " + (end == text.Length ? "the file ends before its value does; is a part of it missing?" : Decapitalise(e.Message)));
        }
    }

    private JsonTree Document()
    {
        _reader.Read();
        var root = Value(1);
        _reader.Read(); // throws where something follows
        return root;
    }

    private JsonTree Value(int depth)
    {
        var position = At((int)_reader.TokenStartIndex);
        _budget.Spend(position, depth, "values");
        var kind = _reader.TokenType;
        var text = kind switch
        {
            JsonTokenType.String => Text(position),
            JsonTokenType.Number => Encoding.UTF8.GetString(_reader.ValueSpan),
            _ => "",
        };
        var value = new JsonTree(kind, text, position);
        switch (kind)
        {
            case JsonTokenType.StartArray:
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                {
                    value.Add(Value(depth + 1));
                }

                break;
            case JsonTokenType.StartObject:
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
                {
                    ReadMember(value, depth);
                }

                break;
        }

        return value;
    }

    private void ReadMember(JsonTree value, int depth)
    {
        var position = At((int)_reader.TokenStartIndex);
        var name = Text(position);
        _reader.Read();
        if (!value.TryAdd(new JsonMember(name, Value(depth + 1), position)))
        {
            throw new ReadingAbortedException(position, $"`{Excerpt.Of(name)}` stands here a second time");
        }
    }

    private string Text(Position position)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escape that is half of a surrogate pair.
            throw new ReadingAbortedException(position, "this text has an escape that stands for no character");
        }
    }

    /// <summary>The position of a byte; bytes are asked for in ascending order.</summary>
    private Position At(int index)
    {
        var passed = _bytes[_scanned..index];
        if (passed.LastIndexOf((byte)'\n') is var feed and >= 0)
        {
            _line += passed.Count((byte)'\n');
            _characters = 0;
            passed = passed[(feed + 1)..];
        }

        _characters += Encoding.UTF8.GetCharCount(passed);
        _scanned = index;
        return new Position(_file, _line, _characters + 1);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static int LineStart(ReadOnlySpan<byte> text, long line)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            start += text[start..].IndexOf((byte)'\n') + 1;
        }

        return start;
    }

    private static string Decapitalise(string message)
    {
        // The library appends its own position; ours stands in front.
        var cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = (cut < 0 ? message : message[..cut]).TrimEnd('.', ' ');
        return char.ToLowerInvariant(text[0]) + text[1..];
    }
}

using System.Collections.Immutable;

namespace NegotiationSim.Scenarios.Reading.Yaml;

/// <summary>A place that a message can point at.</summary>
/// <param name="File">The file as the user named it, or <c>--set</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal readonly record struct Position(string File, int Line, int Column);

/// <summary>The text cannot be read any further: it is no YAML, or it is over a limit.</summary>
internal sealed class ReadingAbortedException(Position position, string message) : Exception(message)
{
    public Position Position { get; } = position;
}

/// <summary>Where text comes from: a file, or the value of one override.</summary>
/// <param name="Name">How messages name it.</param>
/// <param name="Text">The text that was parsed.</param>
/// <param name="Line">The line that the text's first line is in messages.</param>
/// <param name="ColumnShift">What is added to columns in the text's first line.</param>
internal sealed record Source(string Name, string Text, int Line = 1, int ColumnShift = 0)
{
    /// <summary>The position in messages of a line and column of the text, both from 1.</summary>
    public Position At(long line, long column) => new(Name, (int)line + Line - 1, (int)column + (line == 1 ? ColumnShift : 0));
}

/// <summary>A node of the YAML tree, with where it stands. Aliased nodes are shared, so the tree may be a graph without circles.</summary>
internal abstract class Node(Position position)
{
    public Position Position { get; } = position;

    /// <summary>Nodes of the subtree when every alias is written out; saturates.</summary>
    public virtual long Size => 1;

    /// <summary>Levels of nesting below and including this node.</summary>
    public virtual int Height => 1;

    /// <summary>What the node is, for messages.</summary>
    public abstract string Describe();
}

/// <summary>A single value.</summary>
internal sealed class ScalarNode(Position position, string text, bool plain, Source source, int start, int end) : Node(position)
{
    /// <summary>The value, quotes and escapes resolved.</summary>
    public string Text { get; } = text;

    /// <summary>Written without quotes, so that YAML gives it a type.</summary>
    public bool Plain { get; } = plain;

    public ScalarKind Kind { get; } = plain ? CoreSchema.Classify(text) : ScalarKind.Text;

    /// <summary>Where the character at <paramref name="offset"/> of <see cref="Text"/> stands; the start of the scalar where it spans lines.</summary>
    public Position PositionAt(int offset) =>
        ScalarColumns.Find(source.Text.AsSpan(start, Math.Max(0, end - start)), Text, offset) is { } shift
            ? Position with { Column = Position.Column + shift }
            : Position;

    /// <summary>The same scalar as if it stood elsewhere.</summary>
    public ScalarNode MovedTo(Position place) => new(place, Text, Plain, source, start, end);

    public override string Describe() => Kind switch
    {
        ScalarKind.Null => "nothing",
        ScalarKind.Boolean => $"`{Text}`",
        _ => $"`{Excerpt.Of(Text)}`",
    };
}

/// <summary>An entry of a mapping.</summary>
internal readonly record struct Entry(ScalarNode Key, Node Value);

internal sealed class MappingNode(Position position, ImmutableArray<Entry> entries) : Node(position)
{
    public ImmutableArray<Entry> Entries { get; } = entries;

    public override long Size { get; } = Saturating.Sum(entries.Select(e => e.Value.Size + 1));

    public override int Height { get; } = 1 + entries.Select(e => e.Value.Height).DefaultIfEmpty(0).Max();

    public override string Describe() => "a mapping";

    public Node? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key.Text == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}

internal sealed class SequenceNode(Position position, ImmutableArray<Node> items) : Node(position)
{
    public ImmutableArray<Node> Items { get; } = items;

    public override long Size { get; } = Saturating.Sum(items.Select(i => i.Size));

    public override int Height { get; } = 1 + items.Select(i => i.Height).DefaultIfEmpty(0).Max();

    public override string Describe() => "a list";
}

internal static class Saturating
{
    private const long Ceiling = 1L << 50;

    public static long Sum(IEnumerable<long> sizes)
    {
        var sum = 1L;
        foreach (var size in sizes)
        {
            sum = Math.Min(Ceiling, sum + size);
        }

        return sum;
    }
}

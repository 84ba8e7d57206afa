using Spectre.Console;
using Spectre.Console.Rendering;

namespace NegotiationSim.Cli.Telling;

/// <summary>What must not be broken, in pieces of different emphasis.</summary>
/// <param name="spaceStyle">The style of the blank before it.</param>
internal sealed class Word(Style spaceStyle)
{
    private readonly List<Segment> _parts = [];

    public IReadOnlyList<Segment> Parts => _parts;

    public Style SpaceStyle { get; } = spaceStyle;

    public int Width { get; private set; }

    public bool Is(string text) => _parts.Count == 1 && _parts[0].Text == text;

    public void Append(string text, Style style)
    {
        if (text.Length > 0)
        {
            var segment = new Segment(text, style);
            _parts.Add(segment);
            Width += segment.CellCount();
        }
    }

    /// <summary>The word itself, or pieces of it where it is longer than a line.</summary>
    public IEnumerable<Word> Fitting(int maxWidth)
    {
        if (Width <= maxWidth)
        {
            yield return this;
            yield break;
        }

        foreach (var part in _parts)
        {
            for (var start = 0; start < part.Text.Length; start += maxWidth)
            {
                var piece = new Word(SpaceStyle);
                piece.Append(part.Text.Substring(start, Math.Min(maxWidth, part.Text.Length - start)), part.Style);
                yield return piece;
            }
        }
    }
}

using System.Text;
using NegotiationSim.Cli.Output;
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

    /// <summary>The word itself, or where it is longer than a line pieces of it, each but the last as long as fits; no character is taken apart.</summary>
    public IEnumerable<Word> Fitting(int maxWidth)
    {
        if (Width <= maxWidth)
        {
            yield return this;
            yield break;
        }

        var piece = new Word(SpaceStyle);
        foreach (var part in _parts)
        {
            var text = new StringBuilder();
            var width = 0;
            foreach (var character in Cells.Characters(part.Text))
            {
                var next = Cells.Width(character);
                // A character that is wider than a whole line stands on one of its own.
                if (piece.Width + width + next > maxWidth && piece.Width + width > 0)
                {
                    piece.Append(text.ToString(), part.Style);
                    yield return piece;
                    (piece, width) = (new Word(SpaceStyle), 0);
                    text.Clear();
                }

                text.Append(character);
                width += next;
            }

            piece.Append(text.ToString(), part.Style);
        }

        yield return piece;
    }
}

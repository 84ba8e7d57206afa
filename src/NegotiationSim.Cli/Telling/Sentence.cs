using NegotiationSim.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// Text with emphasis, put together piece by piece. It breaks lines between words only, never where the emphasis changes, and
/// a line that begins with a bullet is continued behind the bullet. A word that is longer than a line is cut between characters.
/// </summary>
/// <param name="names">What actors are called; null for a sentence in which there are none.</param>
internal sealed class Sentence(Names? names = null) : Renderable
{
    private const string Bullet = "• ";

    private readonly List<(string Text, Style Style)> _pieces = [];

    public bool IsEmpty => _pieces.Count == 0;

    public Sentence Say(string text) => Add(text, Ink.Plain);

    public Sentence Strong(string text) => Add(text, Ink.Strong);

    public Sentence Add(string text, Style style)
    {
        if (text.Length > 0)
        {
            _pieces.Add((Visible.Text(text), style));
        }

        return this;
    }

    /// <summary>The next of several entries below each other.</summary>
    public Sentence Item() => Say(IsEmpty ? Bullet : "\n" + Bullet);

    public Sentence Actor(int actor) => Add(names!.Actor(actor), names.ActorStyle(actor));

    /// <summary>The actor at the start of a sentence.</summary>
    public Sentence Opening(int actor) => Add(Figures.Capitalised(names!.Actor(actor)), names.ActorStyle(actor));

    /// <summary>What an actor does, as of one (<c>rejects</c>), which agrees with its name.</summary>
    public Sentence Verb(int actor, string predicate) => Verb(actor, predicate, Ink.Plain);

    public Sentence Verb(int actor, string predicate, Style style) => Add(" " + names!.Grammar(actor).Verb(predicate), style);

    /// <summary>An actor or spoiler.</summary>
    public Sentence Doer(string id) => Add(names!.Doer(id), names.DoerStyle(id));

    /// <summary>An actor or spoiler at the start of a sentence.</summary>
    public Sentence OpeningDoer(string id) => Add(Figures.Capitalised(names!.Doer(id)), names.DoerStyle(id));

    public Sentence Add(Sentence other)
    {
        _pieces.AddRange(other._pieces);
        return this;
    }

    /// <summary>The text without emphasis.</summary>
    public override string ToString() => string.Concat(_pieces.Select(piece => piece.Text));

    protected override Measurement Measure(RenderOptions options, int maxWidth)
    {
        var lines = Lines().ToList();
        var longest = lines.Max(words => words.Sum(word => word.Width) + words.Count - 1);
        var widest = lines.Max(words => words.Max(word => word.Width));
        return new Measurement(Math.Min(widest, maxWidth), Math.Min(longest, maxWidth));
    }

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var first = true;
        foreach (var words in Lines())
        {
            foreach (var line in Wrap(words, maxWidth))
            {
                if (!first)
                {
                    yield return Segment.LineBreak;
                }

                first = false;
                if (Before(options.Justification, line, maxWidth) is > 0 and var blanks)
                {
                    yield return new Segment(new string(' ', blanks));
                }

                foreach (var segment in line)
                {
                    yield return segment;
                }
            }
        }
    }

    /// <summary>Blanks before a line that is not aligned to the left.</summary>
    private static int Before(Justify? justification, List<Segment> line, int maxWidth) => justification switch
    {
        Justify.Center => (maxWidth - Segment.CellCount(line)) / 2,
        Justify.Right => maxWidth - Segment.CellCount(line),
        _ => 0,
    };

    private static IEnumerable<List<Segment>> Wrap(List<Word> words, int maxWidth)
    {
        var hanging = words.Count > 1 && words[0].Is(Bullet.TrimEnd()) ? Bullet.Length : 0;
        var line = new List<Segment>();
        var width = 0;
        foreach (var word in words.SelectMany(word => word.Fitting(maxWidth - hanging)))
        {
            if (width > 0 && width + 1 + word.Width > maxWidth)
            {
                yield return line;
                line = hanging > 0 ? [new Segment(new string(' ', hanging))] : [];
                width = hanging;
            }
            else if (width > 0)
            {
                line.Add(new Segment(" ", word.SpaceStyle));
                width++;
            }

            line.AddRange(word.Parts);
            width += word.Width;
        }

        yield return line;
    }

    /// <summary>The words of each line as written, a word being what stands between blanks whatever its emphasis.</summary>
    private IEnumerable<List<Word>> Lines()
    {
        var line = new List<Word>();
        var word = new Word(Ink.Plain);
        foreach (var (text, style) in _pieces)
        {
            var start = 0;
            for (var i = 0; i <= text.Length; i++)
            {
                if (i < text.Length && text[i] is not (' ' or '\n'))
                {
                    continue;
                }

                word.Append(text[start..i], style);
                start = i + 1;
                if (i == text.Length)
                {
                    break;
                }

                Close(style);
                if (text[i] == '\n')
                {
                    yield return line;
                    line = [];
                }
            }
        }

        Close(Ink.Plain);
        yield return line;

        void Close(Style next)
        {
            if (word.Parts.Count > 0 || line.Count == 0)
            {
                line.Add(word);
            }

            word = new Word(next);
        }
    }
}

using NegotiationSim.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NegotiationSim.Cli.Telling;

/// <summary>Puts headings and paragraphs on the page.</summary>
internal static class Page
{
    public static void Blank(this IAnsiConsole console) => console.Write(Text.NewLine);

    public static void Section(this IAnsiConsole console, string title)
    {
        console.Blank();
        console.Write(new Heading(new Sentence().Say(title)));
        console.Blank();
    }

    /// <summary>A paragraph of its own, all lines indented alike.</summary>
    public static void Paragraph(this IAnsiConsole console, Sentence sentence, int indent = 0) =>
        console.Write(new Hanging(new string(' ', indent), Ink.Plain, sentence));

    /// <summary>A mark in the margin and a text whose lines stand below each other.</summary>
    public static void Bullet(this IAnsiConsole console, string mark, Style style, Sentence sentence, int indent = 2) =>
        console.Write(new Hanging(new string(' ', indent) + mark + " ", style, sentence));

    /// <summary>A line across the page with a title in it; a title that is longer than the page goes on below, and the line after its last words.</summary>
    private sealed class Heading(Sentence title) : Renderable
    {
        private const string Margin = "── ";

        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            var lines = Segment.SplitLines(((IRenderable)title).Render(options, maxWidth - Margin.Length - 2));
            for (var i = 0; i < lines.Count; i++)
            {
                yield return new Segment(i == 0 ? Margin : new string(' ', Margin.Length));
                foreach (var segment in lines[i])
                {
                    yield return segment;
                }

                if (i == lines.Count - 1)
                {
                    yield return new Segment(" " + new string('─', maxWidth - Margin.Length - 1 - Segment.CellCount(lines[i])));
                }

                yield return Segment.LineBreak;
            }
        }
    }

    /// <summary>A margin, written on the first line and left blank on the others, and what stands beside it.</summary>
    private sealed class Hanging(string margin, Style style, IRenderable content) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            var lines = Segment.SplitLines(content.Render(options, maxWidth - Cells.Width(margin)));
            for (var i = 0; i < lines.Count; i++)
            {
                yield return i == 0 ? new Segment(margin, style) : new Segment(new string(' ', Cells.Width(margin)));
                foreach (var segment in lines[i])
                {
                    yield return segment;
                }

                yield return Segment.LineBreak;
            }
        }
    }
}

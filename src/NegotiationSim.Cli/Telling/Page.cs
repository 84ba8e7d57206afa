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
        console.Write(new Rule(Markup.Escape(title)) { Justification = Justify.Left, Border = BoxBorder.Square });
        console.Blank();
    }

    /// <summary>A paragraph of its own, all lines indented alike.</summary>
    public static void Paragraph(this IAnsiConsole console, Sentence sentence, int indent = 0) =>
        console.Write(new Hanging(new string(' ', indent), Ink.Plain, sentence));

    /// <summary>A mark in the margin and a text whose lines stand below each other.</summary>
    public static void Bullet(this IAnsiConsole console, string mark, Style style, Sentence sentence, int indent = 2) =>
        console.Write(new Hanging(new string(' ', indent) + mark + " ", style, sentence));

    /// <summary>A margin, written on the first line and left blank on the others, and what stands beside it.</summary>
    private sealed class Hanging(string margin, Style style, IRenderable content) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            var lines = Segment.SplitLines(content.Render(options, maxWidth - margin.Length));
            for (var i = 0; i < lines.Count; i++)
            {
                yield return i == 0 ? new Segment(margin, style) : new Segment(new string(' ', margin.Length));
                foreach (var segment in lines[i])
                {
                    yield return segment;
                }

                yield return Segment.LineBreak;
            }
        }
    }
}

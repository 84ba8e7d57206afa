using System.Globalization;
using NegotiationSim.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NegotiationSim.Cli;

/// <summary>What one output stream can show.</summary>
/// <param name="Width">Columns, from <see cref="MinimumWidth"/> to <see cref="MaximumWidth"/>.</param>
/// <param name="Colour">Whether escape sequences for colour and weight may be written.</param>
internal sealed record Screen(int Width, bool Colour)
{
    /// <summary>Narrower than this, tables fall apart: a narrower terminal wraps by itself.</summary>
    public const int MinimumWidth = 60;

    /// <summary>Longer lines are hard to read, however wide the terminal is.</summary>
    public const int MaximumWidth = 120;

    /// <summary>Columns of output that goes to a file or a pipe, where <c>COLUMNS</c> does not say otherwise.</summary>
    public const int PipedWidth = 100;

    /// <summary>Reads what a stream can show from the environment.</summary>
    /// <param name="terminalWidth">The terminal's width; null when the stream is redirected.</param>
    /// <param name="variable">Looks up an environment variable.</param>
    public static Screen Detect(int? terminalWidth, Func<string, string?> variable)
    {
        var width = terminalWidth
            ?? (int.TryParse(variable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) ? columns : PipedWidth);

        // https://no-color.org: present and not empty, whatever its value.
        var colour = terminalWidth is not null && string.IsNullOrEmpty(variable("NO_COLOR")) && variable("TERM") != "dumb";
        return new Screen(Math.Clamp(width, MinimumWidth, MaximumWidth), colour);
    }

    /// <summary>Renders with Spectre.Console and returns the text, lines without trailing blanks.</summary>
    public string Render(Action<IAnsiConsole> draw)
    {
        var text = new StringWriter { NewLine = "\n" };
        using (var trimmed = new TrimmingWriter(text))
        {
            draw(Console(trimmed));
        }

        return text.ToString();
    }

    /// <summary>The same, written as it comes, for what is too long to be held.</summary>
    public async Task DrawAsync(TextWriter output, Func<IAnsiConsole, Task> draw)
    {
        using var text = new TrimmingWriter(output);
        await draw(Console(text));
    }

    private IAnsiConsole Console(TextWriter text)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // The sixteen colours of the terminal's own palette: its owner chose them to be legible on their background.
            Ansi = Colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = true;
        console.Pipeline.Attach(new VisibleHook());
        return console;
    }

    /// <summary>
    /// The last look at everything that is drawn: whatever is still hidden in a text becomes visible. Titles are made visible before they are measured, so that
    /// nothing is left to do here; a teller that forgets it may spoil the look of a table but not the terminal.
    /// </summary>
    private sealed class VisibleHook : IRenderHook
    {
        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(drawn => new Shown(drawn));

        private sealed class Shown(IRenderable drawn) : IRenderable
        {
            public Measurement Measure(RenderOptions options, int maxWidth) => drawn.Measure(options, maxWidth);

            public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
                drawn.Render(options, maxWidth).Select(segment => segment.IsControlCode || segment.IsLineBreak ? segment : Visibly(segment));

            private static Segment Visibly(Segment segment)
            {
                var text = Visible.Text(segment.Text);
                return ReferenceEquals(text, segment.Text) ? segment : new Segment(text, segment.Style);
            }
        }
    }
}

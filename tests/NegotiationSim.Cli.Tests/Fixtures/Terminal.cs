using System.Text;
using Spectre.Console;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>A terminal that remembers what was written to it, and can play it again line by line.</summary>
internal sealed class Terminal
{
    private readonly StringWriter _written = new() { NewLine = "\n" };

    public Terminal(int width)
    {
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(_written),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        Console.Profile.Width = width;
        Console.Profile.Height = 25;
        Console.Profile.Capabilities.Unicode = true;
    }

    public IAnsiConsole Console { get; }

    /// <summary>Everything written, control sequences included.</summary>
    public string Written => _written.ToString();

    /// <summary>What could be read on it: before each time that something was written over or erased, and at the end. A line is not broken where the terminal ends.</summary>
    public IReadOnlyList<string> Screens()
    {
        var (screens, lines, row, column) = (new List<string>(), new List<StringBuilder> { new() }, 0, 0);
        var (text, isNew) = (Written, false);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\u001b':
                    var end = text.AsSpan(at + 2).IndexOfAnyExcept("?;0123456789") + at + 2;
                    if (isNew)
                    {
                        screens.Add(Readable(lines));
                        isNew = false;
                    }

                    if (text[end] == 'A')
                    {
                        row -= int.Parse(text.AsSpan(at + 2, end - at - 2), System.Globalization.CultureInfo.InvariantCulture);
                    }
                    else if (text[end] == 'K')
                    {
                        Assert.Equal("2", text[(at + 2)..end]);
                        lines[row].Clear();
                    }
                    else
                    {
                        // Whether the cursor is seen.
                        Assert.Contains(text[end], "hl");
                    }

                    at = end;
                    break;
                case '\r':
                    column = 0;
                    break;
                case '\n':
                    (row, column) = (row + 1, 0);
                    if (row == lines.Count)
                    {
                        lines.Add(new StringBuilder());
                    }

                    break;
                default:
                    lines[row].Append(' ', Math.Max(0, column + 1 - lines[row].Length));
                    lines[row][column++] = text[at];
                    isNew = true;
                    break;
            }
        }

        screens.Add(Readable(lines));
        return screens;
    }

    private static string Readable(IEnumerable<StringBuilder> lines) => string.Join('\n', lines.Select(line => line.ToString().TrimEnd())).Trim('\n');
}

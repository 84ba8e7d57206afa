using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Cli.Output;
using NegotiationSim.Engine;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Batches;

/// <summary>One negotiation of every ending that occurred, as the command line that tells it.</summary>
internal static class ExamplesList
{
    private const int Indent = 2;
    private const int Gap = 2;

    /// <summary>What tells a shell that a command goes on in the next line.</summary>
    private const string Continued = " \\";

    public static void Tell(IAnsiConsole console, BatchTale tale)
    {
        if (tale.Replay.IsEmpty)
        {
            return;
        }

        var examples = Enum.GetValues<Ending>().Where(ending => !tale.Summary.ExamplesOf(ending).IsEmpty)
            .Select(ending => (Ending: EndingWords.Of(tale.Scenario, ending), Command: tale.Replay.Add(string.Create(CultureInfo.InvariantCulture, $"--replica {tale.Summary.ExamplesOf(ending)[0]}")))).ToList();
        var label = examples.Max(example => Cells.Width(example.Ending)) + Gap;

        // Where one command does not fit beside its ending, all stand below theirs.
        var fits = examples.All(example => Indent + label + Cells.Width(string.Join(' ', example.Command)) <= console.Profile.Width);
        console.Paragraph(tale.Sentence().Say(examples.Count == 1 ? "The first of them is told by" : "The first that ended so is told by"), Indent);
        foreach (var (ending, command) in examples)
        {
            if (fits)
            {
                console.Bullet((ending + ":").PadRight(label - 1), Ink.Plain, tale.Sentence().Add(string.Join(' ', command), Ink.Aside), Indent);
                continue;
            }

            console.Paragraph(tale.Sentence().Say(ending + ":"), Indent);
            Lines(command, console.Profile.Width - 2 * Indent).ForEach(line => console.Paragraph(tale.Sentence().Add(line, Ink.Aside), 2 * Indent));
        }
    }

    /// <summary>A command over several lines, such that all of them copied together are still the command.</summary>
    private static List<string> Lines(ImmutableArray<string> pieces, int width)
    {
        var lines = new List<string>();
        foreach (var piece in pieces)
        {
            if (lines.Count > 0 && Cells.Width(lines[^1]) + 1 + Cells.Width(piece) + Continued.Length <= width)
            {
                lines[^1] += " " + piece;
            }
            else
            {
                lines.Add(piece);
            }
        }

        return [.. lines.Select((line, i) => i == lines.Count - 1 ? line : line + Continued)];
    }
}

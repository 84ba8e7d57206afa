using NegotiationSim.Cli.Output;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>Every key that a what-if changes, with what it was.</summary>
internal static class ChangesList
{
    private const int Most = 12;
    private const int LongestValue = 60;

    public static void Tell(IAnsiConsole console, ComparisonTale tale, IReadOnlyList<ScenarioChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        // One key more takes no more room than to say that there is one.
        var shown = tale.Detail == Detail.Everything || changes.Count <= Most + 1 ? changes.Count : Most;
        console.Paragraph(tale.Sentence().Say(changes.Count == 1 ? "It changes one key:" : $"It changes {Figures.Whole(changes.Count)} keys:"), 2);
        foreach (var change in changes.Take(shown))
        {
            console.Bullet("·", Ink.Aside, tale.Sentence().Say(Visible.Title(change.Path) + ": ").Add(Value(change.Before), Ink.Aside).Say(" → ").Strong(Value(change.After)));
        }

        if (shown < changes.Count)
        {
            console.Paragraph(tale.Sentence().Add($"and {Figures.Whole(changes.Count - shown)} more (--verbose names them, --json too).", Ink.Aside), 2);
        }
    }

    private static string Value(string? yaml) => yaml is null ? "not set" : Cells.Shorten(Visible.Title(yaml), LongestValue, "...");
}

using NegotiationSim.Analysis;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>What keeps an agreement out of reach: every minimal way out, what none of them can do without, and who excludes whom.</summary>
internal static class BlockingSection
{
    /// <summary>So many ways are told in sentences; more are set side by side in a table.</summary>
    private const int MostInWords = 3;
    private const int MostPairs = 8;

    public static void Tell(IAnsiConsole console, Overview view)
    {
        console.Section("What blocks it");
        TellWays(console, view);
        TellOpened(console, view);
        TellPairs(console, view);
    }

    private static void TellWays(IAnsiConsole console, Overview view)
    {
        var blocking = view.Analysis.Blocking;
        var ways = blocking.Relaxations;
        if (ways.IsEmpty)
        {
            return;
        }

        var number = blocking.AreRelaxationsComplete ? Figures.Whole(ways.Length) : "At least " + Figures.Whole(ways.Length);
        console.Paragraph(
            view.Sentence().Say(ways.Length == 1 && blocking.AreRelaxationsComplete
                ? "One way opens it, and no part of that can be spared:"
                : ways.Length == 1 ? "At least one way opens it, and no part of that can be spared:" : $"{number} ways open it. Each is enough, and no part of it can be spared. The shortest come first, of equally short ones those that cost least."),
            2);
        if (ways.Length > MostInWords)
        {
            WaysTable.Tell(console, view);
        }
        else
        {
            for (var i = 0; i < ways.Length; i++)
            {
                console.Bullet($"{i + 1}.", Ink.Strong, WayOut.Of(view, ways[i], opening: true).Say("."));
            }
        }

        if (view.ByPressure() is var (way, ties))
        {
            console.Paragraph(
                view.Sentence().Strong(ways.Length == 1 ? "Pressure alone can open it: " : $"Pressure alone can open it, by way {way + 1}: ").Add(Verdict.Pressed(view, way, ties))
                    .Say(". The zone itself knows no pressure: it asks what each would sign of its own accord."),
                2);
        }
        else if (!view.Scenario.Ties.IsEmpty && blocking.AreRelaxationsComplete)
        {
            console.Paragraph(view.Sentence().Say("No patron's pressure can open it: every way asks something of somebody whom nobody can press, or of a line that never yields."), 2);
        }
    }

    private static void TellOpened(IAnsiConsole console, Overview view)
    {
        if (view.Analysis.Blocking.Relaxations is not [var first, ..] ways)
        {
            return;
        }

        var texts = new List<(Sentence Title, Outcome Text)> { (view.Sentence().Strong(ways.Length == 1 ? "Then possible" : "By way 1"), first.Opens) };
        if (view.ByPressure() is var (way, _) && way > 0 && TermsTable.Fits(console.Profile.Width, 2))
        {
            texts.Add((view.Sentence().Strong($"By way {way + 1}, pressure"), ways[way].Opens));
        }

        console.Blank();
        console.Paragraph(view.Sentence().Say("A text that would then be possible (of those that cost least, the first):"), 2);
        TermsTable.Tell(console, view, view.Scenario.Space.StatusQuo, "Today", texts);
    }

    private static void TellPairs(IAnsiConsole console, Overview view)
    {
        var (pairs, undecided) = (view.Analysis.Blocking.Pairs, view.Analysis.Blocking.UndecidedPairs);
        if (pairs.IsEmpty && undecided.IsEmpty)
        {
            return;
        }

        // Who accepts nothing excludes everybody, which is said once.
        var insatiable = view.Analysis.Consent.Always.Where(actor => view.Outlook(actor).Acceptable.AtMost.IsZero).ToList();
        var others = pairs.Where(pair => !insatiable.Contains(pair.First) && !insatiable.Contains(pair.Second)).ToList();
        console.Blank();
        console.Paragraph(view.Sentence().Say("Who excludes whom, whatever the others want:"), 2);
        foreach (var actor in insatiable)
        {
            console.Bullet("✗", Ink.Bad, view.Sentence().Opening(actor).Verb(actor, "excludes everybody: ").Say($"{view.Names.Grammar(actor).It} {view.Names.Grammar(actor).Verb("accepts")} no text at all."));
        }

        var shown = view.Detail == Detail.Everything || others.Count <= MostPairs + 1 ? others.Count : MostPairs;
        foreach (var pair in others.Take(shown))
        {
            console.Bullet("✗", Ink.Bad, Pair(view, pair));
        }

        if (shown < others.Count)
        {
            console.Paragraph(view.Sentence().Add($"and {Figures.Count(others.Count - shown, "more pair")} (--verbose names them).", Ink.Aside), 4);
        }

        if (!undecided.IsEmpty)
        {
            console.Paragraph(view.Sentence().Say($"Of {Figures.Count(undecided.Length, "other pair")} it is not settled."), 4);
        }
    }

    private static Sentence Pair(Overview view, ActorPair pair)
    {
        var sentence = view.Sentence().Opening(pair.First).Say(" and ").Actor(pair.Second).Say(": ");
        var conflicts = view.Conflicts(pair.First, pair.Second);
        if (conflicts.Count == 0)
        {
            return sentence.Say("no single issue parts them, but no text as a whole is acceptable to both.");
        }

        for (var i = 0; i < conflicts.Count; i++)
        {
            var component = conflicts[i].Component;
            sentence.Say(i == 0 ? "on " : "; on ").Strong(Names.Quoted(view.IssueOf(component))).Say(" ")
                .Actor(pair.First).Say(" can accept ").Say(Open(view, pair.First, component)).Say(", ")
                .Actor(pair.Second).Say(" ").Say(Open(view, pair.Second, component));
        }

        return sentence.Say(".");
    }

    /// <summary>Which values of a component an actor can accept.</summary>
    private static string Open(Overview view, int actor, int component)
    {
        var (_, member, _) = view.Scenario.Space.Components[component];
        var open = view.Outlook(actor).Options[component].Select(stance => stance is OptionStance.Acceptable or OptionStance.Undecided).ToArray();
        if (view.IssueOf(component) is SetIssue set)
        {
            return (open[1] ? "with " : open[0] ? "without " : "neither with nor without ") + Names.Member(set, member);
        }

        return ChoiceWords.Of(view.IssueOf(component), [.. open]);
    }
}

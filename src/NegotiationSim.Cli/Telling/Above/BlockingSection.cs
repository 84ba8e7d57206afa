using NegotiationSim.Analysis;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>What keeps an agreement out of reach: every minimal way out, what none of them can do without, and who excludes whom.</summary>
internal static class BlockingSection
{
    private const int MostWays = 6;
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
                : $"{number} ways open it. Each is enough, and no part of it can be spared. The shortest first, then those that cost least:"),
            2);
        var shown = view.Detail == Detail.Everything || ways.Length <= MostWays + 1 ? ways.Length : MostWays;
        for (var i = 0; i < shown; i++)
        {
            console.Bullet($"{i + 1}.", Ink.Strong, WayOut.Of(view, ways[i], opening: true).Say("."));
        }

        if (shown < ways.Length)
        {
            console.Paragraph(view.Sentence().Add($"and {Figures.Whole(ways.Length - shown)} more, of up to {Figures.Count(ways[^1].Size, "step")} (--verbose names them, --json too).", Ink.Aside), 5);
        }

        if (ways.Length > 1 && blocking.AreRelaxationsComplete && Common(view, ways) is { IsEmpty: false } common)
        {
            console.Paragraph(view.Sentence().Strong("None of them does without this: ").Add(common).Say("."), 2);
        }
    }

    /// <summary>What is part of every way out.</summary>
    private static Sentence Common(Overview view, IReadOnlyList<Relaxation> ways)
    {
        var lines = ways[0].Lines.Where(line => ways.All(way => way.Lines.Contains(line))).ToList();
        var actors = ways[0].NoDeal.Select(shortfall => shortfall.Actor).Where(actor => ways.All(way => way.NoDeal.Any(shortfall => shortfall.Actor == actor))).ToList();
        return WayOut.Of(
            view, lines, [.. actors.Select(actor => (actor, "at least " + Figures.Shortfall(ways.Min(way => way.NoDeal.First(s => s.Actor == actor).Amount))))], view.Conditions);
    }

    private static void TellOpened(IAnsiConsole console, Overview view)
    {
        if (view.Analysis.Blocking.Relaxations is not [var first, ..] || !TermsTable.Fits(console.Profile.Width, 1))
        {
            return;
        }

        console.Blank();
        console.Paragraph(view.Sentence().Say($"What {(view.Analysis.Blocking.Relaxations.Length == 1 ? "that" : "the first way")} would open up, beside today's state of things:"), 2);
        TermsTable.Tell(console, view, view.Scenario.Space.StatusQuo, "Today", [(view.Sentence().Strong("Then possible"), first.Opens)]);
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
            console.Bullet("✗", Ink.Bad, view.Sentence().Opening(actor).Say(" excludes everybody: it accepts no text at all."));
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
        if (view.IssueOf(component) is Scenarios.SetIssue set)
        {
            return (open[1] ? "with " : open[0] ? "without " : "neither with nor without ") + Names.Member(set, member);
        }

        return ConditionWords.Choice(view.IssueOf(component), [.. open]);
    }
}

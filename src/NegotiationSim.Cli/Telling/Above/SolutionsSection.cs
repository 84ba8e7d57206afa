using NegotiationSim.Analysis;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>What theories of fair bargaining recommend: the texts beside each other where they differ, and what each party has of them.</summary>
internal static class SolutionsSection
{
    private const int Number = 8;
    private const int NarrowestLabel = 16;

    public static void Tell(IAnsiConsole console, Overview view)
    {
        var solutions = view.Analysis.Solutions;
        var named = Named(solutions);
        console.Section(solutions.Unconstrained ? "What would be fair, if anything went" : "What would be fair");
        TellFrontier(console, view);
        if (solutions.Unconstrained)
        {
            console.Paragraph(
                view.Sentence().Say("There being no text that all accept, the recommendations range over every text that makes sense, from what the worst of them is worth to each: they show where the weights of interests lie, not what could be signed."), 2);
        }

        var found = named.Where(entry => !entry.Solution.Points.IsEmpty).ToList();
        if (found.Count == 0)
        {
            console.Paragraph(view.Sentence().Say("No recommendation was found."), 2);
            return;
        }

        console.Blank();
        foreach (var (name, means, solution) in named)
        {
            console.Bullet("•", Ink.Strong, Explained(view, name, means, solution));
        }

        console.Blank();
        TellTexts(console, view, found);
        console.Blank();
        // Beside the names of the parties; more go into a table of their own.
        var beside = found.Count;
        while (beside > 1 && LabelWidth(console, beside) < NarrowestLabel)
        {
            beside--;
        }

        foreach (var part in found.Chunk(beside < found.Count ? (found.Count + 1) / 2 : beside))
        {
            TellWorth(console, view, part);
        }

        ExplainWorth(console, view);
    }

    /// <summary>The recommendations by name, each with what it is.</summary>
    public static List<(string Name, string Means, BargainingSolution Solution)> Named(BargainingSolutions solutions) =>
    [
        ("Nash", "the largest product of gains", solutions.Nash),
        ("Kalai-Smorodinsky", "each as large a share as possible of the most it could gain", solutions.KalaiSmorodinsky),
        ("Egalitarian", "the largest gain for whoever gains least", solutions.Egalitarian),
        ("Utilitarian", "the largest sum", solutions.Utilitarian),
    ];

    private static string Short(string name) => name switch
    {
        "Kalai-Smorodinsky" => "Kalai-S.",
        "Egalitarian" => "Egalit.",
        "Utilitarian" => "Utilit.",
        _ => name,
    };

    private static Sentence Explained(Overview view, string name, string means, BargainingSolution solution)
    {
        var sentence = view.Sentence().Strong(name).Say(": " + means);
        if (solution.Points.Length > 1)
        {
            sentence.Say(solution.IsComplete ? $"; {Figures.Whole(solution.Points.Length)} are equally good, the first is shown" : $"; at least {Figures.Whole(solution.Points.Length)} are equally good, the first is shown");
        }

        return sentence.Say(solution.IsProven || solution.Points.IsEmpty ? "." : $"; the best found, not proven to be the best ({Figures.Number(solution.Points[0].Value)}, at most {Figures.Number(solution.Bound)}).");
    }

    private static void TellFrontier(IAnsiConsole console, Overview view)
    {
        var frontier = view.Analysis.Pareto;
        var within = frontier.Unconstrained ? "all texts that make sense" : "the texts that all accept";
        var sentence = frontier.Count is { IsExact: true, AtLeast.IsOne: true }
            ? view.Sentence().Say($"Among {within} one is best for everybody at once.")
            : view.Sentence().Say($"Among {within} there are ").Strong(Counts.Of(frontier.Count)).Say(" ways to divide what is at stake that leave nobody room to gain without another's losing (the Pareto frontier).");
        console.Paragraph(sentence, 2);
    }

    /// <summary>The texts, equal ones in one column; issues on which all of them agree are said in a sentence.</summary>
    private static void TellTexts(IAnsiConsole console, Overview view, List<(string Name, string Means, BargainingSolution Solution)> found)
    {
        var space = view.Scenario.Space;
        var texts = found.GroupBy(entry => entry.Solution.Points[0].Terms)
            .Select(group => (Title: view.Sentence().Strong(string.Join(", ", group.Select(entry => Short(entry.Name)))), Text: group.Key)).ToList();
        var apart = Enumerable.Range(0, space.Issues.Length).Where(i => texts.Any(text => OfferWords.Differences(space, texts[0].Text, text.Text).Contains(i))).ToList();
        if (texts.Count == 1)
        {
            console.Paragraph(view.Sentence().Say("All recommend the same text:"), 2);
            TermsTable.Tell(console, view, space.StatusQuo, "Today", texts);
            return;
        }

        var same = Enumerable.Range(0, space.Issues.Length).Except(apart).ToList();
        if (same.Count > 0)
        {
            var sentence = view.Sentence().Say("All agree on ");
            for (var k = 0; k < same.Count; k++)
            {
                sentence.Say(k == 0 ? "" : k == same.Count - 1 ? "; and on " : "; ").Say(Names.Quoted(space.Issues[same[k]]) + ": ").Strong(Names.Term(space.Issues[same[k]], texts[0].Text));
            }

            console.Paragraph(sentence.Say(apart.Count == 1 ? ". They differ on one issue:" : $". They differ on {apart.Count} issues:"), 2);
        }

        var beside = texts.Count;
        while (beside > 1 && !TermsTable.Fits(console.Profile.Width, beside))
        {
            beside--;
        }

        foreach (var part in texts.Chunk(beside < texts.Count ? (texts.Count + 1) / 2 : beside))
        {
            TermsTable.Tell(console, view, space.StatusQuo, "Today", part, apart);
        }
    }

    private static int LabelWidth(IAnsiConsole console, int solutions) => console.Profile.Width - 1 - 3 * (solutions + 2) - Number * (solutions + 1);

    private static string WorstHead(BargainingSolutions solutions) => solutions.Unconstrained ? "Worst" : "Without";

    private static void TellWorth(IAnsiConsole console, Overview view, IReadOnlyCollection<(string Name, string Means, BargainingSolution Solution)> found)
    {
        var solutions = view.Analysis.Solutions;
        var table = new Table { Border = TableBorder.Rounded, Width = console.Profile.Width };
        table.AddColumn(new TableColumn(new Text("Worth to", Ink.Strong)) { Width = LabelWidth(console, found.Count) });
        table.AddColumn(new TableColumn(new Text(WorstHead(solutions), Ink.Strong)) { Width = Number, Alignment = Justify.Right });
        foreach (var (name, _, _) in found)
        {
            table.AddColumn(new TableColumn(new Text(Short(name), Ink.Strong)) { Width = Number, Alignment = Justify.Right });
        }

        for (var i = 0; i < view.Needed.Count; i++)
        {
            var without = solutions.Disagreement[i];
            var place = i;
            table.AddRow([
                view.Sentence().Opening(view.Needed[i]),
                new Text(Figures.Worth(without)),
                .. found.Select(entry => entry.Solution.Points[0].Utilities[place]).Select(worth => new Text(Figures.Worth(worth), worth > without + 1e-9 ? Ink.Good : worth < without - 1e-9 ? Ink.Bad : Ink.Plain)),
            ]);
        }

        console.Write(table);
    }

    private static void ExplainWorth(IAnsiConsole console, Overview view) =>
        console.Paragraph(
            view.Sentence().Strong(WorstHead(view.Analysis.Solutions)).Say(view.Analysis.Solutions.Unconstrained
                ? ": what the worst text is worth to it, from which gains are counted."
                : ": what it falls back to, the larger of its no-deal value and its worst text; gains are counted from there."), 2);
}

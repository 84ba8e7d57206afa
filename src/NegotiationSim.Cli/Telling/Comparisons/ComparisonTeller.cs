using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Comparisons;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Comparisons;

/// <summary>Tells a comparison to a person: each what-if in words, then in numbers.</summary>
internal static class ComparisonTeller
{
    public static void Tell(IAnsiConsole console, ComparisonTale tale)
    {
        if (tale.Detail == Detail.Ending)
        {
            for (var i = 0; i < tale.Order.WhatIfs.Length; i++)
            {
                console.Paragraph(Statement.Of(tale, i));
            }

            return;
        }

        console.Section(Names.Readable(tale.Scenario.Title, tale.Scenario.Name));
        console.Paragraph(Played(tale), 2);
        if (tale.Order.WhatIfs.Length > 1)
        {
            console.Blank();
            OverviewTable.Tell(console, tale);
        }

        for (var i = 0; i < tale.Order.WhatIfs.Length; i++)
        {
            console.Section(tale.Order.WhatIfs.Length > 1 ? $"What-if {i + 1}" : "What if");
            console.Paragraph(tale.Sentence().Add(tale.Order.WhatIfs[i].Text, Ink.Aside), 2);
            ChangesList.Tell(console, tale, tale.Order.WhatIfs[i].Changes);
            console.Blank();
            console.Paragraph(Statement.Of(tale, i), 2);
            console.Blank();
            DifferencesTable.Tell(console, tale, tale.Summary.WhatIfs[i]);
        }

        console.Blank();
        console.Paragraph(
            tale.Sentence().Say("Differences are in points of all replicas, with 95% intervals for pairs: replica by replica both were played on the same random numbers. ▲ ▼ the interval leaves out 0; = not one replica differs. ")
                .Strong("+ / −").Say(" counts the replicas in which it comes about only with the what-if, and only before. Of twenty such intervals one misses by chance."),
            2);
    }

    private static Sentence Played(ComparisonTale tale)
    {
        var sentence = tale.Sentence();
        if (tale.IsPartial)
        {
            sentence.Add("Interrupted. ", Ink.Bad).Say($"What follows is the first {Figures.Whole(tale.Summary.Runs)} of {Figures.Count(tale.Order.Runs, "replica")}. ");
        }

        return sentence.Say($"{Figures.Count(tale.Summary.Runs, "replica")} of seed {tale.Order.Seed}, {(tale.Summary.Runs == 1 ? "the same one" : "the same ones")} for the file as it stands and for ")
            .Say(tale.Order.WhatIfs.Length == 1 ? "the what-if." : $"each of {tale.Order.WhatIfs.Length} what-ifs.");
    }
}

/// <summary>The comparison that is told, and what its tellers look up.</summary>
internal sealed class ComparisonTale(ComparisonOrder order, ComparisonSummary summary, Detail detail) : Subject(order.AsItStands)
{
    public ComparisonOrder Order { get; } = order;

    public ComparisonSummary Summary { get; } = summary;

    public Detail Detail { get; } = detail;

    /// <summary>Whether it was interrupted, so that fewer replicas were played than were asked for.</summary>
    public bool IsPartial => Summary.Runs < Order.Runs;

    /// <summary>A what-if as a clause that a sentence can begin with, not capitalised.</summary>
    public string Clause(int whatIf) => new WhatIfWords(Scenario).Of(Order.WhatIfs[whatIf].Settings);
}

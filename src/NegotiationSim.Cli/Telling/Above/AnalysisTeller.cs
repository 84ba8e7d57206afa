using NegotiationSim.Analysis;
using NegotiationSim.Search;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>Tells an analysis to a person who has never seen the program: first what it says, then on what grounds.</summary>
internal static class AnalysisTeller
{
    public static void Tell(IAnsiConsole console, Overview view)
    {
        if (view.Detail == Detail.Ending)
        {
            console.Paragraph(Verdict.Of(view));
            FrequencySection.TellShortly(console, view);
            return;
        }

        console.Section(Names.Readable(view.Scenario.Title, view.Scenario.Name) + ", seen from above");
        console.Paragraph(Verdict.Of(view), 2);
        console.Blank();
        console.Paragraph(view.Sentence().Add(Case(view.Analysis.Case), Ink.Aside), 2);
        if (InVain(view) is { Length: > 0 } inVain)
        {
            console.Paragraph(view.Sentence().Add(inVain, Ink.Aside), 2);
        }

        if (!view.Analysis.IsExact)
        {
            console.Paragraph(view.Sentence().Strong("Not everything here is exact. ").Say("Where the work would have been too much, bounds stand in place of a figure; nothing was sampled or guessed."), 2);
        }

        if (view.Analysis.Zone.Exists == Existence.No && !view.Analysis.Feasible.AtMost.IsZero)
        {
            BlockingSection.Tell(console, view);
        }

        if (view.Frequency is not null)
        {
            FrequencySection.Tell(console, view);
        }

        if (view.Analysis.Feasible.AtMost.IsZero)
        {
            return;
        }

        OutlookTable.Tell(console, view);
        OptionsGrid.Tell(console, view);
        SolutionsSection.Tell(console, view);
        BaselinesSection.Tell(console, view);
    }

    private static string Case(AnalysisCase analysisCase) => analysisCase switch
    {
        AnalysisCase.OneReplica(var seed, var replica) =>
            $"This is draw {Figures.Whole(replica)} of seed {seed}, as negsim run plays it, in round 1 and before any event.",
        _ => "This is the central case: every uncertain number at its mean, a red line held where that is at least as likely as not, round 1, before any event.",
    };

    private static string InVain(Overview view)
    {
        var names = view.Analysis.Actors.Where(outlook => view.IsAskedInVain(outlook.Actor)).Select(outlook => view.Names.Actor(outlook.Actor)).ToList();
        return names.Count switch
        {
            0 => "",
            <= 8 => $"Not needed for an agreement, though at the table or asked: {Figures.List(names)}.",
            var many => $"{many} others are at the table or asked, and not needed.",
        };
    }
}

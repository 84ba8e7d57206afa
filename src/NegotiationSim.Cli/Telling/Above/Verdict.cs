using NegotiationSim.Analysis;
using NegotiationSim.Search;

namespace NegotiationSim.Cli.Telling.Above;

/// <summary>What the analysis says, in a few sentences: whether an agreement is possible; if not, why not and what the cheapest way out is.</summary>
internal static class Verdict
{
    /// <summary>So many parties are named; of more their number is said.</summary>
    private const int MostNames = 6;

    public static Sentence Of(Overview view)
    {
        var (analysis, sentence) = (view.Analysis, view.Sentence());
        if (analysis.Feasible.AtMost.IsZero)
        {
            return sentence.Add("No agreement is possible: ", Ink.Bad).Say("whatever is combined meets one of the packages that the scenario calls infeasible, so there is no text at all.");
        }

        return analysis.Zone.Exists switch
        {
            Existence.Yes => Possible(view, sentence),
            Existence.No => Impossible(view, sentence),
            _ => sentence.Strong("Whether an agreement is possible is not settled: ")
                .Say($"the question is too large to be answered exactly. {Figures.Capitalised(Counts.Texts(analysis.Zone.Count))} may be acceptable to {Needed(view)}."),
        };
    }

    /// <summary>Whose consent an agreement needs, in words.</summary>
    public static string Needed(Overview view)
    {
        var consent = view.Analysis.Consent;
        if (consent.Counted.IsEmpty)
        {
            return consent.Always.Length switch
            {
                0 => "everybody, since nobody's consent is needed",
                1 => $"the one whose consent is needed, {view.Names.Actor(consent.Always[0])}",
                2 => $"both whose consent is needed, {Names(view, consent.Always)}",
                <= MostNames and var several => $"all {Number(several)} whose consent is needed: {Names(view, consent.Always)}",
                var many => $"all {many} whose consent is needed",
            };
        }

        var vetoes = consent.Always;
        return $"as many as the rule asks for: {consent.AtLeast} of {consent.Counted.Length} at the table"
            + (vetoes.IsEmpty ? "" : vetoes.Length <= MostNames ? $", with {Names(view, vetoes)} among them" : $", with {vetoes.Length} that can veto among them");
    }

    /// <summary>The same without the names.</summary>
    public static string NeededShortly(Overview view) => (view.Analysis.Consent.Counted.IsEmpty, view.Analysis.Consent.Always.Length) switch
    {
        (false, _) => "as many as the rule asks for",
        (_, 0) => "anybody",
        (_, 1) => view.Names.Actor(view.Analysis.Consent.Always[0]),
        (_, 2) => "both whose consent is needed",
        (_, var several) => $"all {Number(several)} whose consent is needed",
    };

    private static string Number(int number) => number switch
    {
        3 => "three",
        4 => "four",
        5 => "five",
        6 => "six",
        _ => Figures.Whole(number),
    };

    private static string Names(Overview view, IEnumerable<int> actors) => Figures.List([.. actors.Select(view.Names.Actor)]);

    private static Sentence Possible(Overview view, Sentence sentence)
    {
        var (count, feasible) = (view.Analysis.Zone.Count, view.Analysis.Feasible);
        sentence.Add("An agreement is possible. ", Ink.Good).Strong(Counts.Texts(count));
        if (count != feasible)
        {
            sentence.Say($" of {Counts.Of(feasible)} ({Counts.Share(count, feasible)})");
        }

        sentence.Say(count is { IsExact: true, AtLeast.IsOne: true } ? " is acceptable to " : " are acceptable to ").Say(Needed(view)).Say(".");
        Signatories(view, sentence);
        var settled = Settled(view);
        return settled.Count == 0 ? sentence
            : settled.Count == view.Scenario.Space.Issues.Length ? sentence
            : sentence.Say(" Each of them says on ").Say(Figures.List([.. settled])).Say(".");
    }

    /// <summary>That there is no text, and who would have had to sign one.</summary>
    private static string None(Overview view)
    {
        var consent = view.Analysis.Consent;
        var unpressed = view.Scenario.Ties.IsEmpty ? "" : " unpressed";
        if (!consent.Counted.IsEmpty)
        {
            return $"There is no text that {consent.AtLeast} of the {consent.Counted.Length} at the table{(consent.Always.IsEmpty ? "" : " and all that can refuse it")} would sign{unpressed}";
        }

        return consent.Always.Length switch
        {
            1 => $"There is no text that {view.Names.Actor(consent.Always[0])} would sign{unpressed}",
            2 => $"There is no text that both {Names(view, consent.Always)} would sign{unpressed}",
            <= MostNames and var several => $"There is no text that all {Number(several)} would sign{unpressed} ({Names(view, consent.Always)})",
            var many => $"There is no text that all {many} whose consent is needed would sign{unpressed}",
        };
    }

    /// <summary>What those who sign would agree on by themselves, where ratifiers have a say beside them.</summary>
    private static void Signatories(Overview view, Sentence sentence)
    {
        var (signatories, consent, feasible) = (view.Analysis.Signatories, view.Analysis.Consent, view.Analysis.Feasible);
        if (signatories.Actors.Length == consent.All.Length || signatories.Actors.IsEmpty)
        {
            return;
        }

        var alone = signatories.Actors.Length == 1 ? $"{view.Names.Actor(signatories.Actors[0])}, who signs, would alone"
            : $"Those who sign, {(signatories.Actors.Length <= MostNames ? Names(view, signatories.Actors) : $"{signatories.Actors.Length} parties")}, would by themselves";
        sentence.Say(" " + Figures.Capitalised(alone)).Say(signatories.Exists switch
        {
            Existence.Yes => $" accept {Counts.Texts(signatories.Count)} ({Counts.Share(signatories.Count, feasible)}).",
            Existence.No => " find none either.",
            _ => $" accept {Counts.Texts(signatories.Count)}, as far as it could be settled.",
        });
    }

    /// <summary>Issues on which every text of the zone says the same.</summary>
    private static List<string> Settled(Overview view)
    {
        var settled = new List<string>();
        foreach (var issue in view.Scenario.Space.Issues)
        {
            var options = view.Analysis.Zone.Options.AsSpan(issue.FirstComponent, issue.ComponentCount).ToArray();
            if (issue.ValueCount > 1 && options.All(values => values.Count(e => e == Existence.Yes) == 1 && values.All(e => e != Existence.Undecided))
                && view.Analysis.Zone.Example is { } example)
            {
                settled.Add($"{Telling.Names.Quoted(issue)}: {Telling.Names.Term(issue, example)}");
            }
        }

        return settled.Count <= 4 ? settled : [.. settled.Take(3), $"the same on {settled.Count - 3} other issues"];
    }

    private static Sentence Impossible(Overview view, Sentence sentence)
    {
        sentence.Add(None(view), Ink.Bad).Say(": ").Add(Cause(view)).Say(".");
        Signatories(view, sentence);
        if (view.Analysis.Blocking.Relaxations is not [var first, ..] relaxations)
        {
            return sentence.Say(" What would open the way was not found: the question is too large to be answered exactly.");
        }

        sentence.Say(" ").Strong("Cheapest way out: ").Add(WayOut.Of(view, first)).Say(".");
        if (relaxations.Length == 1 && view.Analysis.Blocking.AreRelaxationsComplete)
        {
            sentence.Say(" Nothing less and nothing else will do.");
        }

        return view.ByPressure() is var (way, ties) ? sentence.Say(" ").Strong("By pressure alone: ").Add(Pressed(view, way, ties)).Say(".") : sentence;
    }

    /// <summary>Who would have to press whom, and how likely each succeeds.</summary>
    public static Sentence Pressed(Overview view, int way, IReadOnlyList<int> ties)
    {
        var sentence = view.Sentence();
        for (var i = 0; i < ties.Count; i++)
        {
            var tie = view.Scenario.Ties[ties[i]];
            sentence.Say(i == 0 ? "" : i == ties.Count - 1 ? ", and " : ", ").Actor(tie.Patron).Verb(tie.Patron, "brings ").Actor(tie.Client)
                .Say($" along, which would refuse of {view.Names.Grammar(tie.Client).Its} own accord ({Figures.Percent(Pressure.Chance(view.Analysis.Blocking.Relaxations[way], tie.Client, view.Words(tie)))} likely to work)");
        }

        return sentence;
    }

    private static Sentence Cause(Overview view)
    {
        var sentence = view.Sentence();
        var consent = view.Analysis.Consent;
        var nothing = consent.Always.Where(actor => view.Outlook(actor).Acceptable.AtMost.IsZero).ToList();
        if (nothing.Count > 0)
        {
            return sentence.Say(Names(view, nothing))
                .Say(nothing.Count == 1 ? $" {view.Names.Grammar(nothing[0]).Verb("accepts")} no text at all; each" : " accept no text at all; each")
                .Say(" crosses a red line or is worth less than no deal");
        }

        if (view.Analysis.Blocking.Pairs is not [_, ..] pairs)
        {
            return consent.Counted.IsEmpty
                ? sentence.Say("no two of those whose consent is needed exclude each other, but together their red lines and no-deal values leave nothing")
                : sentence.Say($"no text is acceptable to {consent.AtLeast} of the {consent.Counted.Length} at the table")
                    .Say(consent.Always.IsEmpty ? "" : " and to all that can veto it");
        }

        var told = pairs.Select(pair => (pair, Conflicts: view.Conflicts(pair.First, pair.Second)))
            .OrderByDescending(entry => entry.Conflicts.Any(conflict => conflict.ByRedLines))
            .ThenByDescending(entry => entry.Conflicts.Count > 0)
            .First();
        Pair(view, sentence, told.pair, told.Conflicts);
        var others = pairs.Where(pair => pair != told.pair).ToList();
        return others.Count switch
        {
            0 => sentence,
            <= 2 => sentence.Say("; so do ").Say(string.Join(", and ", others.Select(pair => $"{view.Names.Actor(pair.First)} and {view.Names.Actor(pair.Second)}"))),
            var many => sentence.Say($"; {many} other pairs exclude each other too"),
        };
    }

    private static void Pair(Overview view, Sentence sentence, ActorPair pair, List<(int Component, bool ByRedLines)> conflicts)
    {
        if (conflicts.Count == 0)
        {
            sentence.Actor(pair.First).Say(" and ").Actor(pair.Second).Say(" exclude each other, since they accept no text in common");
            return;
        }

        var byLines = conflicts.Where(conflict => conflict.ByRedLines).ToList();
        var issues = (byLines.Count > 0 ? byLines : conflicts).Select(conflict => view.IssueOf(conflict.Component)).Distinct().Select(Telling.Names.Quoted).ToList();
        sentence.Say("on ").Strong(issues.Count <= 3 ? Figures.List(issues) : $"{issues[0]} and {issues.Count - 1} other issues");
        if (byLines.Count > 0)
        {
            sentence.Say(" the red lines of ").Actor(pair.First).Say(" and ").Actor(pair.Second).Say(" exclude each other");
        }
        else
        {
            sentence.Say(" ").Actor(pair.First).Say(" and ").Actor(pair.Second).Say(" exclude each other, since nothing is acceptable to both");
        }
    }
}

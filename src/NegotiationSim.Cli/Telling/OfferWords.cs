using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>Texts in words: what changed against an earlier one.</summary>
internal static class OfferWords
{
    /// <summary>Issues on which two texts differ.</summary>
    public static List<int> Differences(OutcomeSpace space, Outcome before, Outcome after)
    {
        var issues = new List<int>();
        for (var i = 0; i < space.Issues.Length; i++)
        {
            var issue = space.Issues[i];
            if (!before.Span.Slice(issue.FirstComponent, issue.ComponentCount).SequenceEqual(after.Span.Slice(issue.FirstComponent, issue.ComponentCount)))
            {
                issues.Add(i);
            }
        }

        return issues;
    }

    /// <summary>Each changed term, from what to what.</summary>
    /// <param name="tale">The run.</param>
    /// <param name="before">The earlier text.</param>
    /// <param name="after">The later one.</param>
    /// <param name="only">The issues that are looked at; null: all.</param>
    public static Sentence Changes(Tale tale, Outcome before, Outcome after, IReadOnlyList<int>? only = null)
    {
        var sentence = tale.Sentence();
        foreach (var i in Differences(tale.Scenario.Space, before, after).Where(i => only?.Contains(i) != false))
        {
            if (!sentence.IsEmpty)
            {
                sentence.Say("; ");
            }

            var issue = tale.Scenario.Space.Issues[i];
            if (issue is SetIssue set)
            {
                Members(sentence.Say(Names.Issue(issue) + ": "), set, before, after);
            }
            else
            {
                sentence.Say(Names.Issue(issue) + ": " + Names.Term(issue, before) + " → ").Strong(Names.Term(issue, after));
            }
        }

        return sentence;
    }

    private static void Members(Sentence sentence, SetIssue set, Outcome before, Outcome after)
    {
        var (added, dropped) = (new List<string>(), new List<string>());
        for (var member = 0; member < set.Members.Length; member++)
        {
            var (was, isNow) = (before.Values[set.FirstComponent + member], after.Values[set.FirstComponent + member]);
            if (was != isNow)
            {
                (isNow > was ? added : dropped).Add(Names.Member(set, member));
            }
        }

        sentence.Say(added.Count > 0 ? "adds " : "").Strong(Figures.List(added))
            .Say(added.Count > 0 && dropped.Count > 0 ? ", " : "")
            .Say(dropped.Count > 0 ? "drops " : "").Strong(Figures.List(dropped));
    }

    /// <summary>Every term of a text.</summary>
    public static Sentence Terms(Tale tale, Outcome text)
    {
        var sentence = tale.Sentence();
        foreach (var issue in tale.Scenario.Space.Issues)
        {
            if (!sentence.IsEmpty)
            {
                sentence.Say("; ");
            }

            sentence.Say(Names.Issue(issue) + ": ").Strong(Names.Term(issue, text));
        }

        return sentence;
    }
}

namespace NegotiationSim.Reference;

/// <summary>Conditions and terms of a random scenario.</summary>
internal sealed class RandomConditions(IReadOnlyList<RandomIssue> issues, RandomNumbers numbers, Dice dice)
{
    /// <summary>A condition over one or several issues, sometimes combined.</summary>
    public string Condition(int depth = 0)
    {
        if (depth < 2 && dice.Chance(0.15))
        {
            return dice.Int(0, 2) switch
            {
                0 => $"{{any: [{Condition(depth + 1)}, {Condition(depth + 1)}]}}",
                1 => $"{{all: [{Condition(depth + 1)}, {Condition(depth + 1)}]}}",
                _ => $"{{not: {Condition(depth + 1)}}}",
            };
        }

        var some = dice.Chance(0.5) ? [dice.Pick(issues)] : dice.Some(issues);
        return "{" + string.Join(", ", some.Select(issue => $"{issue.Id}: {Test(issue)}")) + "}";
    }

    /// <summary>Values for some of the issues; the others are at their status quo.</summary>
    public string Terms() => "{" + string.Join(", ", dice.Some(issues, 0).Select(issue => $"{issue.Id}: {Value(issue)}")) + "}";

    private string Value(RandomIssue issue) => issue.Kind == RandomIssueKind.Set
        ? $"[{string.Join(", ", dice.Some(issue.Values, 0))}]"
        : issue.MayStayOpen && dice.Chance(0.2) ? "open" : dice.Pick(issue.Values);

    private string Test(RandomIssue issue)
    {
        if (dice.Chance(0.15))
        {
            return issue.MayStayOpen && dice.Chance(0.5) ? "{not: open}" : $"{{not: {PlainTest(issue)}}}";
        }

        return issue.MayStayOpen && dice.Chance(0.1) ? "open" : PlainTest(issue);
    }

    private string PlainTest(RandomIssue issue)
    {
        if (issue.Kind == RandomIssueKind.Set)
        {
            var some = $"[{string.Join(", ", dice.Some(issue.Values))}]";
            return dice.Int(0, 4) switch
            {
                0 => $"{{includes: {dice.Pick(issue.Values)}}}",
                1 => $"{{excludes: {dice.Pick(issue.Values)}}}",
                2 => $"{{includes_any: {some}}}",
                3 => $"{{includes_all: {some}}}",
                _ => $"{{is: {some}}}",
            };
        }

        if (!issue.HasOrder || dice.Chance(0.4))
        {
            return dice.Chance(0.5) ? dice.Pick(issue.Values) : $"[{string.Join(", ", dice.Some(issue.Values))}]";
        }

        var comparison = dice.Pick(["at_least", "at_most", "above", "below"]);
        var limit = issue.Kind == RandomIssueKind.Options && dice.Chance(0.6) ? dice.Pick(issue.Values)
            : dice.Chance(0.5) ? numbers.Number(issue.From, issue.To)
            : issue.Kind == RandomIssueKind.Range ? dice.Pick(issue.Values) : numbers.Plain(0, 100);
        return $"{{{comparison}: {limit}}}";
    }
}

using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>Conditions on outcomes in words, with the titles of issues and options.</summary>
internal sealed class ConditionWords(OutcomeSpace space, Func<Quantity, double?> value)
{
    public string Of(Condition condition) => condition switch
    {
        AllOf all => Join(all.Parts, "and"),
        AnyOf any => Join(any.Parts, "or"),
        Negation negation => "not (" + Of(negation.Part) + ")",
        ValueTest test => Values(test.Component, test.Allowed),
        ThresholdTest test => Threshold(test),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };

    /// <summary>What several conditions on one and the same component leave over, for example <c>Fate of the ruler: at most leaves later</c>.</summary>
    public string Between(IReadOnlyList<Condition> crossed)
    {
        var tests = crossed.OfType<ThresholdTest>().ToList();
        var passing = tests.Select(Passing).ToList();
        if (tests.Count < crossed.Count || passing.Any(p => p is null))
        {
            return "never " + string.Join(" or ", crossed.Select(Of));
        }

        var left = tests[0].Scale.Select((_, value) => passing.All(p => !p!.Value[value])).ToImmutableArray();
        var issue = space.Issues[space.Components[tests[0].Component].Issue];
        var choice = Choice(issue, left, openGoesWithoutSaying: true);
        return Names.Issue(issue) + (choice.StartsWith("at ", StringComparison.Ordinal) || choice.StartsWith("from ", StringComparison.Ordinal) ? ": " : ": only ") + choice;
    }

    /// <summary>The one issue that a condition is about and what it leaves over there, for a condition that is a single test whose limit is known; null for others.</summary>
    public (Issue Issue, string Left)? LeftOver(Condition condition)
    {
        var test = condition switch { AllOf { Parts: [var only] } => only, AnyOf { Parts: [var only] } => only, _ => condition };
        var (component, met) = test switch
        {
            ThresholdTest threshold => (threshold.Component, Passing(threshold)),
            ValueTest values => (values.Component, values.Allowed),
            _ => (0, (ImmutableArray<bool>?)null),
        };
        var issue = space.Issues[space.Components[component].Issue];
        return met is { } passing && issue is not SetIssue ? (issue, Choice(issue, [.. passing.Select(meets => !meets)], openGoesWithoutSaying: true, quoted: true)) : null;
    }

    /// <summary>The issues that a condition looks at, in the order of the file.</summary>
    public IEnumerable<Issue> Issues(Condition condition) =>
        Components(condition).Select(component => space.Components[component].Issue).Distinct().Order().Select(issue => space.Issues[issue]);

    private static IEnumerable<int> Components(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Components),
        AnyOf any => any.Parts.SelectMany(Components),
        Negation negation => Components(negation.Part),
        ValueTest test => [test.Component],
        ThresholdTest test => [test.Component],
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };

    /// <summary>Whether no outcome can meet the condition, so that it need not be mentioned.</summary>
    public bool IsImpossible(Condition condition) => condition switch
    {
        ValueTest test => !test.Allowed.Contains(true),
        ThresholdTest test => Passing(test) is { } passing && !passing.Contains(true),
        AllOf all => all.Parts.Any(IsImpossible),
        AnyOf any => any.Parts.All(IsImpossible),
        _ => false,
    };

    private string Join(ImmutableArray<Condition> parts, string conjunction) =>
        Members(parts, conjunction) is { } members ? members
        : parts.Length == 0 ? (conjunction == "and" ? "anything" : "nothing")
        : string.Join(" " + conjunction + " ", parts.Select(part => part is AllOf { Parts.Length: > 1 } or AnyOf { Parts.Length: > 1 } ? "(" + Of(part) + ")" : Of(part)));

    /// <summary>Tests of several members of one set are said in one go; null where the parts are something else.</summary>
    private string? Members(ImmutableArray<Condition> parts, string conjunction)
    {
        if (parts.Length < 2 || !parts.All(part => part is ValueTest))
        {
            return null;
        }

        var tests = parts.Cast<ValueTest>().ToList();
        var issue = space.Issues[space.Components[tests[0].Component].Issue];
        if (issue is not SetIssue set || tests.Any(test => space.Issues[space.Components[test.Component].Issue] != issue))
        {
            return null;
        }

        var ways = tests.GroupBy(test => test.Allowed[1])
            .Select(group => (group.Key ? "including " : "not including ")
                + Figures.List([.. group.Select(test => Names.Member(set, space.Components[test.Component].Member))], conjunction));
        return Names.Issue(issue) + ": " + string.Join(" " + conjunction + " ", ways);
    }

    private string Threshold(ThresholdTest test)
    {
        if (Passing(test) is { } passing)
        {
            return Values(test.Component, passing);
        }

        var comparison = (test.Comparison, test.Negated) switch
        {
            (Comparison.AtLeast, false) or (Comparison.Below, true) => "at least",
            (Comparison.AtMost, false) or (Comparison.Above, true) => "at most",
            (Comparison.Above, false) or (Comparison.AtMost, true) => "above",
            _ => "below",
        };
        return Names.Issue(space.Issues[space.Components[test.Component].Issue]) + " " + comparison + " an uncertain point";
    }

    /// <summary>Which values pass, where the limit is known.</summary>
    private ImmutableArray<bool>? Passing(ThresholdTest test)
    {
        if (value(test.Limit) is not { } limit)
        {
            return null;
        }

        return [.. test.Scale.Select(number => !double.IsNaN(number) && Passes(number) != test.Negated)];

        bool Passes(double number) => test.Comparison switch
        {
            Comparison.AtLeast => number >= limit - 1e-9,
            Comparison.AtMost => number <= limit + 1e-9,
            Comparison.Above => number > limit + 1e-9,
            _ => number < limit - 1e-9,
        };
    }

    private string Values(int component, ImmutableArray<bool> allowed)
    {
        var (issueIndex, member, _) = space.Components[component];
        var issue = space.Issues[issueIndex];
        if (issue is SetIssue set)
        {
            return Names.Issue(issue) + (allowed[1] ? ": including " : ": not including ") + Names.Member(set, member);
        }

        return Names.Issue(issue) + ": " + Choice(issue, allowed);
    }

    /// <summary>Some of an issue's values, as briefly as they can be said: <c>at most 7</c>, <c>from 2 to 4</c>, <c>a or b</c>.</summary>
    public static string Choice(Issue issue, ImmutableArray<bool> allowed, bool openGoesWithoutSaying = false, bool quoted = false)
    {
        string Named(int value) => quoted && issue is OptionsIssue && value != issue.OpenValue ? Names.Quoted(Names.Value(issue, value)) : Names.Value(issue, value);
        var closed = issue.OpenValue >= 0 ? issue.OpenValue : allowed.Length;
        var open = issue.OpenValue >= 0 && allowed[issue.OpenValue] && !openGoesWithoutSaying;
        var yes = Enumerable.Range(0, closed).Where(v => allowed[v]).ToList();
        var contiguous = yes.Count > 0 && yes[^1] - yes[0] == yes.Count - 1;
        var ordered = issue is RangeIssue or OptionsIssue { Ordered: true };
        if (!open && ordered && contiguous && yes.Count is > 1 && yes.Count < closed)
        {
            if (yes[^1] == closed - 1)
            {
                return "at least " + Named(yes[0]);
            }

            return yes[0] == 0 ? "at most " + Named(yes[^1]) : "from " + Named(yes[0]) + " to " + Named(yes[^1]);
        }

        if (yes.Count == closed)
        {
            return open ? "anything" : "anything that is settled";
        }

        var names = yes.Select(Named).ToList();
        if (open)
        {
            names.Add(Names.Open);
        }

        return names.Count == 0 ? "nothing" : Figures.List(names, "or");
    }
}

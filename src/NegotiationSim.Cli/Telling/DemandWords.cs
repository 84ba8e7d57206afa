using System.Collections.Immutable;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// Red lines in words, the one place for them: a line reads as what its owner insists on, not as what it forbids, for example <c>at least 5,000 centrifuges</c>. A red line of the file says which
/// outcomes cross it (<see cref="RedLine.Never"/>); its demand is the complement of these.
/// </summary>
/// <param name="space">What is negotiated.</param>
/// <param name="value">The value of an uncertain limit in the case that is told about; null where it is not known.</param>
internal sealed class DemandWords(OutcomeSpace space, Func<Quantity, double?> value)
{
    /// <summary>What the owner of a line insists on.</summary>
    /// <param name="never">The outcomes that cross the line.</param>
    public string Of(Condition never) => Say(never, holds: false, insists: true);

    /// <summary>What several lines of one owner insist on together, tests of the same issue in one: <c>Fate of the ruler: from “leaves later” to “stays”</c>.</summary>
    public string Of(IEnumerable<Condition> nevers) => Of(new AnyOf([.. nevers]));

    /// <summary>The issues that a condition looks at, in the order of the file.</summary>
    public IEnumerable<Issue> Issues(Condition condition) =>
        Components(condition).Select(component => space.Components[component].Issue).Distinct().Order().Select(issue => space.Issues[issue]);

    /// <summary>Whether no outcome can cross the line, so that it need not be mentioned.</summary>
    public bool IsMet(Condition never) => never switch
    {
        ValueTest or ThresholdTest => Met(never) is { } met && !met.Contains(true),
        AllOf all => all.Parts.Any(IsMet),
        AnyOf any => any.Parts.All(IsMet),
        _ => false,
    };

    /// <summary>Whether an outcome meets a condition; null where that depends on a limit that is not known.</summary>
    public bool? Holds(Condition condition, Outcome outcome) => condition switch
    {
        AllOf all => All(all.Parts, true, outcome),
        AnyOf any => !All(any.Parts, false, outcome),
        Negation negation => !Holds(negation.Part, outcome),
        ValueTest test => test.Allowed[outcome.Values[test.Component]],
        ThresholdTest test => Met(test)?[outcome.Values[test.Component]],
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };

    /// <summary>Whether every part comes out as asked; null where none comes out otherwise but some are not known.</summary>
    private bool? All(ImmutableArray<Condition> parts, bool asked, Outcome outcome)
    {
        var answers = parts.Select(part => Holds(part, outcome)).ToList();
        return answers.Contains(!asked) ? false : answers.Contains(null) ? null : true;
    }

    private static IEnumerable<int> Components(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Components),
        AnyOf any => any.Parts.SelectMany(Components),
        Negation negation => Components(negation.Part),
        ValueTest test => [test.Component],
        ThresholdTest test => [test.Component],
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };

    /// <summary>Which values of a test's component meet it; null where the limit is not known.</summary>
    private ImmutableArray<bool>? Met(Condition test) => test switch
    {
        ValueTest values => values.Allowed,
        ThresholdTest threshold when value(threshold.Limit) is { } limit => [.. Enumerable.Range(0, threshold.Scale.Length).Select(v => threshold.Passes(v, limit))],
        _ => null,
    };

    private string Say(Condition condition, bool holds, bool insists) => condition switch
    {
        AllOf { Parts: [var only] } => Say(only, holds, insists),
        AnyOf { Parts: [var only] } => Say(only, holds, insists),
        Negation negation => Say(negation.Part, !holds, insists),
        AllOf all => Join(Terms(all.Parts, and: true), holds, and: true, insists),
        AnyOf any => Join(Terms(any.Parts, and: false), holds, and: false, insists),
        _ => Terms([condition], and: true)[0].Words(holds, insists),
    };

    /// <summary>A conjunction is negated as a condition: "A only with what B must then be" says "not A together with B".</summary>
    private static string Join(List<Term> terms, bool holds, bool and, bool insists)
    {
        string Each(IEnumerable<Term> some, string conjunction, bool stated) => Figures.List(
            [.. some.Select(term => terms.Count > 1 && term.IsComplex ? "(" + term.Words(stated, insists) + ")" : term.Words(stated, insists))], conjunction);

        return (terms.Count, holds, and) switch
        {
            (0, _, _) => holds == and ? "anything" : "nothing will do",
            (1, _, _) => terms[0].Words(holds, insists),
            (_, true, _) => Each(terms, and ? "and" : "or", true),
            (_, false, false) => Each(terms, "and", false),
            _ => string.Join(" and ", terms.SkipLast(1).Select(term => term.IsComplex ? "(" + term.Words(true, false) + ")" : term.Words(true, false)))
                + " only with " + Each([terms[^1]], "and", false),
        };
    }

    /// <summary>The parts, tests of one component or of one set taken together.</summary>
    private List<Term> Terms(ImmutableArray<Condition> parts, bool and)
    {
        var terms = new List<Term>();
        var done = new HashSet<Issue>();
        foreach (var part in parts)
        {
            if (Met(part) is null)
            {
                terms.Add(part is ThresholdTest test ? Uncertain(test) : new Term((holds, insists) => Say(part, holds, insists), Components(part).Distinct().Count() > 1));
                continue;
            }

            var issue = IssueOf(part);
            if (done.Add(issue))
            {
                var same = parts.Where(other => Met(other) is not null && IssueOf(other) == issue).ToList();
                terms.Add(issue is SetIssue set ? Members(set, same, and) : Values(issue, same, and));
            }
        }

        return terms;
    }

    private Issue IssueOf(Condition test) => space.Issues[space.Components[test is ValueTest values ? values.Component : ((ThresholdTest)test).Component].Issue];

    private Term Values(Issue issue, List<Condition> tests, bool and)
    {
        var masks = tests.Select(test => Met(test)!.Value).ToList();
        var met = masks[0].Select((_, v) => and ? masks.All(mask => mask[v]) : masks.Any(mask => mask[v])).ToImmutableArray();
        return new Term(
            (holds, insists) =>
            {
                var allowed = holds ? met : [.. met.Select(meets => !meets)];
                return insists ? ChoiceWords.Demanded(issue, allowed) : ChoiceWords.Stated(issue, allowed);
            },
            false);
    }

    private Term Members(SetIssue set, List<Condition> tests, bool and)
    {
        var wanted = new SortedDictionary<int, bool>();
        foreach (var test in tests)
        {
            var member = space.Components[((ValueTest)test).Component].Member;
            var allowed = ((ValueTest)test).Allowed;
            var isDecided = allowed[0] == allowed[1];
            if (isDecided && allowed[0] == and)
            {
                continue;
            }

            if (isDecided || (wanted.TryGetValue(member, out var before) && before != allowed[1]))
            {
                return Decided(set, !and);
            }

            wanted[member] = allowed[1];
        }

        return wanted.Count == 0 ? Decided(set, and) : new Term((holds, _) => ChoiceWords.Titled(set, MemberWords.Of(set, [.. wanted.Select(member => (member.Key, member.Value == holds))], and == holds)), false);
    }

    /// <summary>Tests that say the same of every outcome.</summary>
    private static Term Decided(SetIssue set, bool met) => new((holds, _) => ChoiceWords.Titled(set, met == holds ? "anything" : "nothing will do"), false);

    private Term Uncertain(ThresholdTest test) => new(
        (holds, _) =>
        {
            var comparison = (test.Comparison, test.Negated != holds) switch
            {
                (Comparison.AtLeast, true) or (Comparison.Below, false) => "at least",
                (Comparison.AtMost, true) or (Comparison.Above, false) => "at most",
                (Comparison.Above, true) or (Comparison.AtMost, false) => "above",
                _ => "below",
            };
            return ChoiceWords.Titled(IssueOf(test), comparison + " an uncertain limit");
        },
        false);

    /// <summary>A part of a condition: how it reads when it holds or does not, stated or insisted on, and whether it must stand in brackets beside others.</summary>
    private sealed record Term(Func<bool, bool, string> Words, bool IsComplex);
}

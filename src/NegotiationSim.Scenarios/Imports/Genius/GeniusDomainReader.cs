using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>
/// Reads the domain: <c>utility_space</c> under the root, one <c>objective</c> under that; objectives nest, and their own objectives come before
/// their issues (DomainImpl of Genius 10.4).
/// </summary>
internal sealed class GeniusDomainReader(Findings findings)
{
    /// <summary>Genius discretises a real issue into this many points.</summary>
    private const int RealPoints = 21;

    private readonly GeniusNumbers _numbers = new(findings);
    private readonly List<GeniusIssue> _issues = [];
    private readonly Dictionary<int, int> _lines = [];

    /// <summary>The issues in Genius's order; those in error are left out, with an error.</summary>
    public IReadOnlyList<GeniusIssue> Read(MarkupElement root)
    {
        if (root.Name != "negotiation_template")
        {
            findings.Warn(root.Position, $"the domain's root is <{root.Name}>, not <negotiation_template>; Genius reads it all the same");
        }

        var space = root.All("utility_space").First();
        if (space.All("objective").FirstOrDefault() is not { } objective)
        {
            findings.Error(space.Position, "the domain has no <objective> in its <utility_space>, so it has no issues");
            return [];
        }

        ReadObjective(objective);
        if (_issues.Count == 0 && !findings.HasErrors)
        {
            findings.Error(objective.Position, "there is no <issue> to negotiate");
        }

        return _issues;
    }

    private void ReadObjective(MarkupElement objective)
    {
        foreach (var nested in objective.All("objective"))
        {
            ReadObjective(nested);
        }

        foreach (var element in objective.All("issue"))
        {
            if (_numbers.RequiredWhole(element, "index") is not { } index)
            {
                continue;
            }

            if (!_lines.TryAdd(index, element.Position.Line))
            {
                findings.Error(element.Position, $"the index {index} is taken by the issue of line {_lines[index]}; an issue's index is what profiles know it by");
                continue;
            }

            if (_lines.Count > Limits.Components)
            {
                throw new ReadingAbortedException(element.Position, $"more than {Limits.Components} issues, the limit of a scenario");
            }

            if (ReadIssue(element, index) is { } issue)
            {
                _issues.Add(issue);
            }
        }
    }

    private GeniusIssue? ReadIssue(MarkupElement element, int index)
    {
        var kind = GeniusIssue.KindOf(element);
        WarnOfType(element, kind);
        var issue = new GeniusIssue(index, element.Find("name")?.Text ?? "", kind, element.Position) { UnknownType = GeniusIssue.UnknownTypeOf(element) };
        return kind switch
        {
            GeniusIssueKind.Discrete => ReadValues(element, issue),
            GeniusIssueKind.Integer => ReadWholes(element, issue),
            _ => ReadReals(element, issue),
        };
    }

    private void WarnOfType(MarkupElement element, GeniusIssueKind kind)
    {
        var (type, other) = (element.Find("type"), element.Find("vtype"));
        if (type is not null && other is not null && !string.Equals(type.Text, other.Text, StringComparison.OrdinalIgnoreCase))
        {
            findings.Warn(other.Position, $"`vtype` says `{Excerpt.Of(other.Text)}` and `type` says `{Excerpt.Of(type.Text)}`; `type` counts");
        }
        else if (type is null && other is not null && !string.Equals(other.Text, "discrete", StringComparison.OrdinalIgnoreCase))
        {
            findings.Warn(other.Position, $"without `type` the issue is discrete to Genius, whatever `vtype` says (`{Excerpt.Of(other.Text)}`)");
        }
        else if (type is not null && GeniusIssue.UnknownTypeOf(element) is not null)
        {
            findings.Warn(type.Position, $"the type `{Excerpt.Of(type.Text)}` is unknown, which makes the issue discrete to Genius");
        }
    }

    private GeniusIssue? ReadValues(MarkupElement element, GeniusIssue issue)
    {
        var values = ImmutableArray.CreateBuilder<string>();
        var descriptions = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in element.All("item"))
        {
            if (item.Find("value") is not { } value)
            {
                findings.Error(item.Position, "the <item> has no `value`");
                return null;
            }

            if (!seen.Add(value.Text))
            {
                findings.Warn(value.Position, $"the value `{Excerpt.Of(value.Text)}` stands here twice; both are kept, as in Genius");
            }

            values.Add(value.Text);
            descriptions.Add(item.Find("description")?.Text ?? "");
        }

        if (values.Count == 0)
        {
            findings.Error(element.Position, $"the issue `{Excerpt.Of(issue.Name)}`, {issue.KindInWords().TrimEnd(',')}, has no <item>");
            return null;
        }

        return WithinLimit(issue, values.Count) ? issue with { Values = values.ToImmutable(), Descriptions = descriptions.ToImmutable() } : null;
    }

    private GeniusIssue? ReadWholes(MarkupElement element, GeniusIssue issue)
    {
        var bounds = GeniusIssue.BoundsOf(element);
        if (_numbers.RequiredWhole(bounds, "lowerbound") is not { } lower || _numbers.RequiredWhole(bounds, "upperbound") is not { } upper || !InOrder(bounds, lower, upper))
        {
            return null;
        }

        return WithinLimit(issue, (long)upper - lower + 1) ? issue with { Numbers = RangeNumbers.Of(lower, upper, 1, upper - lower + 1) } : null;
    }

    private GeniusIssue? ReadReals(MarkupElement element, GeniusIssue issue)
    {
        var bounds = GeniusIssue.BoundsOf(element);
        if (_numbers.Required(bounds, "lowerbound") is not { } lower || _numbers.Required(bounds, "upperbound") is not { } upper || !InOrder(bounds, lower, upper))
        {
            return null;
        }

        var step = (upper - lower) / (RealPoints - 1);
        if (lower == upper)
        {
            return issue with { Numbers = [lower] };
        }

        if (lower + step <= lower || upper - step >= upper)
        {
            findings.Error(bounds.Position, $"{RealPoints} points from {PlainValues.Show(lower)} to {PlainValues.Show(upper)} cannot be told apart");
            return null;
        }

        return issue with { Step = step, Numbers = RangeNumbers.Of(lower, upper, step, RealPoints) };
    }

    private bool InOrder(MarkupElement bounds, double lower, double upper)
    {
        if (lower > upper)
        {
            findings.Error(bounds.Position, $"the bounds run from {PlainValues.Show(lower)} to {PlainValues.Show(upper)}; the lower must be at most the upper");
        }

        return lower <= upper;
    }

    private bool WithinLimit(GeniusIssue issue, long count)
    {
        if (count > Limits.ValuesPerComponent)
        {
            findings.Error(issue.Position, $"the issue `{Excerpt.Of(issue.Name)}` has more than {Limits.ValuesPerComponent:N0} values, the limit of a scenario's issue");
        }

        return count <= Limits.ValuesPerComponent;
    }
}

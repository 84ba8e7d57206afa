using System.Text.Json;
using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>Reads a domain: <c>{"name", "issuesValues": {issue: {"values": [...]} or {"range": {"low", "high", "step"}}}}</c>.</summary>
internal sealed class GeniusWebDomainReader(Findings findings)
{
    private readonly GeniusWebNumbers _numbers = new(findings);

    /// <summary>The issues in the file's order; null (and an error) when one of them is wrong.</summary>
    public IReadOnlyList<GeniusWebIssue>? Read(JsonTree domain)
    {
        if (!domain.IsObject || _numbers.RequiredObject(domain, "issuesValues") is not { } values)
        {
            return null;
        }

        if (values.Members.Count == 0)
        {
            findings.Error(values.Position, "there is no issue to negotiate");
            return null;
        }

        if (values.Members.Count > Limits.Components)
        {
            findings.Error(values.Members[Limits.Components].Position, $"more than {Limits.Components} issues, the limit of a scenario");
            return null;
        }

        var issues = values.Members.Select(ReadIssue).ToList();
        return issues.Contains(null) ? null : [.. issues.OfType<GeniusWebIssue>()];
    }

    private GeniusWebIssue? ReadIssue(JsonMember member)
    {
        var (values, range) = (member.Value.Find("values"), member.Value.Find("range"));
        if (values is { IsArray: true })
        {
            return ReadValues(member.Name, values);
        }

        if (range is not null)
        {
            return ReadRange(member.Name, range);
        }

        findings.Error(member.Value.Position, $"the issue `{Excerpt.Of(member.Name)}` has neither `values` (a list) nor a `range`");
        return null;
    }

    private GeniusWebIssue? ReadValues(string name, JsonTree values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values.Items)
        {
            if (!value.IsString)
            {
                findings.Error(value.Position, "a value is a text in quotes");
                return null;
            }

            if (!seen.Add(value.Text))
            {
                findings.Error(value.Position, $"the value `{Excerpt.Of(value.Text)}` stands here twice");
                return null;
            }
        }

        if (values.Items.Count is 0 or > Limits.ValuesPerComponent)
        {
            findings.Error(values.Position, $"the issue `{Excerpt.Of(name)}` has {values.Items.Count} values; a scenario's issue has 1 to {Limits.ValuesPerComponent:N0}");
            return null;
        }

        return new GeniusWebIssue(name, [.. values.Items.Select(value => value.Text)]);
    }

    private GeniusWebIssue? ReadRange(string name, JsonTree range)
    {
        // Until 2019 a range was a list of the three.
        var (low, high, step) = range is { Kind: JsonTokenType.StartArray, Items: [var first, var second, var third] }
            ? (_numbers.Number(first, "low"), _numbers.Number(second, "high"), _numbers.Number(third, "step"))
            : (_numbers.Required(range, "low"), _numbers.Required(range, "high"), _numbers.Required(range, "step"));
        if (low is not { } from || high is not { } to || step is not { } width)
        {
            return null;
        }

        if (from > to || width <= 0)
        {
            findings.Error(range.Position, "`low` must be at most `high`, and `step` above 0");
            return null;
        }

        if ((to - from) / Limits.ValuesPerComponent >= width)
        {
            findings.Error(range.Position, $"the issue `{Excerpt.Of(name)}` has more than {Limits.ValuesPerComponent:N0} values, the limit of a scenario's issue");
            return null;
        }

        return new GeniusWebIssue(name, from, to, width);
    }
}

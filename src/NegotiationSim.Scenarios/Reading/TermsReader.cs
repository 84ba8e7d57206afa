using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads terms: issues with the value of each; a missing issue is at its status quo.</summary>
internal sealed class TermsReader(ReadingContext context)
{
    public Outcome Read(Place place)
    {
        var values = context.Symbols.Space.StatusQuo.Values.ToBuilder();
        foreach (var (key, value) in context.Entries(place, "terms (a mapping of issues to values)"))
        {
            var issue = context.IssueReference(key);
            if (issue < 0 || context.Symbols.Values(issue) is not { } known || ReadValue(known, value) is not { } indexes)
            {
                continue;
            }

            for (var k = 0; k < indexes.Length; k++)
            {
                values[known.Issue.FirstComponent + k] = (ushort)indexes[k];
            }
        }

        return new Outcome(values.ToImmutable());
    }

    /// <summary>A value of an issue: an index per component; null (and an error) when it is none.</summary>
    public ImmutableArray<int>? ReadValue(IssueValues known, Place place)
    {
        if (known.Issue is not SetIssue set)
        {
            return ReadSingle(known, place) is { } value ? [value] : null;
        }

        if (place.Node is not SequenceNode)
        {
            context.Error(place, $"the value of the set `{set.Id}` is a list of its members, not {place.Node.Describe()}; write [...]");
            return null;
        }

        var included = new int[set.Members.Length];
        var sound = true;
        foreach (var item in place.Items())
        {
            var member = Member(known, item);
            sound &= member >= 0;
            if (member >= 0)
            {
                included[member] = 1;
            }
        }

        return sound ? [.. included] : null;
    }

    /// <summary>The index of a member; -1 (and an error) when it is none.</summary>
    public int Member(IssueValues known, Place place)
    {
        if (context.Name(place, $"a member of `{known.Issue.Id}`") is not { } name)
        {
            return -1;
        }

        var member = known.Named(name);
        if (member < 0)
        {
            context.Error(place, $"`{known.Issue.Id}` has no member {place.Node.Describe()}{context.Hint(name, known.Names)}");
        }

        return member;
    }

    /// <summary>The value index of an option, a range's number or <c>open</c>; null (and an error) when it is none.</summary>
    public int? ReadSingle(IssueValues known, Place place)
    {
        var issue = known.Issue;
        if (place.Node is ScalarNode { Text: "open" } && issue.OpenValue >= 0)
        {
            return issue.OpenValue;
        }

        if (issue is RangeIssue range)
        {
            if (place.Node is ScalarNode { Text: "open" })
            {
                context.Error(place, $"`{issue.Id}` cannot be open; give it `may_stay_open: true` or a number here");
                return null;
            }

            if (context.Number(place, Legal.Any, $"a value of `{issue.Id}`") is not { } number)
            {
                return null;
            }

            var index = known.Numbered(number);
            if (index < 0)
            {
                context.Error(place, $"`{issue.Id}` cannot be {PlainValues.Show(number)}; the nearest number of its range is {PlainValues.Show(range.Numbers[known.NearestNumber(number)])}");
            }

            return index < 0 ? null : index;
        }

        if (context.Name(place, $"an option of `{issue.Id}`") is not { } name)
        {
            return null;
        }

        var option = known.Named(name);
        if (option < 0)
        {
            context.Error(place, name == "open"
                ? $"`{issue.Id}` cannot be open; give it `may_stay_open: true` or an option here"
                : $"`{issue.Id}` has no option {place.Node.Describe()}{context.Hint(name, known.Names)}");
        }

        return option < 0 ? null : option;
    }
}

using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// Reads conditions: a mapping of issues to tests is true when all tests are; <c>all</c>, <c>any</c> and <c>not</c> combine conditions.
/// </summary>
internal sealed class ConditionReader(ReadingContext context)
{
    private readonly TestReader _tests = new(context);

    /// <summary>The condition; null (and an error) when it is none.</summary>
    public Condition? Read(Place place)
    {
        if (place.Node is not MappingNode mapping)
        {
            context.Error(place, $"a condition is a mapping of issues to tests, not {place.Node.Describe()}");
            return null;
        }

        if (mapping.Entries.IsEmpty)
        {
            context.Error(place, "a condition without tests would always hold; name an issue");
            return null;
        }

        var parts = ImmutableArray.CreateBuilder<Condition>();
        foreach (var (key, value) in mapping.Entries)
        {
            var child = place.Child(key.Text, value);
            var part = key.Text switch
            {
                "all" => ReadList(child, parts => new AllOf(parts), " and "),
                "any" => ReadList(child, parts => new AnyOf(parts), " or "),
                "not" => Read(child) is { } inner ? new Negation(inner) { Text = $"not ({inner.Text})" } : null,
                _ => ReadTest(key, child),
            };
            if (part is not null)
            {
                parts.Add(part);
            }
        }

        return parts.Count == mapping.Entries.Length ? Join(parts.ToImmutable(), p => new AllOf(p), " and ") : null;
    }

    /// <summary>The parts combined; a single part stands for itself.</summary>
    public static Condition Join(ImmutableArray<Condition> parts, Func<ImmutableArray<Condition>, Condition> combine, string word)
    {
        if (parts.Length == 1)
        {
            return parts[0];
        }

        var texts = parts.Select(part => part is AllOf or AnyOf ? $"({part.Text})" : part.Text);
        return combine(parts) with { Text = ConditionText.Shorten(string.Join(word, texts.Take(8)) + (parts.Length > 8 ? word + "..." : "")) };
    }

    private Condition? ReadList(Place place, Func<ImmutableArray<Condition>, Condition> combine, string word)
    {
        if (place.Node is not SequenceNode { Items.Length: > 0 } list)
        {
            context.Error(place, $"`all` and `any` take a list of conditions, not {place.Node.Describe()}; write [{{ISSUE: TEST}}, ...]");
            return null;
        }

        var parts = place.Items().Select(Read).OfType<Condition>().ToImmutableArray();
        return parts.Length == list.Items.Length ? Join(parts, combine, word) : null;
    }

    private Condition? ReadTest(ScalarNode key, Place place)
    {
        var issue = context.Symbols.Issue(key.Text);
        if (issue < 0)
        {
            var hint = context.Hint(key.Text, context.Symbols.IssueIds.Concat(["all", "any", "not"]));
            context.Error(key.Position, $"no issue is called {key.Describe()}{hint}");
            return null;
        }

        if (context.Symbols.Values(issue) is not { } known)
        {
            return null;
        }

        var test = known.Issue is SetIssue ? _tests.ReadSet(known, place) : _tests.Read(known, place);
        if (test is ValueTest { Allowed: var allowed } && !allowed.Contains(true))
        {
            context.Warn(place.Position, $"this test of `{key.Text}` never holds");
        }

        return test;
    }
}

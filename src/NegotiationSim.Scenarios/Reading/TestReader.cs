using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// Lowers tests of one issue. <c>open</c> fails every test, <c>not</c> included, but the one that names it; <c>{not: open}</c> is
/// passed by everything else. Negation is therefore worked down to the single values, and below any <c>not</c> open fails.
/// </summary>
internal sealed class TestReader(ReadingContext context)
{
    private static readonly string[] Comparing = ["at_least", "at_most", "above", "below"];
    private static readonly string[] OfSets = ["includes", "excludes", "includes_any", "includes_all", "is"];

    private readonly TermsReader _terms = new(context);

    // Where the test being read stands.
    private Position _at;

    /// <summary>A test of an issue with options or numbers; null (and an error) when it is none.</summary>
    public Condition? Read(IssueValues known, Place place)
    {
        _at = place.Position;
        return Read(known, place, negated: false, belowNot: false);
    }

    private Condition? Read(IssueValues known, Place place, bool negated, bool belowNot)
    {
        if (place.Node is MappingNode mapping)
        {
            return ReadMapping(known, place, mapping, negated, Comparing, (key, child) => ReadComparison(known, Words.Parse<Comparison>(key)!.Value, child, negated), (child, inner) => Read(known, child, inner, belowNot: true));
        }

        var items = place.Node is SequenceNode ? place.Items().ToList() : [place];
        if (items.Count == 0)
        {
            context.Error(place, "an empty list of values is never met; name at least one");
            return null;
        }

        var named = new bool[known.Issue.ValueCount];
        var texts = new List<string>();
        foreach (var item in items)
        {
            if (_terms.ReadSingle(known, item) is not { } value)
            {
                return null;
            }

            named[value] = true;
            texts.Add(((ScalarNode)item.Node).Text);
        }

        var text = texts.Count == 1 ? texts[0] : $"one of {string.Join(", ", texts.Take(8))}{(texts.Count > 8 ? ", ..." : "")}";
        return Values(known, value => named[value], negated, $"{known.Issue.Id} is {(negated ? "not " : "")}{text}", passesOpen: !belowNot && known.Issue.OpenValue >= 0 && named[known.Issue.OpenValue]);
    }

    /// <summary>A test of a set; null (and an error) when it is none.</summary>
    public Condition? ReadSet(IssueValues known, Place place)
    {
        _at = place.Position;
        return ReadSet(known, place, negated: false);
    }

    private Condition? ReadSet(IssueValues known, Place place, bool negated)
    {
        if (place.Node is MappingNode mapping)
        {
            return ReadMapping(known, place, mapping, negated, OfSets, (key, child) => ReadMembers(known, key, child, negated), (child, inner) => ReadSet(known, child, inner));
        }

        var members = place.Node is SequenceNode ? "[..]" : place.Node.Describe().Trim('`');
        context.Error(place, $"`{known.Issue.Id}` is a set; say which members a test is about: {{is: [..]}}, {{includes: m}}, {{includes_any: {members}}}, {{includes_all: [..]}} or {{excludes: m}}");
        return null;
    }

    private Condition? ReadMapping(
        IssueValues known, Place place, MappingNode mapping, bool negated, string[] keys, Func<string, Place, Condition?> test, Func<Place, bool, Condition?> inner)
    {
        if (mapping.Entries.IsEmpty)
        {
            context.Error(place, $"a test is expected: a value, a list of values, or one of {string.Join(", ", keys)}, not");
            return null;
        }

        var parts = ImmutableArray.CreateBuilder<Condition>();
        foreach (var (key, value) in mapping.Entries)
        {
            var child = place.Child(key.Text, value);
            var part = key.Text == "not" ? inner(child, !negated) : keys.Contains(key.Text) ? test(key.Text, child) : Unknown(known, key, keys);
            if (part is not null)
            {
                parts.Add(part);
            }
        }

        return parts.Count < mapping.Entries.Length ? null
            : negated ? ConditionReader.Join(parts.ToImmutable(), p => new AnyOf(p), " or ")
            : ConditionReader.Join(parts.ToImmutable(), p => new AllOf(p), " and ");
    }

    private Condition? Unknown(IssueValues known, ScalarNode key, string[] keys)
    {
        var elsewhere = Comparing.Contains(key.Text) ? "; that is for ordered options and ranges" : OfSets.Contains(key.Text) ? "; that is for sets" : "";
        context.Error(key.Position, $"{key.Describe()} is no test of `{known.Issue.Id}`{(elsewhere.Length > 0 ? elsewhere : context.Hint(key.Text, keys.Append("not")))}");
        return null;
    }

    private Condition? ReadComparison(IssueValues known, Comparison comparison, Place place, bool negated)
    {
        if (known.Issue is OptionsIssue options)
        {
            if (!options.Ordered)
            {
                context.Error(place, $"the options of `{options.Id}` are not ordered, so nothing is above or below; name options instead");
                return null;
            }

            if (place.Node is ScalarNode named && known.Named(named.Text) is >= 0 and var index)
            {
                return Values(known, value => comparison.Holds(value, index), negated, $"{options.Id} {ConditionText.Of(comparison, negated)} {named.Text}");
            }
        }

        if (new PositionReader(context).Read(known, place, Legal.Any, $"the limit on `{known.Issue.Id}`") is not { } limit)
        {
            return null;
        }

        var text = $"{known.Issue.Id} {ConditionText.Of(comparison, negated)} {ConditionText.Of(limit, ((ScalarNode)place.Node).Text)}";
        if (limit.Expression is Constant { Value: var fixedLimit })
        {
            return Values(known, value => comparison.Holds(known.Scale[value], fixedLimit), negated, text);
        }

        return new ThresholdTest(known.Issue.FirstComponent, known.Scale, comparison, limit, negated) { Text = text };
    }

    private Condition? ReadMembers(IssueValues known, string test, Place place, bool negated)
    {
        var places = test is "includes" or "excludes" ? [place] : context.Items(place, $"`{test}`").ToList();
        if (place.Node is SequenceNode && test is "includes" or "excludes")
        {
            context.Error(place, $"`{test}` names one member; for several write includes_any: [..] or includes_all: [..]");
            return null;
        }

        var members = context.References(places, item => _terms.Member(known, item));
        if (members.Length < places.Count || place.Node is not (SequenceNode or ScalarNode))
        {
            return null;
        }

        if (members.IsEmpty && test != "is")
        {
            if (place.Node is SequenceNode)
            {
                context.Error(place, $"`{test}` needs at least one member");
            }

            return null;
        }

        var set = (SetIssue)known.Issue;
        var names = string.Join(", ", members.Select(m => set.Members[m]).Take(8));
        var all = test is "includes_all" or "is" or "includes" or "excludes";
        var tested = test == "is" ? Enumerable.Range(0, set.Members.Length) : members;
        var parts = tested.Select(m => Member(known, m, (test == "is" ? members.Contains(m) : test != "excludes") != negated)).ToImmutableArray();
        var text = ConditionText.Shorten($"{set.Id} {(negated ? "not " : "")}{test.Replace('_', ' ')} {(test is "includes" or "excludes" ? names : $"[{names}]")}");

        // Not all of them: at least one fails; not any of them: all fail.
        var joined = parts.Length == 1 ? parts[0] : all != negated ? new AllOf(parts) : new AnyOf(parts);
        return joined with { Text = text };
    }

    private Condition Member(IssueValues known, int member, bool included)
    {
        context.CountTested(2, _at);
        return new ValueTest(known.Issue.FirstComponent + member, [!included, included]) { Text = $"{known.Issue.Id} {(included ? "includes" : "excludes")} {((SetIssue)known.Issue).Members[member]}" };
    }

    private ValueTest Values(IssueValues known, Func<int, bool> passes, bool negated, string text, bool passesOpen = false)
    {
        context.CountTested(known.Issue.ValueCount, _at);
        var allowed = ImmutableArray.CreateBuilder<bool>(known.Issue.ValueCount);
        for (var value = 0; value < known.Issue.ValueCount; value++)
        {
            allowed.Add(value == known.Issue.OpenValue ? passesOpen : passes(value) != negated);
        }

        return new ValueTest(known.Issue.FirstComponent, allowed.MoveToImmutable()) { Text = ConditionText.Shorten(text) };
    }
}

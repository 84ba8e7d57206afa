using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios;

/// <summary>A value that two texts of a scenario have different.</summary>
/// <param name="Path">Where it stands, as <c>--set</c> takes it.</param>
/// <param name="Before">What it was, as YAML on one line; null: it was not there.</param>
/// <param name="After">What it is; null: it is not there.</param>
public sealed record ScenarioChange(string Path, string? Before, string? After)
{
    /// <summary>What differs between two texts, in the order of the first, and what is new behind what was there; nothing where one of them is no YAML. Comments and the ways to write a value count for nothing.</summary>
    public static ImmutableArray<ScenarioChange> Between(string before, string after)
    {
        if (Parse(before) is not { } first || Parse(after) is not { } second)
        {
            return [];
        }

        var changes = ImmutableArray.CreateBuilder<ScenarioChange>();
        Compare("", first, second, changes);
        return changes.ToImmutable();
    }

    private static Node? Parse(string text)
    {
        try
        {
            return NodeBuilder.Build(new Source("", text.TrimStart('\ufeff')), new Findings());
        }
        catch (ReadingAbortedException)
        {
            return null;
        }
    }

    private static void Compare(string path, Node? before, Node? after, ImmutableArray<ScenarioChange>.Builder changes)
    {
        if ((before, after) is (MappingNode or SequenceNode, MappingNode or SequenceNode) && before.GetType() == after.GetType())
        {
            var (first, second) = (Entries(before), Entries(after));
            foreach (var (name, value) in first)
            {
                Compare(Place.Join(path, name), value, second.GetValueOrDefault(name), changes);
            }

            foreach (var (name, value) in second.Where(entry => !first.ContainsKey(entry.Key)))
            {
                Compare(Place.Join(path, name), null, value, changes);
            }

            return;
        }

        var (was, now) = (before is null ? null : OneLine(before), after is null ? null : OneLine(after));
        if (was != now)
        {
            changes.Add(new ScenarioChange(path, was, now));
        }
    }

    /// <summary>What a mapping or a list holds, by the names that paths have for it, in order.</summary>
    private static OrderedDictionary<string, Node> Entries(Node node)
    {
        var entries = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
        var named = node is MappingNode mapping
            ? mapping.Entries.Select(entry => (Name: entry.Key.Text, entry.Value))
            : ((SequenceNode)node).Items.Select((item, i) => (Name: Place.IdOf(item) ?? i.ToString(CultureInfo.InvariantCulture), Value: item));
        foreach (var (name, value) in named)
        {
            entries.TryAdd(name, value);
        }

        return entries;
    }

    private static string OneLine(Node node) => node switch
    {
        MappingNode mapping => "{" + string.Join(", ", mapping.Entries.Select(entry => $"{entry.Key.Text}: {OneLine(entry.Value)}")) + "}",
        SequenceNode list => "[" + string.Join(", ", list.Items.Select(OneLine)) + "]",
        ScalarNode { Plain: false, Kind: ScalarKind.Text } text when CoreSchema.Classify(text.Text) != ScalarKind.Text => $"'{text.Text}'",
        ScalarNode scalar => scalar.Text,
        _ => "",
    };
}

using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// Applies <c>PATH=VALUE</c> to a tree before it is validated. PATH is the keys joined by dots, list entries by id or index; VALUE is
/// YAML. The last step may add what is not there; steps before it may only add mappings that the language has.
/// </summary>
internal sealed class Overrides(Findings findings)
{
    public Node Apply(Node root, IReadOnlyList<Setting> settings)
    {
        foreach (var setting in settings)
        {
            root = Apply(root, setting);
        }

        return root;
    }

    private Node Apply(Node root, Setting setting)
    {
        var equals = setting.Text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            findings.Error(setting.At(0), $"`{setting.Text}` sets nothing; write PATH=VALUE, for example calendar.rounds=10");
            return root;
        }

        var value = ReadValue(setting, equals + 1);
        if (value is null)
        {
            return root;
        }

        var steps = setting.Text[..equals].Split('.').Select(step => step.Trim()).ToImmutableArray();
        if (steps.Length > Limits.Nesting || steps.Contains(""))
        {
            findings.Error(setting.At(0), $"`{setting.Text[..equals]}` is no path; write keys joined by single dots");
            return root;
        }

        return Set(root, FileKeys.File, new OverridePath(setting, steps, 0), value) ?? root;
    }

    private Node? ReadValue(Setting setting, int start)
    {
        var text = setting.Text[start..];
        var source = new Source(setting.Source, text, setting.Line, setting.At(start).Column - 1);
        if (string.IsNullOrWhiteSpace(text))
        {
            findings.Error(source.At(1, 1), "there is no value after `=`; write PATH=VALUE");
            return null;
        }

        try
        {
            return NodeBuilder.Build(source, findings);
        }
        catch (ReadingAbortedException e)
        {
            // What is missing at the end of the value is missing at the end of the setting, not in a line after it.
            findings.Error(e.Position.Line > setting.Line ? setting.At(setting.Text.Length) : e.Position, e.Message);
            return null;
        }
    }

    /// <summary>The node with the value set below it; null (and an error) where the path leads nowhere.</summary>
    private Node? Set(Node node, Shape? shape, OverridePath path, Node value) => node switch
    {
        _ when path.IsEnd => value,
        MappingNode mapping => SetEntry(mapping, shape, path, value),
        SequenceNode list => SetItem(list, shape, path, value),
        _ => Fail(path, $"`{path.Done}` is {node.Describe()}, which has nothing below it"),
    };

    private MappingNode? SetEntry(MappingNode mapping, Shape? shape, OverridePath path, Node value)
    {
        // A key may hold dots itself (a number); the longest run of steps that is a key wins.
        for (var length = path.Remaining; length >= 1; length--)
        {
            var key = path.Join(length);
            for (var i = 0; i < mapping.Entries.Length; i++)
            {
                if (mapping.Entries[i].Key.Text != key)
                {
                    continue;
                }

                var entry = mapping.Entries[i];
                var below = path.Skip(length);
                if (Set(entry.Value, Below(shape, key), below, value) is not { } replaced)
                {
                    return null;
                }

                // What is wrong with the replaced entry as a whole (it has no value, it goes with another) is wrong with the setting.
                var name = below.IsEnd ? entry.Key.MovedTo(value.Position) : entry.Key;
                return new MappingNode(mapping.Position, mapping.Entries.SetItem(i, new Entry(name, replaced)));
            }
        }

        return Add(mapping, shape, path, value);
    }

    private MappingNode? Add(MappingNode mapping, Shape? shape, OverridePath path, Node value)
    {
        var key = path.Join(1);
        var below = Below(shape, key);
        var position = path.Position;
        Node? added = value;
        if (path.Remaining > 1)
        {
            if (MappingOf(shape)?.Find(key) is null || MappingIn(below) is null)
            {
                var known = mapping.Entries.Select(entry => entry.Key.Text).Concat(MappingOf(shape)?.Keys.Select(k => k.Name) ?? []);
                Fail(path, $"there is no `{key}` {(path.Done.Length == 0 ? "in the file" : $"in `{path.Done}`")}{NearestName.Hint(key, known.Distinct())}");
                return null;
            }

            added = Set(new MappingNode(position, []), MappingIn(below), path.Skip(1), value);
        }

        var name = new ScalarNode(position, key, plain: true, new Source(path.Setting.Source, ""), 0, 0);
        return added is null ? null : new MappingNode(mapping.Position, mapping.Entries.Add(new Entry(name, added)));
    }

    private SequenceNode? SetItem(SequenceNode list, Shape? shape, OverridePath path, Node value)
    {
        var step = path.Join(1);
        var index = -1;
        for (var i = 0; i < list.Items.Length && index < 0; i++)
        {
            index = Place.IdOf(list.Items[i]) == step ? i : -1;
        }

        var appends = path.Remaining == 1 && (Place.IdOf(value) == step || step == list.Items.Length.ToString(CultureInfo.InvariantCulture));
        if (index < 0 && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < list.Items.Length)
        {
            index = number;
        }

        if (index < 0 && appends)
        {
            return new SequenceNode(list.Position, list.Items.Add(value));
        }

        if (index < 0)
        {
            var ids = list.Items.Select(Place.IdOf).OfType<string>();
            Fail(path, $"`{path.Done}` has no entry `{step}`{NearestName.Hint(step, ids)}; entries are named by id, or by index from 0 to {list.Items.Length - 1}");
            return null;
        }

        var item = shape is ListShape of ? of.Item : shape is EitherShape either ? either.Options.OfType<ListShape>().FirstOrDefault()?.Item : null;
        return Set(list.Items[index], item, path.Skip(1), value) is { } replaced ? new SequenceNode(list.Position, list.Items.SetItem(index, replaced)) : null;
    }

    private Node? Fail(OverridePath path, string message)
    {
        findings.Error(path.Position, message);
        return null;
    }

    private static Shape? Below(Shape? shape, string key) => shape switch
    {
        MappingShape mapping => mapping.Find(key)?.Shape,
        MapShape map => map.Value,
        EitherShape either => either.Options.Select(option => Below(option, key)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static MappingShape? MappingOf(Shape? shape) => shape as MappingShape ?? (shape as EitherShape)?.Options.OfType<MappingShape>().FirstOrDefault();

    /// <summary>What a missing mapping on the way would be; null where the language has none there.</summary>
    private static Shape? MappingIn(Shape? shape) => shape switch
    {
        MappingShape or MapShape => shape,
        EitherShape either => either.Options.FirstOrDefault(option => option is MappingShape or MapShape),
        _ => null,
    };
}

/// <summary>A path on the way: the steps already taken and those to come.</summary>
internal readonly record struct OverridePath(Setting Setting, ImmutableArray<string> Steps, int Taken)
{
    public bool IsEnd => Taken == Steps.Length;

    public int Remaining => Steps.Length - Taken;

    /// <summary>The steps already taken, joined.</summary>
    public string Done => string.Join('.', Steps.Take(Taken));

    /// <summary>Where the next step stands.</summary>
    public Position Position => Setting.At(Steps.Take(Taken).Sum(step => step.Length + 1));

    public string Join(int steps) => string.Join('.', Steps.Skip(Taken).Take(steps));

    public OverridePath Skip(int steps) => this with { Taken = Taken + steps };
}

using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// Applies <c>PATH=VALUE</c> to a tree before it is validated. PATH is the keys joined by dots, list entries by id or index, <c>*</c> for every entry at its place; VALUE is
/// YAML. The last step may add what is not there; steps before it may only add mappings that the language has. Behind a <c>*</c> entries that have no such place are passed over,
/// but for one at least; see docs/decisions/0017.
/// </summary>
internal sealed class Overrides(Findings findings)
{
    /// <summary>Why an entry that a <c>*</c> names was passed over: the reason that was met furthest along the path, the first of those; it is an error only where nothing was set.</summary>
    private (OverridePath Path, string Message)? _passedOver;

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

        _passedOver = null;
        if (Set(root, FileKeys.File, new OverridePath(setting, steps, 0), value) is { } changed)
        {
            // A large value at every one of many places would be far more than a file may hold.
            return steps.Contains("*") && changed.Size > Math.Max(root.Size, Limits.Nodes)
                ? throw new ReadingAbortedException(setting.At(0), $"with this value at every place there are more than {Limits.Nodes:N0} keys and values, the limit of a scenario file")
                : changed;
        }

        if (_passedOver is { } reason)
        {
            findings.Error(reason.Path.Position, $"`*` finds nothing to set: {reason.Message}");
        }

        return root;
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
        MappingNode or SequenceNode when path.IsEvery => SetEvery(node, shape, path, value),
        MappingNode mapping => SetEntry(mapping, shape, path, value),
        SequenceNode list => SetItem(list, shape, path, value),
        _ => Fail(path, $"`{path.Done}` is {node.Describe()}, which has nothing below it"),
    };

    /// <summary>The node with the value set below every entry that has such a place; null where none has.</summary>
    private Node? SetEvery(Node node, Shape? shape, OverridePath path, Node value)
    {
        var below = path.Skip(1);
        var any = false;
        Node Changed(Node entry, Shape? of)
        {
            var changed = Set(entry, of, below, value);
            any |= changed is not null;
            return changed ?? entry;
        }

        Node replaced = node is MappingNode mapping
            ? new MappingNode(mapping.Position, [.. mapping.Entries.Select(entry => new Entry(below.IsEnd ? entry.Key.MovedTo(value.Position) : entry.Key, Changed(entry.Value, Below(shape, entry.Key.Text))))])
            : new SequenceNode(node.Position, [.. ((SequenceNode)node).Items.Select(item => Changed(item, ItemOf(shape)))]);
        return any ? replaced : Fail(below, $"`{path.Done}` has no entries");
    }

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
        if (path.IsBehindEvery && WhyPassedOver(mapping, shape, path) is { } reason)
        {
            Fail(path, reason);
            return null;
        }

        if (path.Remaining > 1)
        {
            if (MappingOf(shape)?.Find(key) is null || MappingIn(below) is null)
            {
                Fail(path, Missing(mapping, shape, path));
                return null;
            }

            added = Set(Start(position, shape, path), MappingIn(below), path.Skip(1), value);
        }

        var name = new ScalarNode(position, key, plain: true, new Source(path.Setting.Source, ""), 0, 0);
        return added is null ? null : new MappingNode(mapping.Position, mapping.Entries.Add(new Entry(name, added)));
    }

    /// <summary>Why a <c>*</c> does not add the next step to an entry; null: it does.</summary>
    private static string? WhyPassedOver(MappingNode mapping, Shape? shape, OverridePath path)
    {
        var key = path.Join(1);
        return (path.Remaining > 1 && !IsTactic(shape, key)) || (shape is not MapShape && MappingOf(shape)?.Find(key) is null) ? Missing(mapping, shape, path)
            : MappingOf(shape) is { } language ? KeyFit.WhyNot(mapping, language, key)
            : null;
    }

    /// <summary>What a missing mapping on the way begins with: a principal without a tactic has the linear one.</summary>
    private static MappingNode Start(Position position, Shape? shape, OverridePath path)
    {
        var source = new Source(path.Setting.Source, "");
        ScalarNode Plain(string text) => new(position, text, plain: true, source, 0, 0);
        return new MappingNode(position, IsTactic(shape, path.Join(1)) && path.Skip(1).Join(1) != "kind" ? [new Entry(Plain("kind"), Plain(Words.Of(new Tactic().Kind)))] : []);
    }

    private static bool IsTactic(Shape? shape, string key) => shape == ActorKeys.Actor && key == "tactic";

    private static string Missing(MappingNode mapping, Shape? shape, OverridePath path)
    {
        var known = mapping.Entries.Select(entry => entry.Key.Text).Concat(MappingOf(shape)?.Keys.Select(k => k.Name) ?? []);
        return $"there is no `{path.Join(1)}` {(path.Done.Length == 0 ? "in the file" : $"in `{path.Done}`")}{NearestName.Hint(path.Join(1), known.Distinct())}";
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

        return Set(list.Items[index], ItemOf(shape), path.Skip(1), value) is { } replaced ? new SequenceNode(list.Position, list.Items.SetItem(index, replaced)) : null;
    }

    private Node? Fail(OverridePath path, string message)
    {
        if (!path.IsBehindEvery)
        {
            findings.Error(path.Position, message);
        }
        else if (_passedOver is not { } other || other.Path.Taken < path.Taken)
        {
            _passedOver = (path, message);
        }

        return null;
    }

    private static Shape? ItemOf(Shape? shape) => shape is ListShape of ? of.Item : (shape as EitherShape)?.Options.OfType<ListShape>().FirstOrDefault()?.Item;

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
    private const string Every = "*";

    public bool IsEnd => Taken == Steps.Length;

    /// <summary>Whether the next step names every entry.</summary>
    public bool IsEvery => Steps[Taken] == Every;

    /// <summary>Whether a step that was taken names every entry.</summary>
    public bool IsBehindEvery => Steps.AsSpan(0, Taken).Contains(Every);

    public int Remaining => Steps.Length - Taken;

    /// <summary>The steps already taken, joined.</summary>
    public string Done => string.Join('.', Steps.Take(Taken));

    /// <summary>Where the next step stands.</summary>
    public Position Position => Setting.At(Steps.Take(Taken).Sum(step => step.Length + 1));

    public string Join(int steps) => string.Join('.', Steps.Skip(Taken).Take(steps));

    public OverridePath Skip(int steps) => this with { Taken = Taken + steps };
}

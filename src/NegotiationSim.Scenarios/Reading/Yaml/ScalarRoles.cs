using NegotiationSim.Scenarios.Reading.Language;

namespace NegotiationSim.Scenarios.Reading.Yaml;

/// <summary>Tells which scalars of a tree are names, although YAML takes them for numbers or truth values: ids are whatever their author likes.</summary>
internal sealed class ScalarRoles
{
    private static readonly Lazy<HashSet<string>> Valued = new(FindValued);

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public ScalarRoles(Node root) => Collect(root, []);

    /// <summary>Whether what stands below this key are numbers, flags and the like, never names.</summary>
    public static bool IsValued(string key) => Valued.Value.Contains(key);

    /// <summary>Whether something in the tree is called so.</summary>
    public bool IsName(string text) => _names.Contains(text);

    private void Collect(Node node, HashSet<Node> seen)
    {
        if (!seen.Add(node))
        {
            return; // an alias
        }

        foreach (var item in node is SequenceNode list ? list.Items : [])
        {
            Collect(item, seen);
        }

        foreach (var (key, value) in node is MappingNode mapping ? mapping.Entries : [])
        {
            _names.Add(key.Text);
            if (key.Text is "options" or "set_of" && value is SequenceNode names)
            {
                _names.UnionWith(names.Items.OfType<ScalarNode>().Select(name => name.Text));
            }

            if (key.Text is "id" or "name" && value is ScalarNode id)
            {
                _names.Add(id.Text);
            }

            Collect(value, seen);
        }
    }

    /// <summary>Keys of the language that hold numbers or flags wherever they stand, and those of numbers by name.</summary>
    private static HashSet<string> FindValued()
    {
        var (valued, other) = (new HashSet<string>(StringComparer.Ordinal) { "values", "patience", "by_date", "drivers" }, new HashSet<string>(StringComparer.Ordinal));
        var seen = new HashSet<Shape>(ReferenceEqualityComparer.Instance);
        Visit(FileKeys.File);
        valued.ExceptWith(other);
        return valued;

        void Visit(Shape shape)
        {
            if (!seen.Add(shape))
            {
                return;
            }

            foreach (var inner in shape switch { ListShape list => [list.Item], MapShape map => [map.Value], EitherShape either => either.Options.AsEnumerable(), _ => [] })
            {
                Visit(inner);
            }

            foreach (var key in shape is MappingShape mapping ? mapping.Keys : [])
            {
                var holdsValue = key.Shape is NumberShape or WholeShape or FlagShape or DateShape or DurationShape || (key.Shape is ChoiceShape { Names: ["true"] });
                (holdsValue ? valued : other).Add(key.Name);
                Visit(key.Shape);
            }

            other.ExceptWith(["values", "patience", "by_date", "drivers"]);
        }
    }
}

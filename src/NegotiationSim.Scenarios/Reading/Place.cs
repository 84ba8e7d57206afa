using System.Globalization;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>A node and the path that leads to it: keys joined by dots, list entries by id, else index.</summary>
internal readonly record struct Place(Node Node, string Path)
{
    public Position Position => Node.Position;

    public Place Child(string key, Node node) => new(node, Join(Path, key));

    /// <summary>The entries of a list; those that are mappings with an <c>id</c> are named by it.</summary>
    public IEnumerable<Place> Items()
    {
        if (Node is not SequenceNode list)
        {
            yield break;
        }

        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = list.Items[i];
            yield return Child(IdOf(item) ?? i.ToString(CultureInfo.InvariantCulture), item);
        }
    }

    /// <summary>The <c>id</c> of a list entry; null where it has none.</summary>
    public static string? IdOf(Node item) =>
        item is MappingNode mapping && mapping.Find("id") is ScalarNode { Text.Length: > 0 and <= Limits.NameLength } id ? id.Text : null;

    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}

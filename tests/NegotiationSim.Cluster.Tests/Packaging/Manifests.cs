using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace NegotiationSim.Cluster.Tests.Packaging;

/// <summary>The Kubernetes manifests of <c>docs/cluster-kubernetes.md</c>.</summary>
internal static partial class Manifests
{
    /// <summary>The page.</summary>
    public static string Page { get; } = File.ReadAllText(Path.Combine(PublishedImage.Root, "docs", "cluster-kubernetes.md")).ReplaceLineEndings("\n");

    /// <summary>Every manifest, in the order of the page.</summary>
    public static IReadOnlyList<YamlMappingNode> All { get; } = [.. Fences().Matches(Page).SelectMany(fence => Read(fence.Groups[1].Value))];

    /// <summary>The templates of pods among them.</summary>
    public static IEnumerable<YamlMappingNode> Pods => All.Select(manifest => manifest.At("spec", "template")).OfType<YamlMappingNode>();

    /// <summary>What is at a path of keys; null: nothing.</summary>
    public static YamlNode? At(this YamlNode node, params string[] path) =>
        path.Aggregate((YamlNode?)node, (at, key) => at is YamlMappingNode map && map.Children.TryGetValue(key, out var next) ? next : null);

    /// <summary>The text at a path of keys.</summary>
    public static string? Text(this YamlNode node, params string[] path) => (node.At(path) as YamlScalarNode)?.Value;

    /// <summary>The list at a path of keys; empty where there is none.</summary>
    public static IEnumerable<YamlNode> List(this YamlNode node, params string[] path) => node.At(path) is YamlSequenceNode list ? list.Children : [];

    private static IEnumerable<YamlMappingNode> Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Select(document => (YamlMappingNode)document.RootNode);
    }

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();
}

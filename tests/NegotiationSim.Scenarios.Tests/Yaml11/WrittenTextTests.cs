using CsCheck;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Tests.Yaml11;

/// <summary>Whatever text is written, it is quoted or a string to every reader of YAML 1.1, and reads back as itself, in a block and within brackets.</summary>
public sealed class WrittenTextTests
{
    [Fact]
    public void Text_OfAnyString_IsTextToEveryReader() => TypedTexts.Any.Sample(text => AssertIsText(PortableYaml.Text(text), text), iter: 2_000);

    [Fact]
    public void YamlScalar_OfAnyString_IsTextToEveryReader() => TypedTexts.Any.Sample(
        text =>
        {
            AssertIsText(PortableYaml.Title(text), text);
            AssertIsText(PortableYaml.Quote(text), text);
        },
        iter: 2_000);

    [Fact]
    public void Text_OfEveryKnownForm_IsTextToEveryReader() => Assert.All(TypedTexts.Known, text => AssertIsText(PortableYaml.Text(text), text));

    [Fact]
    public void Number_OfAnyDouble_IsThatNumberToEveryReader() => Gen.Double.Where(double.IsFinite).Sample(
        value =>
        {
            var written = PortableYaml.Number(value);
            Assert.Matches(@"\A-?([0-9]+|[0-9]+\.[0-9]+(e[-+][0-9]+)?)\z", written);
            Assert.DoesNotMatch(@"\A-?0[0-9]", written);
            Assert.Equal(value, CoreSchema.ToDouble(written));
        },
        iter: 2_000);

    /// <summary>A tree with the texts in every place: as key, value, entry of a list, and deeper.</summary>
    [Fact]
    public void NodeWriter_OfAnyStrings_WritesTextToEveryReader() => Gen.Select(TypedTexts.Any, TypedTexts.Any, TypedTexts.Any).Where((key, _, _) => key.Length <= 100).Sample(
        (key, value, item) =>
        {
            var tree = Built($"{PortableYaml.Quote(key)}: {PortableYaml.Quote(value)}\nlist_: [{PortableYaml.Quote(item)}, {{{PortableYaml.Quote(key)}: [{PortableYaml.Quote(value)}]}}]\n");
            var written = NodeWriter.Write(tree);
            var again = (MappingNode)Built(written);

            Assert.Equal([key, "list_"], again.Entries.Select(entry => entry.Key.Text));
            Assert.Equal([value, item, value], Values(again));
            Assert.All(written.Split('\n').SelectMany(Plain), plain => Assert.Null(ImplicitTypes.Of(plain)));
        },
        iter: 2_000);

    private static void AssertIsText(string written, string text)
    {
        if (!written.StartsWith('"'))
        {
            Assert.Equal(text, written);
            Assert.True(ImplicitTypes.Of(written) is null, $"`{written}` is {ImplicitTypes.Of(written)}");
        }

        foreach (var document in new[] { written, $"k: {written}", $"- {written}", $"[{written}, {written}]", $"{{k: {written}}}", $"{{k: [{written}]}}" })
        {
            Assert.All(Values(Built(document)), found => Assert.Equal(text, found));
        }

        if (text.Length <= 100)
        {
            foreach (var document in new[] { "KEY: v", "{KEY: v}", "- KEY:\n    - v", "k:\n  KEY:\n    KEY: v" })
            {
                Assert.Equal(text, FirstMapping(Built(document.Replace("KEY", PortableYaml.Key(text), StringComparison.Ordinal))).Entries[^1].Key.Text);
            }
        }
    }

    /// <summary>What stands in a line of block style without quotes.</summary>
    private static IEnumerable<string> Plain(string line)
    {
        var rest = line.TrimStart(' ');
        while (rest.StartsWith("- ", StringComparison.Ordinal))
        {
            rest = rest[2..].TrimStart(' ');
        }

        if (rest.StartsWith('"') || rest.Length == 0)
        {
            yield break;
        }

        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        yield return colon < 0 ? rest : rest[..colon];
        if (colon >= 0 && colon + 2 < rest.Length && rest[colon + 2] != '"')
        {
            yield return rest[(colon + 2)..];
        }
    }

    private static Node Built(string yaml)
    {
        var findings = new Findings();
        var node = NodeBuilder.Build(new Source("written.yaml", yaml), findings);
        Assert.False(findings.HasErrors, yaml);
        return node;
    }

    private static MappingNode FirstMapping(Node node) => node switch
    {
        SequenceNode list => FirstMapping(list.Items[0]),
        MappingNode { Entries: [{ Key.Text: "k", Value: MappingNode inner }] } => inner,
        _ => (MappingNode)node,
    };

    private static IEnumerable<string> Values(Node node) => node switch
    {
        MappingNode mapping => mapping.Entries.SelectMany(entry => Values(entry.Value)),
        SequenceNode list => list.Items.SelectMany(Values),
        ScalarNode { Kind: ScalarKind.Text } scalar => [scalar.Text],
        ScalarNode scalar => [$"{scalar.Text} as {scalar.Kind}"],
        _ => [],
    };
}

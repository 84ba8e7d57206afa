using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Tests;

public sealed class SchemaTests
{
    public static TheoryData<string> ValidFiles()
    {
        var files = new TheoryData<string> { Files.Fixture("truce-for-aid.yaml") };
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Files.Root(), "scenarios"), "*.yaml").Order(StringComparer.Ordinal))
        {
            files.Add(file);
        }

        return files;
    }

    [Fact]
    public void Json_Parsed_IsDraft202012()
    {
        var schema = JsonNode.Parse(ScenarioSchema.Json)!.AsObject();

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
    }

    [Theory]
    [MemberData(nameof(ValidFiles))]
    public async Task Json_ValidScenario_Accepts(string path)
    {
        Assert.Empty(await Validate(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Json_Template_Accepts() => Assert.Empty(await Validate(ScenarioTemplate.Text));

    [Theory]
    [InlineData("ideal: 90, accepts: {at_least: 40}", "ideal: stays, accepts: {at_least: leaves_later}")]
    [InlineData("accepts: [0, 50]", "accepts: [leaves_first, stays]")]
    [InlineData("issue: ruler, ideal_by: -10", "issue: ruler, ideal: true")]
    public async Task Json_OptionWhereAPositionIsAskedFor_Accepts(string number, string option)
    {
        var text = await File.ReadAllTextAsync(Files.Fixture("truce-for-aid.yaml"), TestContext.Current.CancellationToken);
        Assert.Contains(number, text, StringComparison.Ordinal);

        Assert.Empty(await Validate(text.Replace(number, option, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("rounds: 20", "rounds: 0")]
    [InlineData("role: outsider", "role: spectator")]
    [InlineData("title: A truce in exchange for aid access", "titel: A truce in exchange for aid access")]
    [InlineData("weight: 60, ideal: 0", "wait: 60, ideal: 0")]
    [InlineData("above: 7", "abov: 7")]
    [InlineData("words: 0.75", "words: 1.75")]
    public async Task Json_BrokenScenario_Refuses(string right, string wrong)
    {
        var text = await File.ReadAllTextAsync(Files.Fixture("truce-for-aid.yaml"), TestContext.Current.CancellationToken);
        Assert.Contains(right, text, StringComparison.Ordinal);

        Assert.NotEmpty(await Validate(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static async Task<IEnumerable<string>> Validate(string yaml)
    {
        // NJsonSchema knows definitions under their older name only.
        var schema = await JsonSchema.FromJsonAsync(ScenarioSchema.Json.Replace("$defs", "definitions", StringComparison.Ordinal));
        var json = ToJson(NodeBuilder.Build(new Source("test", yaml), new Findings()))!.ToJsonString();
        return schema.Validate(json).Select(error => error.ToString());
    }

    private static JsonNode? ToJson(Node node) => node switch
    {
        MappingNode mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, ToJson(entry.Value)))),
        SequenceNode list => new JsonArray([.. list.Items.Select(ToJson)]),
        ScalarNode { Kind: ScalarKind.Null } => null,
        ScalarNode { Kind: ScalarKind.Boolean } flag => JsonValue.Create(bool.Parse(flag.Text)),
        ScalarNode { Kind: ScalarKind.Number } number => JsonNode.Parse(CoreSchema.ToDouble(number.Text).ToString("R", CultureInfo.InvariantCulture)),
        ScalarNode text => JsonValue.Create(text.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, null),
    };
}

using System.Globalization;
using System.Text.Json;
using CsCheck;
using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;
using NegotiationSim.Scenarios.Tests.Imports;

namespace NegotiationSim.Scenarios.Tests.Yaml11;

/// <summary>Files that the program writes, held against what PyYAML reads in them: every key and every id is a string there, and every value is the same.</summary>
public sealed class PythonReaderTests
{
    private static readonly string[] s_ids = ["0_02", "1_000", "on", "off", "y", "n", "yes", "no", "null", "true", "1e3", "010", "0x1f", "0b1", "0o7", "2001-01-01", "300", "1", "nan", "e5", "12_30", "hawk"];

    /// <summary>What <c>run --set</c>, <c>montecarlo --out</c> and <c>compare --out</c> write.</summary>
    [Theory]
    [InlineData("title=\"12:30\"")]
    [InlineData("actors.us.discount=1e-1")]
    [InlineData("actors.us.no_deal=0o1")]
    [InlineData("sources=[on, =, <<, 12:30, '~', \"a\\u0085b\", 1.2.3]")]
    [InlineData("summary=\"\\ufeff\\u2028\\U0001F600\\x7f\\t\\\\\"")]
    public async Task Read_ScenarioWithASetting_IsTheSameToPython(string setting)
    {
        PythonReader.SkipUnlessThere();
        var read = ScenarioReader.Read(Template(Quoted), "typed.yaml", [setting]);
        var plain = ScenarioReader.Read(Template(id => id is "null" ? Quoted(id) : id), "typed.yaml", [setting]);

        Assert.True(read.Scenario is not null, string.Join('\n', read.Diagnostics));
        await AssertSameAsync(read.Text!, plain.Text!);
    }

    [Theory]
    [InlineData("truce-for-aid")]
    [InlineData("aleppo-december-2016")]
    [InlineData("security-council-2016")]
    public async Task Read_ShippedScenarioWithASetting_IsTheSameToPython(string name)
    {
        PythonReader.SkipUnlessThere();
        var read = ScenarioReader.ReadFile(Path.Combine(Files.Root(), "scenarios", name + ".yaml"), ["calendar.rounds=9"]);

        await AssertSameAsync(read.Text!);
    }

    [Fact]
    public async Task Import_OddNames_AreTheSameToPython()
    {
        PythonReader.SkipUnlessThere();
        string[] names = [.. s_ids, "12:30", ".5", "0.02", "1,000", "=", "<<", "~", "a: b", "a #b", "- a", "nULL", "1.2.3", "\u00a0", "{x}", "'q\"", "\\", "été", "!t"];
        var items = string.Concat(names.Select((name, v) => $"<item index=\"{v}\" value=\"{System.Security.SecurityElement.Escape(name)}\" description=\"12:30 # {v}\" evaluation=\"{1 + v}e-3\"/>"));
        var issues = string.Concat(names.Take(6).Select((name, i) => $"<issue index=\"{i + 1}\" name=\"{System.Security.SecurityElement.Escape(name)}\">{items}</issue>"));
        var weights = string.Concat(names.Take(6).Select((_, i) => $"<weight index=\"{i + 1}\" value=\"{i + 1}e-7\"/>"));
        using var genius = new GeniusFiles()
            .With("0_02.xml", $"<negotiation_template><utility_space><objective index=\"0\">{issues.Replace(" evaluation=\"", " x=\"", StringComparison.Ordinal)}</objective></utility_space></negotiation_template>")
            .With("on.xml", $"<utility_space><objective index=\"0\">{issues}{weights}</objective></utility_space>")
            .With("1e3.xml", $"<utility_space><objective index=\"0\">{issues}{weights}</objective></utility_space>");
        using var web = GeniusWebFiles.Sound();
        foreach (var file in Directory.GetFiles(web.Folder))
        {
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("\"yes\"", "\"0_02\"", StringComparison.Ordinal).Replace("\"lease\"", "\"y\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }

        var (first, second) = (genius.Import(), web.Import(ImportFormat.GeniusWeb));
        Assert.True(first.Scenario is not null, string.Join('\n', first.Diagnostics));
        Assert.Equal(["on"], second.Scenario is null ? [string.Join('\n', second.Diagnostics)] : first.Scenario!.Actors.Select(actor => actor.Id).Where(id => id == "on"));
        await AssertSameAsync(first.Text!, second.Text!);
    }

    [Fact]
    public async Task Template_IsTheSameToPython()
    {
        PythonReader.SkipUnlessThere();
        await AssertSameAsync(ScenarioTemplate.Text);
    }

    /// <summary>Texts of every sort in every place of one tree.</summary>
    [Fact]
    public async Task NodeWriter_AnyStrings_AreTheSameToPython()
    {
        PythonReader.SkipUnlessThere();
        List<string> texts = [.. TypedTexts.Known];
        TypedTexts.Any.Array[400].Sample(texts.AddRange, iter: 1, threads: 1);
        var keys = texts.Where(text => text.Length is > 0 and < 90).Distinct().ToList();
        var yaml = $"list: [{string.Join(", ", texts.Select(Quoted))}]\nmap: {{{string.Join(", ", keys.Select(key => $"{Quoted(key)}: {Quoted(key + "1")}"))}}}\nnumbers: [1e3, 0o17, 0x1F, -1.5E7, .5, 5., 010, 1e-7, 123456789012345678901]\n";

        await AssertSameAsync(NodeWriter.Write(Built(yaml)), PortableYaml.Text("0_02"));
    }

    private static string Quoted(string text) => PortableYaml.Quote(text);

    /// <summary>A scenario in which everything that can have an id is called something odd.</summary>
    private static string Template(Func<string, string> written)
    {
        var (list, values) = (string.Join(", ", s_ids.Select(written)), string.Join(", ", s_ids.Select((id, i) => $"{written(id)}: 0.{i:00}1")));
        return $$$$"""
            schema: negotiation-sim/1
            name: {{{{written("1e3")}}}}
            title: Plain
            calendar: {start: 2020-01-01, rounds: 10}
            issues:
              {{{{written("0_02")}}}}: {options: [ {{{{list}}}} ], status_quo: {{{{written("on")}}}}}
              {{{{written("1_000")}}}}: {range: {from: 0, to: 10}}
              {{{{written("y")}}}}: {set_of: [ {{{{list}}}} ]}
            actors:
              us: {role: principal, preferences: { {{{{written("0_02")}}}}: {weight: 1, values: { {{{{values}}}} }}, {{{{written("1_000")}}}}: {weight: 1, ideal: 5}, {{{{written("y")}}}}: {weight: 2, values: { {{{{values}}}} }}}, red_lines: [{id: {{{{written("0b1")}}}}, never: { {{{{written("0_02")}}}}: [ {{{{written("300")}}}}, {{{{written("1")}}}} ]}}]}
              {{{{written("n")}}}}: {role: principal, preferences: { {{{{written("0_02")}}}}: {weight: 1, ideal: {{{{written("hawk")}}}}}}}
            events: [{id: {{{{written("2001-01-01")}}}}, at: 2020-02-01, effects: [{actor: {{{{written("n")}}}}, no_deal: 0.1}]}]
            """;
    }

    private static async Task AssertSameAsync(params IReadOnlyList<string> texts)
    {
        var read = await PythonReader.ReadAsync(texts);
        foreach (var (text, trees) in texts.Zip(read))
        {
            Assert.All(trees, tree => AssertSame(Built(text), tree, "", isHandWritten: text == ScenarioTemplate.Text));
        }
    }

    private static void AssertSame(Node ours, JsonElement theirs, string path, bool isHandWritten)
    {
        var told = theirs.EnumerateObject().Single();
        switch (ours)
        {
            case MappingNode mapping:
                Assert.True(told.Name == "map", $"{path} is {theirs}");
                Assert.Equal(mapping.Entries.Select(entry => entry.Key.Text), told.Value.EnumerateArray().Select(entry => Text(entry[0])));
                foreach (var (entry, other) in mapping.Entries.Zip(told.Value.EnumerateArray()))
                {
                    AssertSame(entry.Value, other[1], $"{path}.{entry.Key.Text}", isHandWritten);
                }

                break;
            case SequenceNode list:
                Assert.True(told.Name == "list" && told.Value.GetArrayLength() == list.Items.Length, $"{path} is {theirs}");
                foreach (var (item, other) in list.Items.Zip(told.Value.EnumerateArray()))
                {
                    AssertSame(item, other, path + "[]", isHandWritten);
                }

                break;
            case ScalarNode { Kind: ScalarKind.Text } text when isHandWritten && told.Name == "date":
                Assert.Equal(text.Text, told.Value.GetString());
                break;
            case ScalarNode { Kind: ScalarKind.Text } text:
                Assert.Equal((path, text.Text), (path, Text(theirs)));
                break;
            case ScalarNode { Kind: ScalarKind.Number } number:
                Assert.True(told.Name == "number", $"{path}: {number.Text} is {theirs}");
                Assert.False(path.EndsWith(".id", StringComparison.Ordinal) || path.EndsWith("options[]", StringComparison.Ordinal) || path.EndsWith("set_of[]", StringComparison.Ordinal), $"{path} is a number, {number.Text}");
                Assert.Equal(CoreSchema.ToDouble(number.Text), double.Parse(told.Value.GetString()!, CultureInfo.InvariantCulture));
                break;
            case ScalarNode word:
                Assert.Equal((path, "word", word.Kind == ScalarKind.Null ? "none" : word.Text), (path, told.Name, told.Value.GetString()));
                break;
        }
    }

    private static string Text(JsonElement told) => told.TryGetProperty("str", out var text) ? text.GetString()! : $"no text but {told}";

    private static Node Built(string yaml) => NodeBuilder.Build(new Source("written.yaml", yaml), new Findings());
}

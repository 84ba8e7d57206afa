using NegotiationSim.Scenarios.Reading;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Tests;

/// <summary>What the program writes as YAML reads back as the same, and means the same to readers of YAML 1.1.</summary>
public sealed class PortableYamlTests
{
    private const string Template = """
        schema: negotiation-sim/1
        name: portable
        calendar: {start: 2020-01-01, rounds: 10}
        issues:
          land: {options: [ID, other], status_quo: ID}
          money: {range: {from: 0, to: 10}}
        actors:
          us: {role: principal, preferences: {land: {weight: 1, values: {ID: 1, other: 0}}, money: {weight: 1, ideal: 5}}, red_lines: [{id: ID, never: {land: ID, money: {above: 9}}}]}
          them: {role: principal, preferences: {land: {weight: 1, ideal: ID}}, no_deal: {like: {land: ID}, plus: -0.1}}
        """;

    [Theory]
    [InlineData("0_02")]
    [InlineData("1_000")]
    [InlineData("on")]
    [InlineData("y")]
    [InlineData("n")]
    [InlineData("yes")]
    [InlineData("no")]
    [InlineData("off")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("1e3")]
    [InlineData("010")]
    [InlineData("0o7")]
    [InlineData("0x1f")]
    [InlineData("0b1")]
    [InlineData("2016-01-01")]
    [InlineData("300")]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("nan")]
    public void Read_IdThatYamlTypes_IsQuotedWhereverItIsMeantAsText(string id)
    {
        var read = ScenarioReader.Read(Template.Replace("ID", $"\"{id}\"", StringComparison.Ordinal), "portable.yaml", ["actors.us.discount=1e-1"]);
        var plain = ScenarioReader.Read(Template.Replace("ID", id is "null" ? "\"null\"" : id, StringComparison.Ordinal), "portable.yaml", ["actors.us.discount=1e-1"]);

        Assert.NotNull(read.Scenario);
        Assert.NotNull(plain.Scenario);
        Assert.Equal(read.Text, plain.Text);
        Assert.Contains(id == "nan" ? "- nan\n" : $"- \"{id}\"\n", read.Text!, StringComparison.Ordinal);
        Assert.Contains("discount: 0.1\n", read.Text!, StringComparison.Ordinal);
        Assert.Contains("weight: 1\n", read.Text!, StringComparison.Ordinal);
        Assert.True(ScenarioSameness.IsSame(read.Scenario, ScenarioReader.Read(read.Text!, "again.yaml").Scenario!));
    }

    [Theory]
    [InlineData("12:30")]
    [InlineData("1:2:3")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("+1")]
    [InlineData("=")]
    [InlineData("<<")]
    [InlineData("~")]
    [InlineData("2001-12-14t21:59:43.10-05:00")]
    [InlineData(".inf")]
    [InlineData(".nan")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("- a")]
    [InlineData("")]
    [InlineData("a ")]
    public void Text_TypedOrIndicator_IsQuoted(string text) => Assert.Equal($"\"{text}\"", PortableYaml.Text(text));

    [Theory]
    [InlineData("hawk")]
    [InlineData("7_days")]
    [InlineData("Length of the truce")]
    [InlineData("uniform(0.5 * a)")]
    [InlineData("year")]
    [InlineData("7d")]
    public void Text_Plain_StaysPlain(string text) => Assert.Equal(text, PortableYaml.Text(text));

    [Theory]
    [InlineData(1e3, "1000")]
    [InlineData(1e30, "1.0e+30")]
    [InlineData(1.5e-7, "1.5e-07")]
    [InlineData(-0.25, "-0.25")]
    public void Number_AnySize_HasAPointAndASignWithItsExponent(double value, string text) => Assert.Equal(text, PortableYaml.Number(value));

    [Fact]
    public void Quote_EveryCharacterAReaderRefuses_ReadsBack()
    {
        for (var c = 0; c <= 0xffff; c++)
        {
            if (!char.IsSurrogate((char)c) && (c < 0x3000 || c > 0xf000))
            {
                var node = (ScalarNode)NodeBuilder.Build(new Source("test", PortableYaml.Quote($"a{(char)c}b")), new Findings());
                Assert.Equal($"a{(char)c}b", node.Text);
            }
        }
    }

    [Theory]
    [InlineData("title=\"a\\ab\"")]
    [InlineData("title=\"\\ufeff\"")]
    [InlineData("title=\"\\u2028\\u2029\\x85\\x7f\\x9f\"")]
    [InlineData("title=\"\\uffff\\ufffe\\0\"")]
    [InlineData("title=\"\\e[31m\\r\\n\\t x \"")]
    [InlineData("title='say: \"no\" # \\\\'")]
    [InlineData("title=\"\\U0001F600\"")]
    [InlineData("sources=[\"\\b\", ~x, \"- y\"]")]
    [InlineData("actors.us.preferences.money.weight=010")]
    [InlineData("actors.us.preferences.money.weight=0o17")]
    [InlineData("actors.us.preferences.money.weight=1.5e1")]
    [InlineData("actors.us.preferences.money.ideal=1e0")]
    [InlineData("actors.us.consults=TRUE")]
    public void Read_WithOverride_TextReadsBackAsTheSame(string setting)
    {
        var read = ScenarioReader.Read(Template.Replace("ID", "hawk", StringComparison.Ordinal), "portable.yaml", [setting]);

        Assert.True(read.Scenario is not null, string.Join('\n', read.Diagnostics));
        var again = ScenarioReader.Read(read.Text!, "again.yaml");
        Assert.True(again.Scenario is not null, string.Join('\n', again.Diagnostics) + read.Text);
        Assert.True(ScenarioSameness.IsSame(read.Scenario!, again.Scenario!));
        Assert.DoesNotContain(read.Text!, c => (c < ' ' && c != '\n') || c is (>= '\u007f' and < '\u00a0') or '\ufeff' or '\u2028' or '\uffff');
    }
}

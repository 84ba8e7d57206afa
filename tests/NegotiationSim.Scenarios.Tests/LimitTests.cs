using System.Text;

namespace NegotiationSim.Scenarios.Tests;

/// <summary>What is over a limit is refused with a message that names it, and nothing hangs or overflows the stack on the way.</summary>
public sealed class LimitTests
{
    private const int FourMiB = 4 << 20;

    public static TheoryData<string, string> Oversized() => new()
    {
        { Repeat("[", 200_000), "nested deeper than 64 levels" },
        { Repeat("{a: ", 200_000), "nested deeper than 64 levels" },
        { Repeat("- ", 200_000), "nested deeper than 64 levels" },
        { Repeat("? ", 200_000), "nested deeper than 64 levels" },
        { "a: b\n" + Repeat("...\n", 200_000), "one YAML document" },
        { "a: 1\n---\nb: 2\n", "one YAML document" },
        { Repeat("x", FourMiB + 1), "over 4 MiB" },
        { Repeat("é", FourMiB / 2 + 1), "over 4 MiB" },
        { "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"{(char)('a' + i)}: &{(char)('a' + i)} [{string.Join(", ", Enumerable.Repeat($"*{(char)('a' + i - 1)}", 10))}]\n")), "aliases expand past 100,000 nodes" },
        { "a: &a [*a]", "would never end" },
        { "a: *b", "no anchor `&b`" },
        { Repeat("- 1\n", 300_000), "more than 250,000 keys and values" },
        { Repeat("k", 101) + ": 1", "key of more than 100 characters" },
        { Repeat("a: ", 100_000), "this is not YAML" },
        { "a: \0", "U+0000" },
        { "a: \ud800", "U+D800" },
        { "", "empty" },
        { "# nothing but a comment", "empty" },
        { With("drivers:\n  a: " + Repeat("(", 2_000)), "deeper than 64 levels" },
        { With("drivers:\n  a: 1" + Repeat("+1", 300)), "more than 256 terms" },
        { With("drivers:\n  a: 1" + Repeat("+1", 3_000)), "more than 4,096 characters" },
        { With("drivers:\n  a: " + Repeat("-", 4_000) + "x"), "no driver is called `x`" },
        { With("issues: {a: {range: {from: 0, to: 1e99, step: 1e-99}}}"), "more than 10,000 values" },
        { With("issues: {a: {range: {from: 0, to: 10000}}}"), "more than 10,000 values" },
        { With("issues: {a: {options: [" + Numbered("o", 10_001) + "]}}"), "more than 10,000 values" },
        { With("issues: {a: {set_of: [" + Numbered("m", 257) + "]}}"), "more than 256 components" },
        { With("actors: {" + Numbered("a", 65, ": {role: principal}") + "}"), "more than 64 actors" },
        { With("drivers: {d0: \"uniform(0, 1)\", " + string.Join(", ", Enumerable.Range(1, 2_000).Select(i => $"d{i}: d{i - 1}*1")) + "}"), "nested deeper than 1,000 operations" },
        { With("implementation: {horizon: 1, gates: [" + Numbered("{id: g", 65, ", needs_calm: 1, within: 1, unlocks: [x]}") + "]}"), "more than 64 gates" },
        { With("events: [{id: e, hazard: 1, branches: [" + Numbered("{id: b", 1_001, "}") + "]}]"), "more than 1,000 branches" },
        { With("implementation: {horizon: 1, spoilers: [" + Numbered("{id: s", 65, ", rate: 1}") + "]}"), "more than 64 spoilers" },
        { With("implementation: {horizon: 1, spoilers: [{id: s, rate: 1000}]}"), "over 100 incidents in each period of 1 day" },
        { With("implementation: {horizon: 1, spoilers: [{id: s, rate: 701}]}"), "at most 700 here" },
        { With("implementation: {horizon: 1, spoilers: [{id: s, rate: 1e100}]}"), "over 100 incidents in each period of 1 day" },
        { With("implementation: {period: 52w, horizon: 1, spoilers: [{id: s, rate: 2}]}"), "over 100 incidents in each period of 364 days" },
        { With("implementation: {period: 1h, horizon: 1, spoilers: [{id: s, rate: 20000}]}"), "over 100 incidents in each period of 1 hour" },
        { With("events: [" + Numbered("{id: e", 1_001, ", hazard: 1}") + "]"), "more than 1,000 events" },
        { With("issues: {i: {options: [x, y]}}\nactors: {a: {role: principal, preferences: {i: {weight: 1, ideal: 1}}, red_lines: [" + Numbered("{id: l", 1_001, ", never: {i: x}}") + "]}}"), "more than 1,000 red lines and linkages" },
        { With("issues: {a: {range: {from: 0, to: 9998}}}\ninfeasible: [" + string.Join(", ", Enumerable.Repeat("{a: 1}", 2_001)) + "]"), "test more than 20,000,000 values" },
    };

    [Theory]
    [MemberData(nameof(Oversized))]
    public void Read_OverALimit_RefusesByName(string text, string message)
    {
        var result = ScenarioReader.Read(text, "large.yaml");

        Assert.Null(result.Scenario);
        Assert.Contains(result.Diagnostics, d => d.Severity == Severity.Error && d.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1d", "700")]
    [InlineData("7d", "100")]
    [InlineData("1h", "16800")]
    [InlineData("1d", "lognormal(1000, 3)")]
    public void Read_RateAtItsLimitOrDrawn_IsNotRefused(string period, string rate)
    {
        var result = ScenarioReader.Read(With($"implementation: {{period: {period}, horizon: 1, spoilers: [{{id: s, rate: \"{rate}\"}}]}}"), "large.yaml");

        Assert.DoesNotContain(result.Diagnostics, d => d.Message.Contains("incidents", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ThousandsOfErrors_StopsAtAThousandMessages()
    {
        var result = ScenarioReader.Read(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"k{i}: 1\n")), "large.yaml");

        Assert.Equal(1_001, result.Diagnostics.Length);
        Assert.Contains("more than 1,000 messages", result.Diagnostics.Select(d => d.Message).First(m => m.StartsWith("more", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadFile_MissingDirectoryLargeOrNotUtf8_IsALocatedError()
    {
        var folder = Directory.CreateTempSubdirectory("negsim-scenarios-");
        try
        {
            var large = Path.Combine(folder.FullName, "large.yaml");
            File.WriteAllBytes(large, new byte[FourMiB + 1]);
            var latin = Path.Combine(folder.FullName, "latin.yaml");
            File.WriteAllBytes(latin, [.. Encoding.UTF8.GetBytes("a: 1\nbé: "), 0xff]);

            Assert.Contains("no such file", Only(Path.Combine(folder.FullName, "none.yaml")).Message, StringComparison.Ordinal);
            Assert.Contains("directory", Only(folder.FullName).Message, StringComparison.Ordinal);
            Assert.Contains("over 4 MiB", Only(large).Message, StringComparison.Ordinal);
            var decoding = Only(latin);
            Assert.Contains("not UTF-8", decoding.Message, StringComparison.Ordinal);
            Assert.Equal((2, 5), (decoding.Line, decoding.Column));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static Diagnostic Only(string path) => Assert.Single(ScenarioReader.ReadFile(path).Diagnostics);
    }

    private static string With(string section) => $"schema: negotiation-sim/1\nname: large\ncalendar: {{rounds: 10}}\n{section}\n";

    private static string Repeat(string part, int count) => new StringBuilder(part.Length * count).Insert(0, part, count).ToString();

    private static string Numbered(string before, int count, string after = "") => string.Join(", ", Enumerable.Range(0, count).Select(i => $"{before}{i}{after}"));
}

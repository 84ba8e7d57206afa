using System.Text;

namespace NegotiationSim.Scenarios.Tests;

/// <summary>
/// Every limit of the language: one more than it allows is refused by a single error that names the limit and stands where the excess begins (marked <c>HERE</c>); as much as it allows is read.
/// </summary>
public sealed class BeyondLimitTests
{
    /// <summary>Name, how many are allowed, the scenario of so many, what the error says of one more.</summary>
    private static readonly Dictionary<string, (int Most, Func<int, string> Text, string Error)> s_limits = new()
    {
        ["actors"] = (64, n => Lines("actors:", n - 2, i => $"  more{i}: {{role: outsider, preferences: {{n: {{weight: 1, ideal: 0}}}}}}", before: Two) + Issue, "more than 64 actors, the limit of a scenario"),
        ["issues"] = (256, n => Lines("issues:", n - 1, i => $"  more{i}: {{options: [a, b]}}", before: "  n: {range: {from: 0, to: 9}}\n") + "actors:\n" + Two, "more than 256 components"),
        ["members"] = (256, n => "issues:\n  n: {range: {from: 0, to: 9}}\n" + $"  s: {{set_of: [{Listed(n - 1, m => $"m{m}")}]}}{(n > 256 ? " # HERE" : "")}\nactors:\n" + Two, "more than 256 components"),
        ["numbers"] = (10_000, n => $"issues:\n  n: {{range: {{from: 0, to: {n - 1}}}}}{Here(n > 10_000)}\nactors:\n" + Two, "more than 10,000 values, the limit of a component"),
        ["options"] = (10_000, n => "issues:\n  n: {range: {from: 0, to: 9}}\n  o:\n    options:\n" + string.Concat(Enumerable.Range(0, n).Select(o => $"    - o{o}{(o == 0 && n > 10_000 ? " # HERE" : "")}\n")) + "actors:\n" + Two, "more than 10,000 values, the limit of a component"),
        ["options and open"] = (10_000, n => $"issues:\n  n: {{range: {{from: 0, to: 9}}}}\n  o: {{may_stay_open: true, options: [{Listed(n - 1, o => $"o{o}")}]}}{(n > 10_000 ? " # HERE" : "")}\nactors:\n" + Two, "more than 10,000 values, the limit of a component"),
        ["events"] = (1_000, n => Issue + "actors:\n" + Two + Lines("events:", n, i => $"  - {{id: e{i}, hazard: 0.1, effects: [{{actor: x, no_deal: 0}}]}}"), "more than 1,000 events, the limit of a scenario"),
        ["branches"] = (1_000, n => Issue + "actors:\n" + Two + Lines("events:\n  - id: e\n    hazard: 0.1\n    branches:", n, i => $"    - {{id: b{i}}}"), "more than 1,000 branches, the limit of an event"),
        ["red lines"] = (1_000, n => Issue + Lines("actors:\n" + Two + "  z:\n    role: outsider\n    preferences: {n: {weight: 1, ideal: 0}}\n    red_lines:", n, i => $"    - {{id: l{i}, never: {{n: 1}}}}"), "more than 1,000 red lines and linkages, the limit of a scenario"),
        ["linkages"] = (1_000, n => Issue + Lines("actors:\n" + Two + "  z:\n    role: outsider\n    preferences: {n: {weight: 1, ideal: 0}}\n    linkages:", n, _ => "    - {when: {n: 1}, adds: 0.001}"), "more than 1,000 red lines and linkages, the limit of a scenario"),
        ["both of two actors"] = (1_000, n => Issue + Lines("actors:\n" + Two + $"  w: {{role: outsider, preferences: {{n: {{weight: 1, ideal: 0}}}}, red_lines: [{Listed(600, i => $"{{id: l{i}, never: {{n: 1}}}}")}]}}\n  z:\n    role: outsider\n    preferences: {{n: {{weight: 1, ideal: 0}}}}\n    linkages:", n - 600, _ => "    - {when: {n: 1}, adds: 0.001}"), "more than 1,000 red lines and linkages, the limit of a scenario"),
        ["spoilers"] = (64, n => Issue + "actors:\n" + Two + Lines("implementation:\n  horizon: 9\n  spoilers:", n, i => $"  - {{id: s{i}, rate: 0.1}}"), "more than 64 spoilers, the limit of a scenario"),
        ["gates"] = (64, n => Issue + "actors:\n" + Two + Lines("implementation:\n  horizon: 9\n  gates:", n, i => $"  - {{id: g{i}, needs_calm: 1, within: 2, unlocks: [n]}}"), "more than 64 gates, the limit of a scenario"),
        ["rounds"] = (100_000, n => Issue + "actors:\n" + Two, "it must be a whole number from 1 to 100,000"),
        ["horizon"] = (10_000, n => Issue + "actors:\n" + Two + $"implementation:\n  horizon: {n}{Here(n > 10_000)}\n", "it must be a whole number from 1 to 10,000"),
        ["renegotiate"] = (100_000, n => Issue + "actors:\n" + Two + $"protocol:\n  renegotiate: {n}{Here(n > 100_000)}\n", "it must be a whole number from 0 to 100,000"),
        ["window"] = (100_000, n => Issue + "actors:\n" + Two.Replace("ideal: 0}}}", $"ideal: 0}}}}, tactic: {{kind: tit_for_tat, of: averaged, window: {n}}}}}{Here(n > 100_000)}", StringComparison.Ordinal), "it must be a whole number from 1 to 100,000"),
        ["incidents"] = (700, n => Issue + "actors:\n" + Two + $"implementation:\n  horizon: 9\n  spoilers:\n  - {{id: s, rate: {n}}}{Here(n > 700)}\n", "over 100 incidents in each period of 1 day"),
        ["driver depth"] = (499, n => "drivers:\n  d0: uniform(0, 1)\n" + string.Concat(Enumerable.Range(1, n).Select(i => $"  d{i}: d{i - 1}*0.999{(i == 500 ? " # HERE" : "")}\n")) + Issue + "actors:\n" + Two.Replace("ideal: 0}}}", $"ideal: 0}}}}, no_deal: d{n}}}", StringComparison.Ordinal), "nested deeper than 1,000 operations"),
        ["terms"] = (256, n => $"drivers:\n  d: {string.Join('+', Enumerable.Repeat("1", n))}{Here(n > 256)}\n" + Issue + "actors:\n" + Two, "more than 256 terms, the limit"),
        ["characters of an expression"] = (4_096, n => $"drivers:\n  d: \"1{new string(' ', n - 3)}+1\"{Here(n > 4_096)}\n" + Issue + "actors:\n" + Two, "more than 4,096 characters, the limit"),
        ["parentheses"] = (63, n => $"drivers:\n  d: {new string('(', n)}1{new string(')', n)}{Here(n > 63)}\n" + Issue + "actors:\n" + Two, "parentheses nested deeper than 64 levels"),
        ["characters of an id"] = (100, n => Issue + "actors:\n" + Two + $"events:\n  - {{id: {new string('e', n)}, hazard: 0.1}}{Here(n > 100)}\n", "more than 100 characters, the limit of an id"),
        ["characters of a summary"] = (100_000, n => $"summary: {new string('s', n)}{Here(n > 100_000)}\n" + Issue + "actors:\n" + Two, "more than 100,000 characters, the limit of a text"),
        ["characters of a title"] = (100_000, n => Issue + "actors:\n" + Two + $"events:\n  - {{id: e, hazard: 0.1, title: {new string('e', n)}}}{Here(n > 100_000)}\n", "more than 100,000 characters, the limit of a text"),
        ["characters of a key"] = (100, n => Issue + "actors:\n" + Two + $"  {new string('a', n)}: {{role: outsider, preferences: {{n: {{weight: 1, ideal: 0}}}}}}{Here(n > 100)}\n", "a key of more than 100 characters"),
        ["nesting"] = (64, n => Issue + "actors:\n" + Two + $"infeasible:\n  - {string.Concat(Enumerable.Repeat("{not: ", n - 4))}{{n: 9}}{new string('}', n - 4)}{Here(n > 64)}\n", "nested deeper than 64 levels"),
        ["nodes of aliases"] = (100_000, n => Issue + "actors:\n" + Two + Lines("sources:\n  - &t a", n, _ => "  - *t"), "aliases expand past 100,000 nodes"),
        ["keys and values"] = (250_000, n => Issue + "actors:\n" + Two + Lines("sources:", n - 47, _ => "  - a"), "more than 250,000 keys and values"),
        ["bytes"] = (4 << 20, n => (Issue + "actors:\n" + Two + "#").PadRight(n, '#'), "over 4 MiB"),
        ["tested values"] = (2_000, n => "issues:\n  n: {range: {from: 0, to: 9999}}\nactors:\n" + Two + Lines("infeasible:", n, _ => "  - {n: 1}"), "test more than 20,000,000 values"),
    };

    private const string Issue = "issues: {n: {range: {from: 0, to: 9}}}\n";

    private const string Two = "  x: {role: principal, preferences: {n: {weight: 1, ideal: 0}}}\n  y: {role: principal, preferences: {n: {weight: 1, ideal: 9}}}\n";

    public static TheoryData<string> Limits => [.. s_limits.Keys];

    [Theory]
    [MemberData(nameof(Limits))]
    public void Read_AtALimit_IsAScenario(string limit)
    {
        var (most, text, _) = s_limits[limit];

        var read = Read(limit, text, most);

        Assert.True(read.Scenario is not null, string.Join('\n', read.Diagnostics.Take(5)));
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void Read_OneBeyondALimit_IsRefusedByNameWhereItBegins(string limit)
    {
        var (most, text, error) = s_limits[limit];

        var read = Read(limit, text, most + 1);

        Assert.Null(read.Scenario);
        var found = Assert.Single(read.Diagnostics, d => d.Severity == Severity.Error);
        Assert.Contains(error, found.Message, StringComparison.Ordinal);
        var lines = Whole(limit, text, most + 1).Split('\n');
        Assert.Equal(Math.Max(1, Array.FindIndex(lines, line => line.Contains("HERE", StringComparison.Ordinal)) + 1), found.Line);
    }

    /// <summary>What stands at the limits of the file itself is read; the engine's tests play the others.</summary>
    [Fact]
    public void Read_AtALimit_TheLastIsRead()
    {
        Assert.Equal(new Constant(256), At("terms").Drivers[0].Value.Expression);
        Assert.Equal(new Constant(1), At("parentheses").Drivers[0].Value.Expression);
        Assert.Equal(new Constant(2), At("characters of an expression").Drivers[0].Value.Expression);
        Assert.Equal(500, At("driver depth").Drivers.Length);
        Assert.Equal(100, At("characters of an id").Events[0].Id.Length);
        Assert.Equal(100, At("characters of a key").Actors[2].Id.Length);
        Assert.Equal((100_001, "a"), (At("nodes of aliases").Sources.Length, At("nodes of aliases").Sources[^1]));

        var (test, negations) = (At("nesting").Infeasible[0], 0);
        for (; test is Negation negation; negations++)
        {
            test = negation.Part;
        }

        Assert.Equal((60, true), (negations, Assert.IsType<ValueTest>(test).Allowed[9]));

        static Scenario At(string limit) => Read(limit, s_limits[limit].Text, s_limits[limit].Most).Scenario!;
    }

    private static LoadResult Read(string limit, Func<int, string> text, int count) => ScenarioReader.Read(Whole(limit, text, count), "limit.yaml");

    private static string Whole(string limit, Func<int, string> text, int count)
    {
        var rounds = limit == "rounds" ? $"{count}{Here(count > 100_000)}" : "10";
        var head = $"schema: negotiation-sim/1\nname: limit\ncalendar:\n  rounds: {rounds}\n";
        return limit is "bytes" ? text(count - head.Length).Insert(0, head) : head + text(count);
    }

    private static string Here(bool isBeyond) => isBeyond ? " # HERE" : "";

    /// <summary>A block of so many lines; the last one is marked, where it is looked for.</summary>
    private static string Lines(string head, int count, Func<int, string> line, string before = "")
    {
        var text = new StringBuilder(head).Append('\n').Append(before);
        for (var i = 0; i < count; i++)
        {
            text.Append(line(i)).Append(i == count - 1 ? " # HERE\n" : "\n");
        }

        return text.ToString();
    }

    private static string Listed(int count, Func<int, string> entry) => string.Join(", ", Enumerable.Range(0, count).Select(entry));
}

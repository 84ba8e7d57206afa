using System.Text.Json;
using System.Text.RegularExpressions;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>Whatever text a file, a name or an argument holds: what is printed moves no cursor, sets no title, turns no line's direction and hides nothing.</summary>
public sealed partial class HostileTextTests : IDisposable
{
    /// <summary>Colours, a window title, a bell, backspaces, C1, direction, what cannot be seen, markup, line breaks.</summary>
    private static readonly string[] s_texts =
    [
        "\u001b[31mred\u001b[0m \a \b bell",
        "\u001b]0;owned\u0007title\u001b\\ \u009b2J\u0090 \u007f\u0000\u0085x",
        "left \u202egnp.exe \u2066isolate\u2069 \u200e\u200f\u061c \u202a\u202b\u202c\u202d\u2067\u2068",
        "hid\u200bden \u2060\ufeff\u00ad\u180e\u3164 \U000E0041\U000E007F \u2028line\u2029paragraph \ufffe",
        "[red]not markup[/] [link=https://example.org]link[/] [[x]] [/]",
        "one\ntwo\r\nthree\tfour\v\f five",
        "z" + string.Concat(Enumerable.Repeat("\u0301\u0316\u0334", 100)) + "algo \u001b[2J",
    ];

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();

    public void Dispose() => parent.Delete(recursive: true);

    private static readonly string[] s_commands =
    [
        "run FILE --seed 1", "run FILE --seed 2 --verbose", "run FILE --seed 3 --quiet", "run FILE --seed 4 --set actors.north.no_deal=0.9",
        "analyze FILE", "analyze FILE --verbose --runs 50", "analyze FILE --quiet", "analyze FILE --set actors.client.no_deal=1.2", "analyze FILE --set actors.north.no_deal=0.9",
        "montecarlo FILE --runs 200", "montecarlo FILE --runs 200 --quiet", "montecarlo FILE --runs 200 --verbose",
        "compare FILE --runs 100 --what-if events.siege.probability=0 --what-if events.siege.branches.falls.probability=0,implementation.gates.calm.needs_calm=3 --what-if ties.0.words=1",
        "compare FILE --runs 100 --quiet --what-if actors.client.red_lines.ceiling.held_with=0",
        "validate FILE", "export FILE --to genius --out OUT",
    ];

    /// <summary>Every command with the texts from the first on, and from the fifth on, so that each stands in titles of several kinds; some of the latter in the long run only.</summary>
    public static TheoryData<string, int> Commands { get; } =
    [
        .. from command in s_commands
           from first in (int[])[0, 4]
           let isFurther = first > 0 && (command.Contains(" --set ", StringComparison.Ordinal) || command.Contains("--verbose", StringComparison.Ordinal) || command.Contains("--quiet", StringComparison.Ordinal))
           select new TheoryDataRow<string, int>(command, first) { Skip = isFurther && !LongTests.AreRun ? LongTests.Reason : null },
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Titles_EveryCommand_PrintsNothingThatATerminalObeys(string command, int first)
    {
        var file = Write("titles.yaml", TitledScenario.Yaml([.. s_texts[first..], .. s_texts[..first]]));
        var colour = first == 0;
        var called = await TitledScenario.CallAsync(80, colour, Split(command, file, "out"));
        Assert.True(called.ExitCode == ExitCode.Done, called.Error);
        AssertClean(called.Output, colour);
        AssertClean(called.Error, colour);
        called = await TitledScenario.CallAsync(80, colour, [.. Split(command, file, "json"), "--no-color", "--json"]);
        AssertClean(called.Output, colour: false);
        using var document = JsonDocument.Parse(called.Output);
    }

    [Fact]
    public async Task Titles_NoColour_WritesNoEscapeSequenceOnATerminal()
    {
        var file = Write("a.yaml", TitledScenario.Yaml(s_texts));
        foreach (var command in (string[])["run FILE", "analyze FILE", "montecarlo FILE --runs 50", "compare FILE --runs 50 --what-if ties.0.words=1", "--help", "run --help"])
        {
            AssertClean((await TitledScenario.CallAsync(80, true, [.. Split(command, file, "x"), "--no-color"])).Output, colour: false);
        }
    }

    [Fact]
    public async Task Titles_ControlCharacters_AreShownByStandIns()
    {
        var called = await TitledScenario.CallAsync(120, false, "analyze", Write("a.yaml", TitledScenario.Yaml("a\u001b[1mb\u0007c", "d\u202ee", "f\tg\nh", "[red]i[/]")));
        Assert.Contains("a␛[1mb␇c", called.Output, StringComparison.Ordinal);
        Assert.Contains("D<U+202E>e", called.Output, StringComparison.Ordinal);
        Assert.Contains("F g h", called.Output, StringComparison.Ordinal);
        Assert.Contains("[red]i[/]", called.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_QuotingKeysIdsAndValues_AreCleanAndOneLineEach()
    {
        foreach (var text in s_texts)
        {
            var quoted = TitledScenario.Quoted(text);
            var valid = TitledScenario.Yaml("title");
            foreach (var wrong in (string[])
            [
                valid + $"\n{quoted}: 1",
                valid.Replace("aid: {weight: 1", $"{quoted}: {{weight: 1", StringComparison.Ordinal),
                valid.Replace("role: principal", $"role: {quoted}", StringComparison.Ordinal),
                valid.Replace("values: {none: 0,", $"values: {{{quoted}: 0,", StringComparison.Ordinal),
                valid.Replace("no_deal: 0.4", $"no_deal: {quoted}", StringComparison.Ordinal),
                valid.Replace("id: siege", $"id: {quoted}", StringComparison.Ordinal),
                valid.Replace("start: 2016-08-01", $"start: {quoted}", StringComparison.Ordinal),
                valid.Replace("of: south", $"of: {quoted}", StringComparison.Ordinal),
                valid.Replace("hurts: [north]", $"hurts: [{quoted}]", StringComparison.Ordinal),
                valid.Replace("schema: negotiation-sim/1", $"schema: {quoted}", StringComparison.Ordinal),
            ])
            {
                foreach (var command in (string[])["validate FILE", "analyze FILE --json"])
                {
                    AssertComplains(await TitledScenario.CallAsync(80, true, Split(command, Write("wrong.yaml", wrong), "x")));
                }
            }
        }
    }

    [Fact]
    public async Task Errors_QuotingTheCommandLine_AreCleanAndOneLineEach()
    {
        var file = Write("a.yaml", TitledScenario.Yaml("title"));
        foreach (var text in s_texts.Select(text => text.Replace("\0", "", StringComparison.Ordinal)))
        {
            foreach (var arguments in (string[][])
            [
                [text], ["--" + text], ["run"], ["run", file, text], ["run", file, "--" + text + "=1"], ["run", file, "--seed", text], ["run", file, "--set", text],
                ["run", file, "--set", text + "=1"], ["run", file, "--set", "actors." + text + ".no_deal=1"], ["run", file, "--set", "actors.north.no_deal=" + text],
                ["run", Path.Combine(parent.FullName, text)], ["validate", text], ["analyze", text], ["export", text, "--to", "genius", "--out", "x"], ["export", file, "--to", text, "--out", "x"],
                ["montecarlo", file, "--runs", text], ["montecarlo", file, "--runs", "5", "--out", Path.Combine(file, text)],
                ["compare", file, "--runs", "5", "--what-if", text + "=1"], ["compare", file, "--runs", "5", "--what-if", "calendar.rounds=" + text],
                ["sensitivity", text], ["sensitivity", file, "--runs", "5", "--tornado", text], ["import", text, "--from", "genius"], ["import", file, "--from", text], ["import", text, "--from", "geniusweb"], ["resume", text],
                ["new", Path.Combine(parent.FullName, "none", text)], ["new", file + "/" + text], ["schema", text], ["run", file, "--telemetry", text],
            ])
            {
                AssertComplains(await TitledScenario.CallAsync(80, true, arguments));
            }
        }
    }

    [Fact]
    public async Task FileNames_OfWhatIsReadAndWritten_AreShownByStandIns()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file names cannot hold control characters here");
        var name = "a\u001b]0;t\u0007\n\u202e\u009b\u200bb";
        var file = Write(name + ".yaml", TitledScenario.Yaml("title") + "\ndrivers: {unused: 1}");
        foreach (var arguments in (string[][])
        [
            ["validate", file], ["run", file], ["analyze", file], ["export", file, "--to", "genius", "--out", In(name)], ["new", In("new" + name)],
            ["montecarlo", file, "--runs", "20", "--out", In("batch" + name)], ["resume", In("batch" + name)], ["import", In(name), "--from", "genius", "--out", In("out" + name)],
        ])
        {
            var called = await TitledScenario.CallAsync(80, false, arguments);
            Assert.True(called.ExitCode == ExitCode.Done, called.Error);
            AssertClean(called.Output, colour: false);
            AssertClean(called.Error, colour: false);
            Assert.DoesNotContain("\nb", called.Output + called.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Import_HostileNames_AreShownAndWrittenByEscapes()
    {
        const string issue = @"is\u001b[31msue\u202e\uD83D\uDE00", first = @"v\u0007\u200b", second = @"w\u009b\u2066";
        foreach (var party in (string[])["party1", "party2"])
        {
            Write(party + ".json", "{\"LinearAdditiveUtilitySpace\":{\"issueUtilities\":{\"" + issue + "\":{\"DiscreteValueSetUtilities\":{\"valueUtilities\":{\"" + first + "\":0.1,\"" + second + "\":1.0}}}},"
                + "\"issueWeights\":{\"" + issue + "\":1.0},\"domain\":{\"name\":\"d\",\"issuesValues\":{\"" + issue + "\":{\"values\":[\"" + first + "\",\"" + second + "\"]}}},\"name\":\"" + party + "\\u001b]0;x\\u0007\"}}");
        }

        var called = await TitledScenario.CallAsync(80, false, "import", parent.FullName, "--from", "geniusweb");
        Assert.True(called.ExitCode == ExitCode.Done, called.Error);
        AssertClean(called.Output, colour: false);
        AssertClean(called.Error, colour: false);
        Assert.Contains("\\u202e", called.Output, StringComparison.OrdinalIgnoreCase);
        var again = await TitledScenario.CallAsync(80, false, "run", Write("imported.yaml", called.Output));
        Assert.True(again.ExitCode == ExitCode.Done, again.Error);
        AssertClean(again.Output, colour: false);
    }

    private string In(string name) => Path.Combine(parent.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    private string[] Split(string command, string file, string folder) =>
        [.. command.Split(' ').Select(word => word switch { "FILE" => file, "OUT" => In(folder), _ => word })];

    private static void AssertComplains(Called called)
    {
        Assert.True(called.ExitCode == ExitCode.WrongInput, called.Error + called.Output);
        AssertClean(called.Output, colour: true);
        AssertClean(called.Error, colour: false);
        // Nothing that is quoted can begin a line.
        Assert.All(called.Error.TrimEnd('\n').Split('\n'), line => Assert.True(line.StartsWith("negsim: ", StringComparison.Ordinal) || Location().IsMatch(line), line));
    }

    /// <summary>Nothing but characters that can be seen, line feeds, and the program's own colours where there are some.</summary>
    private static void AssertClean(string text, bool colour)
    {
        foreach (var rune in (colour ? Colours().Replace(text, "") : text).EnumerateRunes())
        {
            var hidden = rune.Value is (< 0x20 and not '\n') or (>= 0x7f and <= 0x9f) or 0xad or 0x61c or 0x180e or 0x200b or 0x200e or 0x200f or (>= 0x2028 and <= 0x202e)
                or (>= 0x2060 and <= 0x206f) or 0x3164 or 0xfeff or 0xfffd or 0xfffe or 0xffff or (>= 0xe0000 and <= 0xe007f);
            Assert.False(hidden, $"U+{rune.Value:X4} in: {text}");
        }
    }

    [GeneratedRegex("\u001b\\[(?:0|1|3|31|32|35|36)m")]
    private static partial Regex Colours();

    [GeneratedRegex(@"^.*:\d+:\d+: (error|warning): ")]
    private static partial Regex Location();
}

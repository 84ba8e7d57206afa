using System.Text.RegularExpressions;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>Verbs agree with the names of actors, and nouns with their numbers.</summary>
public sealed partial class AgreementOfWordsTests : IDisposable
{
    private const string OneOfEverything =
        """
        schema: negotiation-sim/1
        name: one
        calendar: {start: 2016-08-01, rounds: 1}
        issues: {price: {title: The price, options: {fair: {at: 0}}}}
        actors:
          buyer: {title: The buyer, role: principal, preferences: {price: {weight: 1, values: {fair: 0.5}}}}
          seller:
            title: The seller
            role: principal
            preferences: {price: {weight: 1, values: {fair: 1}}}
            no_deal: 0.5
            red_lines: [{id: fair-price, never: {price: fair}, held_with: 0.2}]
        events: [{id: rain, title: Rain, at: 2016-08-01}]
        implementation:
          horizon: 1
          spoilers: [{id: hard, title: Hardliners, rate: 9, hurts: [buyer]}]
          gates: [{id: calm, title: The gate, needs_calm: 1, within: 1, calm_below: 0.3, counts: [hard], unlocks: [price]}]
        """;

    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();

    public void Dispose() => parent.Delete(recursive: true);

    [Theory]
    [InlineData("Britain, France and Germany")]
    [InlineData("PYD and YPG")]
    [InlineData("Russia & Iran")]
    [InlineData("Kurdish forces")]
    [InlineData("The Islamists")]
    [InlineData("Iran-backed militias")]
    [InlineData("Friends of Syria")]
    [InlineData("Group of Syria, Iran, Iraq and Qatar", false)]
    [InlineData("Iran, Russia, Turkey")]
    [InlineData("Kurds")]
    [InlineData("The Kurds")]
    [InlineData("Syrian Kurds")]
    [InlineData("Rebels")]
    [InlineData("The Rebels")]
    [InlineData("Bosnian Serbs")]
    [InlineData("Alawites")]
    [InlineData("Houthis")]
    [InlineData("The Houthis")]
    [InlineData("Sunnis of Aleppo")]
    [InlineData("Democrats")]
    [InlineData("Gulf States")]
    [InlineData("Syrian Democratic Forces")]
    [InlineData("The Great Powers")]
    [InlineData("The United States", false)]
    [InlineData("The United Nations", false)]
    [InlineData("The Netherlands", false)]
    [InlineData("United Arab Emirates", false)]
    [InlineData("Solomon Islands", false)]
    [InlineData("Hamas", false)]
    [InlineData("Laos", false)]
    [InlineData("Honduras", false)]
    [InlineData("Texas", false)]
    [InlineData("Paris", false)]
    [InlineData("Tunis", false)]
    [InlineData("Damascus", false)]
    [InlineData("Brussels", false)]
    [InlineData("Wales", false)]
    [InlineData("James Jones", false)]
    [InlineData("Siemens", false)]
    [InlineData("The White House", false)]
    [InlineData("The Congress", false)]
    [InlineData("United States", false)]
    [InlineData("Syrian government", false)]
    [InlineData("Bosnia and Herzegovina", false)]
    [InlineData("Opposition (HNC and armed factions)", false)]
    [InlineData("Armed opposition in Aleppo and the north", false)]
    [InlineData("Foreign and Commonwealth Office", false)]
    [InlineData("Ministry of Justice and Peace", false)]
    [InlineData("Congress", false)]
    [InlineData("Cyprus", false)]
    public async Task Actor_OneOrMany_HasVerbsThatAgree(string title, bool plural = true)
    {
        var file = Write(TitledScenario.Yaml("Term", "Option", "Other", "Third", "Ruler", "Stays", "Leaves", "Aid", title, title, title, title, "Title", "Summary", "Source", "Siege"));
        var text = "";
        foreach (var command in (string[])["run FILE --verbose", "run FILE --seed 4", "analyze FILE --set actors.north.no_deal=0.95", "montecarlo FILE --runs 100", "compare FILE --runs 20 --what-if actors.north.tactic={kind:~linear}"])
        {
            var called = await TitledScenario.CallAsync(120, false, [.. command.Split(' ').Select(word => word == "FILE" ? file : word.Replace('~', ' '))]);
            Assert.True(called.ExitCode == ExitCode.Done, called.Error);
            text += string.Join(' ', called.Output.Split([' ', '\n', '│'], StringSplitOptions.RemoveEmptyEntries));
        }

        var verbs = new Regex("(?:" + Regex.Escape(title) + "|" + Regex.Escape(char.ToLowerInvariant(title[0]) + title[1..]) + ") (reject|accept|open|offer|consent|refuse|leave|bargain|exclude|settle)(s?)\\b(?! each other)").Matches(text);
        Assert.NotEmpty(verbs);
        Assert.Contains(verbs, match => match.Groups[1].Value is "reject");
        Assert.Contains(verbs, match => match.Groups[1].Value is "bargain");
        Assert.All(verbs, match => Assert.True(plural == (match.Groups[2].Length == 0), match.Value));
        Assert.Equal(plural, text.Contains(" to them", StringComparison.Ordinal));
        Assert.Equal(!plural, text.Contains("worth 1.00 to it", StringComparison.Ordinal));
        Assert.Equal(!plural, Regex.IsMatch(text, @"\bit asks for\b|\bit asked for\b"));
    }

    [Theory]
    [InlineData("validate FILE")]
    [InlineData("run FILE --verbose")]
    [InlineData("run FILE --seed 2")]
    [InlineData("run FILE --set actors.seller.red_lines.fair-price.held_with=1")]
    [InlineData("analyze FILE --runs 1")]
    [InlineData("analyze FILE --verbose --set actors.seller.red_lines.fair-price.held_with=1 --runs 1")]
    [InlineData("montecarlo FILE --runs 1 --verbose")]
    [InlineData("compare FILE --runs 1 --what-if calendar.rounds=1 --what-if implementation.spoilers.hard.rate=1 --what-if implementation.gates.calm.needs_calm=1")]
    [InlineData("export FILE --to genius --out OUT")]
    public async Task Counts_OfOneAndNone_HaveNounsThatAgree(string command)
    {
        var file = Write(OneOfEverything);
        var called = await TitledScenario.CallAsync(80, false, [.. command.Split(' ').Select(word => word switch { "FILE" => file, "OUT" => Path.Combine(parent.FullName, "out"), _ => word })]);
        Assert.True(called.ExitCode == ExitCode.Done, called.Error);
        var text = string.Join(' ', (called.Output + called.Error).Split([' ', '\n', '│'], StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotMatch(OneOfMany(), text);
        Assert.DoesNotMatch(NoneOfOne(), text);
    }

    [Fact]
    public async Task Validate_OneOutcome_IsOneOutcome() =>
        Assert.Contains("2 actors, 1 issue, 1 outcome, 1 round and 1 event", (await TitledScenario.CallAsync(80, false, "validate", Write(OneOfEverything))).Output, StringComparison.Ordinal);

    private string Write(string text)
    {
        var file = Path.Combine(parent.FullName, "a.yaml");
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>A plural noun, perhaps behind an adjective, after a one that is a number of its own.</summary>
    [GeneratedRegex(@"(?<![\d.,\-–+−/] ?)(?<!(?:[Rr]ound|seed|[Dd]ay|way|no\.|What-if|If|the|[Pp]ast) )\b1 (?:(?:other|lesser|more|commonest) )?(?:outcome|text|round|day|replica|negotiation|period|red line|line|run|draw|event|actor|issue|profile|agreement|incident|breache|concession|pair|way|week|time|hour|step|reason|what-if)s\b")]
    private static partial Regex OneOfMany();

    [GeneratedRegex(@"(?<![\d.,])\b0 (?:outcome|text|round|day|replica|negotiation|period|red line|run|draw|event|actor|issue|profile|agreement|incident|breach|concession|pair|way)\b(?!s|es)")]
    private static partial Regex NoneOfOne();
}

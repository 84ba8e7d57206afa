using System.Text.RegularExpressions;

namespace NegotiationSim.Scenarios.Tests;

/// <summary>
/// Files with planted errors. Each ends in comments that say what must be found, in order and nothing else:
/// <c># expect LINE:COLUMN error|warning: the beginning of the message</c>.
/// </summary>
public sealed partial class BrokenFileTests
{
    public static TheoryData<string> BrokenFiles() => [.. Files.In("Broken").Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public void ReadFile_PlantedErrors_AllFoundWhereTheyAre(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Broken", name);
        var expected = Expectation().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value.TrimEnd()).ToList();

        var result = ScenarioReader.ReadFile(path);

        var found = result.Diagnostics.Select(d => $"{d.Line}:{d.Column} {(d.Severity == Severity.Error ? "error" : "warning")}: {d.Message}").ToList();
        Assert.NotEmpty(expected);
        Assert.Null(result.Scenario);
        Assert.Equal(expected.Count, found.Count);
        Assert.All(found.Zip(expected), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
    }

    [Fact]
    public void BrokenFiles_Counted_AreTwentyOrMore() => Assert.True(Files.In("Broken").Count() >= 20);

    [GeneratedRegex("^# expect (.*)$", RegexOptions.Multiline)]
    private static partial Regex Expectation();
}

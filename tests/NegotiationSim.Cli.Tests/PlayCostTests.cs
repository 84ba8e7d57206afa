using System.Globalization;
using System.Text;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>What takes more than 2 GB to play is refused before anything is played: at the issue that has most values, with the cost and the way out.</summary>
public sealed class PlayCostTests(SharedSilo program)
{
    [Theory]
    [InlineData("run", 40, 60, 10_000, "4:3")]
    [InlineData("montecarlo", 40, 60, 10_000, "4:3")]
    [InlineData("compare", 24, 100, 10_000, "4:3")]
    [InlineData("run", 64, 20, 4, "4:3")]
    [InlineData("montecarlo", 64, 256, 2, "4:3")]
    public async Task Command_OverTwoGigabytes_IsRefusedWithTheCost(string command, int principals, int issues, int values, string place)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "large.yaml");
            await File.WriteAllTextAsync(file, Scenario(principals, issues, values), TestContext.Current.CancellationToken);
            string[] options = command switch { "run" => [], "compare" => ["--runs", "400", "--what-if", "actors.a0.no_deal=0.4"], _ => ["--runs", "400"] };

            var called = await program.CallAsync([command, file, .. options]);

            Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
            Assert.StartsWith($"{file}:{place}: error: {principals} parties, ", called.Error, StringComparison.Ordinal);
            Assert.Contains(" GB to play, more than the 2 GB that this program allows itself; take fewer issues, a larger step or fewer options (most has 'i0': ", called.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What a search keeps is reckoned at the most; whole numbers need far less, so a little over 2 GB is played, with a word beforehand.</summary>
    [Fact]
    public async Task Run_RoundPreferencesReckonedALittleOver_ArePlayedWithAWordBeforehand()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "many.yaml");
            await File.WriteAllTextAsync(file, Scenario(18, 40, 2), TestContext.Current.CancellationToken);

            var called = await program.CallAsync("run", file, "--set", "calendar.rounds=2");
            var quiet = await program.CallAsync("run", file, "--set", "calendar.rounds=2", "--quiet");

            Assert.Equal(ExitCode.Done, called.ExitCode);
            Assert.Equal("negsim: 18 parties, 80 values of all issues together and 1,099,511,627,776 outcomes take up to 2.2 GB to play (less with preferences in round numbers)\n", called.Error);
            Assert.Equal("", quiet.Error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("issues:\n  a: {options: [x, y]}\n  b:\n    title: a\n    options: [x, y]\n  title: {options: [x, y]}\nactors:\n  title: {}\n", "title", 6, 3)]
    [InlineData("name: b\n\"issues\":\n# b: no\n\n    b: {options: [x, y]}\n", "b", 5, 5)]
    [InlineData("issues:\n  a: {options: [x, y]}\nactors:\n  b: {}\n", "b", 1, 1)]
    [InlineData("name: x\n", "name", 1, 1)]
    public void PlaceIn_KeysOfTheSameName_FindsTheIssue(string text, string id, int line, int column) => Assert.Equal((line, column), LargestIssue.PlaceIn(text, id));

    /// <summary>A what-if that makes the space too large is refused at the what-if: the file alone could be played.</summary>
    [Fact]
    public async Task Compare_WhatIfOverTwoGigabytes_IsRefusedAtTheWhatIf()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "grows.yaml");
            await File.WriteAllTextAsync(file, Scenario(40, 30, 2), TestContext.Current.CancellationToken);

            var called = await program.CallAsync("compare", file, "--runs", "2", "--what-if", "calendar.rounds=2", "--what-if", $"issues.more={{set_of: [{string.Join(", ", Enumerable.Range(0, 200).Select(i => $"m{i}"))}]}}");

            Assert.Equal((ExitCode.WrongInput, ""), (called.ExitCode, called.Output));
            Assert.Contains("\n--what-if:2:1: error: 40 parties, ", called.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [LongInlineData(2, 256, 10_000)]
    [LongInlineData(2, 100, 3_000)]
    public async Task Run_ManyValues_Ends(int principals, int issues, int values)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "wide.yaml");
            await File.WriteAllTextAsync(file, Scenario(principals, issues, values), TestContext.Current.CancellationToken);

            var called = await program.CallAsync("run", file, "--quiet");

            Assert.Equal(ExitCode.Done, called.ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(31)]
    [InlineData(32)]
    public void AboutThreads_TooFew_NamesTheLimit(ulong most) => Assert.Equal(
        most >= 32 ? null : $"this user may have only {most} processes and threads at a time and the program needs 32; raise the limit ('ulimit -u 32' or more)", ProcessLimits.AboutThreads(most));

    private static string Scenario(int principals, int issues, int values)
    {
        var text = new StringBuilder("schema: negotiation-sim/1\ncalendar: {rounds: 10}\nissues:\n");
        for (var i = 0; i < issues; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  i{i}: {{range: {{from: 0, to: {values - 1}}}}}\n");
        }

        text.Append("name: large\nactors:\n");
        for (var a = 0; a < principals; a++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  a{a}:\n    role: principal\n    no_deal: 0.3\n    preferences:\n");
            for (var i = 0; i < issues; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"      i{i}: {{weight: {1 + (a * 7 + i * 3) % 11}, ideal: {(a * 31 + i * 17) % values}}}\n");
            }
        }

        return text.ToString();
    }
}

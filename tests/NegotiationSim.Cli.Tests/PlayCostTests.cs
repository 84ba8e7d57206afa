using System.Globalization;
using System.Text;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>What takes more than 2 GB to play is refused before anything is played: at the issue that has most values, with the cost and the way out.</summary>
public sealed class PlayCostTests(SharedSilo program)
{
    [Theory]
    [InlineData("run", 40, 60, 10_000, "4:3")]
    [InlineData("montecarlo", 40, 60, 10_000, "4:3")]
    [InlineData("compare", 16, 80, 10_000, "4:3")]
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
            Assert.Contains(" GB to play, more than the 2 GB that this program allows itself; take fewer issues, a larger step or fewer options", called.Error, StringComparison.Ordinal);
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

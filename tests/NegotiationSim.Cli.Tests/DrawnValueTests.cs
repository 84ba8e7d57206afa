using System.Text.Json;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>Drawn values that are larger than any constant may be, or no numbers at all, through the whole program.</summary>
public sealed class DrawnValueTests : IDisposable
{
    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory();
    private readonly SharedSilo program;
    private readonly string file;

    public DrawnValueTests(SharedSilo program)
    {
        this.program = program;
        file = Path.Combine(parent.FullName, "deal.yaml");
        File.WriteAllText(file, """
            schema: negotiation-sim/1
            name: deal
            calendar: {start: 2016-08-01, rounds: 4}
            drivers:
              x: uniform(0, 1)
            issues: {deal: {options: [war, truce, peace]}}
            actors:
              a: {role: principal, preferences: {deal: {weight: 1, values: {war: 0, truce: 0.5, peace: 1}}}, no_deal: 0.1}
              b: {role: principal, preferences: {deal: {weight: 1, values: {war: 0.2, truce: 1, peace: 0.4}}}, no_deal: 0.1}
            """);
    }

    public static TheoryData<string, string> Large { get; } = Each(
        ["0.4*lognormal(1, 400)", "normal(1e100, 1e100)", "1e300*normal(0, 1)*1e300", "0 - exponential(1e300)", "gamma(1, 1e-12)", "beta(1e300, 1e300)", "gamma(1, 1e100)", "{by_date: {2016-08-01: \"lognormal(1, 400)\", 2016-09-01: \"0 - lognormal(1, 400)\"}}"],
        [["run"], ["montecarlo", "--runs", "200"], ["analyze"], ["analyze", "--runs", "20"], ["compare", "--what-if", "calendar.rounds=3", "--runs", "50"], ["sensitivity", "--runs", "100"]]);

    public static TheoryData<string, string> None { get; } = Each(
        ["1/bernoulli(0.001)", "x/(x - x)", "bernoulli(0.5)*1e308*1e308*1e308 - 1e308*(1 + x)*1e308*1e308*1e308", "max(x, 0/choice(0, 0))"],
        [["montecarlo", "--runs", "40"], ["montecarlo", "--runs", "40", "--block-size", "3", "--parallel", "2"], ["analyze", "--runs", "20"], ["compare", "--what-if", "calendar.rounds=3", "--runs", "50"]]);

    public void Dispose() => parent.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Large))]
    public async Task DrawnValue_LargerThanAnyConstant_IsClipped(string value, string command)
    {
        var called = await CallAsync(value, command, "--json");

        Assert.Equal(0, called.ExitCode);
        using var document = JsonDocument.Parse(called.Output);
        Assert.DoesNotContain("Infinity", called.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(None))]
    public async Task DrawnValue_ThatIsNoNumber_IsNamedWithItsReplica(string value, string command)
    {
        var called = await CallAsync(value, command);

        Assert.Equal(2, called.ExitCode);
        Assert.Contains("actors.a.no_deal: ", called.Error, StringComparison.Ordinal);
        Assert.Contains("is no number (", called.Error, StringComparison.Ordinal);
        Assert.Empty(called.Output);
    }

    [Theory]
    [InlineData("1/normal(0, 1)", "validate", 0)]
    [InlineData("1/normal(0, 1)", "run", 0)]
    [InlineData("1/normal(0, 1)", "analyze --replica 3", 0)]
    [InlineData("1/normal(0, 1)", "analyze", 2)]
    public async Task DrawnValue_ThatHasNoneAtTheMeansOnly_IsRefusedWhereMeansAreAskedFor(string value, string command, int exitCode)
    {
        File.WriteAllText(file, File.ReadAllText(file).Replace("no_deal: 0.1}", $"no_deal: \"{value}\"}}", StringComparison.Ordinal));

        var words = command.Split(' ');
        var called = await program.CallAsync([words[0], file, .. words[1..]]);

        Assert.Equal(exitCode, called.ExitCode);
        Assert.Equal(exitCode == 2, called.Error.Contains("the central case", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DrawnValue_ThatIsNoNumberInLaterReplicas_IsNamedByTheFirstWhateverBlocksAre()
    {
        // With a precision nothing is looked over beforehand.
        var small = await CallAsync("1/bernoulli(0.98)", "montecarlo --runs 300 --precision 0.0001 --block-size 7");
        var large = await CallAsync("1/bernoulli(0.98)", "montecarlo --runs 300 --precision 0.0001 --block-size 64 --parallel 1");

        Assert.Equal(2, small.ExitCode);
        Assert.Equal(small.Error, large.Error);
    }

    private static TheoryData<string, string> Each(string[] values, string[][] commands)
    {
        var data = new TheoryData<string, string>();
        for (var i = 0; i < values.Length + commands.Length - 1; i++)
        {
            // Every value, and every command, without all pairs of them.
            data.Add(values[Math.Max(0, i - commands.Length + 1)], string.Join(' ', commands[i % commands.Length]));
        }

        return data;
    }

    private Task<Called> CallAsync(string value, string command, params string[] more)
    {
        var words = command.Split(' ');
        return program.CallAsync([words[0], file, .. words[1..], "--set", $"actors.a.no_deal={value}", "--no-color", .. more]);
    }
}

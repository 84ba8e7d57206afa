using System.Globalization;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

/// <summary>
/// Hundreds of members or issues with round attitudes: outcomes beyond number that differ by roundings only. To tell them apart took half a minute for each offer; the time limit is for that, not for a
/// slow machine.
/// </summary>
public sealed class LargeSetTests(SharedSilo program)
{
    private const int Minutes = 60_000;

    [Theory(Timeout = 4 * Minutes)]
    [InlineData(140, 3, 3)]
    [LongInlineData(256, 3, 1)]
    [LongInlineData(200, 2, 2)]
    public async Task Run_SetWithRoundAttitudes_EndsAndAgreesWithTheBatch(int members, int digits, int seed)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "set.yaml");
            await File.WriteAllTextAsync(file, Scenario(members, digits, seed), TestContext.Current.CancellationToken);
            var told = await program.CallAsync("run", file, "--json", "--quiet");
            Assert.Equal((ExitCode.Done, ""), (told.ExitCode, told.Error));

            var played = await program.CallAsync("montecarlo", file, "--runs", "2", "--json", "--quiet", "--parallel", "1");
            Assert.Equal((ExitCode.Done, ""), (played.ExitCode, played.Error));
            Assert.Equal(played, await program.CallAsync("montecarlo", file, "--runs", "2", "--json", "--quiet", "--block-size", "1", "--parallel", "2"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Scenario(int members, int digits, int seed)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(0, members).Select(i => $"m{i}").ToList();
        return $$"""
            schema: negotiation-sim/1
            name: set
            calendar: {rounds: 20}
            issues:
              i0: {set_of: [{{string.Join(", ", names)}}]}
            actors:
              a0: {role: principal, preferences: {i0: {weight: 1, values: { {{Attitudes()}} } } }, no_deal: 0.3, tactic: {kind: boulware} }
              a1: {role: principal, preferences: {i0: {weight: 3, values: { {{Attitudes()}} } } }, no_deal: 0.3, tactic: {kind: conceder} }
            """;

        string Attitudes() => string.Join(", ", names.Select(name => $"{name}: {Math.Round(2 * random.NextDouble() - 1, digits).ToString(CultureInfo.InvariantCulture)}"));
    }
}

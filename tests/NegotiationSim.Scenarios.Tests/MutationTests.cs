namespace NegotiationSim.Scenarios.Tests;

/// <summary>
/// Damaged scenario files end in a scenario or in located errors. 5,000 files by default; 100,000 with the environment variable
/// <c>NEGSIM_LONG_TESTS=1</c>.
/// </summary>
public sealed class MutationTests
{
    /// <summary>Only tells a hang from a slow machine; no statement on speed.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Read_MutatedFiles_EndInScenarioOrLocatedErrors()
    {
        // Sound files are taken more often than broken ones, so that single faults are met as well.
        var broken = Files.In("Broken").Select(File.ReadAllText).ToList();
        string[] texts = [.. Enumerable.Repeat(await File.ReadAllTextAsync(Files.Fixture("truce-for-aid.yaml"), TestContext.Current.CancellationToken), broken.Count),
            .. Enumerable.Repeat(ScenarioTemplate.Text, broken.Count), .. broken];
        var count = Environment.GetEnvironmentVariable("NEGSIM_LONG_TESTS") == "1" ? 100_000 : 5_000;
        var (scenarios, errors) = (0, 0);
        for (var seed = 0; seed < count; seed++)
        {
            var text = new Mutator(texts, (ulong)seed).Next();
            LoadResult result;
            try
            {
                result = await Task.Run(() => ScenarioReader.Read(text, "mutated.yaml"), TestContext.Current.CancellationToken).WaitAsync(Hang, TestContext.Current.CancellationToken);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"the mutation with seed {seed} ended in {e.GetType().Name}:\n{text}", e);
            }

            CheckResult(result, text, seed);
            (scenarios, errors) = result.Scenario is null ? (scenarios, errors + 1) : (scenarios + 1, errors);
        }

        // Mutations that all break, or none, would test half of it.
        Assert.True(scenarios > count / 50, $"only {scenarios} of {count} mutations still validate");
        Assert.True(errors > count / 2, $"only {errors} of {count} mutations are refused");
    }

    private static void CheckResult(LoadResult result, string text, int seed)
    {
        var hasErrors = result.Diagnostics.Any(d => d.Severity == Severity.Error);
        Assert.True(hasErrors == result.Scenario is null, $"seed {seed}: a scenario exactly where there is no error");
        var lines = text.Split('\n').Length;
        foreach (var found in result.Diagnostics)
        {
            Assert.Equal("mutated.yaml", found.File);
            Assert.InRange(found.Line, 1, lines + 1);
            Assert.True(found.Column >= 1, $"seed {seed}: {found}");
            Assert.NotEmpty(found.Message);
        }
    }
}

namespace NegotiationSim.Scenarios.Tests;

/// <summary>Whole files that must read without a complaint.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void ReadFile_CompleteExample_HasNoFindings()
    {
        var result = ScenarioReader.ReadFile(Files.Fixture("truce-for-aid.yaml"));

        Assert.Empty(result.Diagnostics.Select(d => d.ToString()));
        Assert.NotNull(result.Scenario);
        Assert.Equal("truce-for-aid", result.Scenario.Name);
        Assert.Equal(4 * 11 * 2 * 2 * 2 * 4, (int)result.Scenario.Space.Count);
    }

    [Theory]
    [InlineData("bilateral-micro")]
    [InlineData("bilateral-time")]
    [InlineData("eight-boulware")]
    [InlineData("two-large-space")]
    public void ReadFile_BenchmarkScenario_HasNoFindings(string name)
    {
        var path = Files.Shared($"bench/{name}.yaml");
        Assert.SkipWhen(path is null, "the benchmark scenarios are not beside the repository");

        var result = ScenarioReader.ReadFile(path!);

        Assert.Empty(result.Diagnostics.Select(d => d.ToString()));
        Assert.NotNull(result.Scenario);
    }
}

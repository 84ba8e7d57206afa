namespace NegotiationSim.Scenarios.Tests;

public sealed class TemplateTests
{
    [Fact]
    public void Text_ReadAsScenario_HasNoFindings()
    {
        var result = ScenarioReader.Read(ScenarioTemplate.Text, "new.yaml");

        Assert.Empty(result.Diagnostics.Select(d => d.ToString()));
        Assert.Empty(result.NotSimulated);
        Assert.NotNull(result.Scenario);
    }
}
